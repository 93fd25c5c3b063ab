DROP TRIGGER audit_event_of_reset ON audit_event;
CREATE TRIGGER audit_event_of_reset AFTER INSERT ON audit_event
    FOR EACH ROW WHEN (NEW.activity = 'Reset password (by admin)') EXECUTE FUNCTION keep_password_reset();
CREATE OR REPLACE FUNCTION refused_reset(reason text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE reason
        WHEN 'external-account' THEN 'elsewhere'
        WHEN 'directory-account' THEN 'elsewhere'
        WHEN 'deleted-account' THEN 'deleted'
        WHEN 'own-account' THEN 'own-account'
        ELSE 'not-allowed'
    END
$$;
