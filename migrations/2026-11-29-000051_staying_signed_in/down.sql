DELETE FROM auth_session WHERE stays;
ALTER TABLE auth_session DROP COLUMN stays;
