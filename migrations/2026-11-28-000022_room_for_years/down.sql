REVOKE DELETE ON auth_session FROM latchkey_app;
CREATE INDEX auth_session_live ON auth_session (user_id) WHERE revoked_at IS NULL;
DROP INDEX auth_session_of_person;
