DELETE FROM auth_session WHERE kind = 'second-step';
ALTER TABLE auth_session DROP COLUMN proved_at, DROP COLUMN device;
ALTER TABLE auth_session DROP CONSTRAINT auth_session_kind_check;
ALTER TABLE auth_session ADD CONSTRAINT auth_session_kind_check CHECK (kind IN ('full', 'forced-change'));
DROP TABLE authenticator_app, recovery_code, second_step_failure;
