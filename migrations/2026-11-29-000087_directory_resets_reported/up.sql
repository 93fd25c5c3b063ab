-- Who reset whom: also where the password lives in the directory outside, done or refused there (R-321). What nobody knew the end of is told as
-- trouble there; that it was settled later is told by a row of the log of its own.
CREATE OR REPLACE FUNCTION refused_reset(reason text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE
        WHEN reason IN ('external-account', 'directory-account') THEN 'elsewhere'
        WHEN reason = 'deleted-account' THEN 'deleted'
        WHEN reason = 'own-account' THEN 'own-account'
        WHEN reason IN ('unreachable', 'too-slow', 'tls', 'certificate', 'login', 'base', 'answer', 'resting') THEN 'unreachable'
        WHEN reason IN ('unknown', 'refused', 'not-found', 'several', 'no-permission', 'disabled', 'locked', 'wrong-current', 'ended', 'policy',
            'quality', 'in-history', 'too-young', 'configuration', 'protected', 'unfit') THEN 'trouble-elsewhere'
        ELSE 'not-allowed'
    END
$$;

DROP TRIGGER audit_event_of_reset ON audit_event;
CREATE TRIGGER audit_event_of_reset AFTER INSERT ON audit_event FOR EACH ROW
    WHEN (NEW.activity IN ('Reset password (by admin)', 'Reset password in directory (by admin)')) EXECUTE FUNCTION keep_password_reset();

-- What the audit log knows of before. Days that are over are counted anew then, some at a time.
INSERT INTO password_reset
    SELECT DISTINCT ON (event.id) event.id, event.at, 'administrator', target_id, target_name, NULL::boolean, actor_id, actor_name,
        '{temporary-password}'::text[], CASE event.result WHEN 'success' THEN 'succeeded' ELSE 'failed' END,
        CASE event.result WHEN 'success' THEN 'done' ELSE refused_reset(event.reason) END, event.at, request_id
    FROM audit_event event JOIN audit_target about ON about.event_id = event.id AND about.position = 0
    WHERE activity = 'Reset password in directory (by admin)';
DELETE FROM password_reset_counted WHERE EXISTS
    (SELECT FROM audit_event WHERE activity = 'Reset password in directory (by admin)');
