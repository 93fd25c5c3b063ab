-- Read along with the password at a sign-in, so that it costs no statement of its own.
ALTER TABLE credential
    -- When an administrator asked for another password at the next sign-in; gone with the next one.
    ADD COLUMN demanded_at timestamptz,
    -- Until when it does not end by age. Stays with the person, also when the password changes.
    ADD COLUMN exempt_until timestamptz;
CREATE INDEX credential_exempt ON credential (user_id) WHERE exempt_until IS NOT NULL;
-- How many own passwords are older than a moment.
CREATE INDEX user_record_by_password_age ON user_record (password_changed_at) INCLUDE (id)
    WHERE password_kind = 'own' AND deleted_at IS NULL;

ALTER TABLE job DROP CONSTRAINT job_deed_check;
ALTER TABLE job ADD CONSTRAINT job_deed_check CHECK (deed IN ('block', 'unblock', 'sign-out', 'add-to-group', 'expire-password'));
