DELETE FROM job WHERE deed = 'unlock';
ALTER TABLE job DROP CONSTRAINT job_deed_check,
    ADD CONSTRAINT job_deed_check CHECK (deed IN ('block', 'unblock', 'sign-out', 'revoke-password', 'expire-password', 'add-to-group',
        'edit', 'restore', 'purge', 're-register', 'invite'));
DELETE FROM throttle WHERE factor = 'second-step';
CREATE TABLE second_step_failure (
    user_id uuid PRIMARY KEY REFERENCES user_record (id) ON DELETE CASCADE,
    since timestamptz NOT NULL,
    failures integer NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON second_step_failure TO latchkey_app;
