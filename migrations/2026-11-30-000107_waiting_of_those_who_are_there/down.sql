DROP TRIGGER keep_living_passwords ON user_record;
DROP FUNCTION keep_living_passwords();
DROP INDEX temporary_password_outstanding, temporary_password_outstanding_by_maker;
DROP INDEX temporary_password_resets_by_first_use, temporary_password_resets_by_maker;
ALTER TABLE temporary_password DROP COLUMN living;
CREATE INDEX temporary_password_outstanding ON temporary_password (made_at, user_id) WHERE ended_at IS NULL;
CREATE INDEX temporary_password_outstanding_by_maker ON temporary_password (made_by, made_at, user_id) WHERE ended_at IS NULL;
CREATE INDEX temporary_password_resets_by_first_use ON temporary_password (first_used_at DESC)
    WHERE first_used_at IS NOT NULL AND origin = 'reset';
CREATE INDEX temporary_password_resets_by_maker ON temporary_password (made_by, first_used_at DESC)
    WHERE first_used_at IS NOT NULL AND origin = 'reset';
