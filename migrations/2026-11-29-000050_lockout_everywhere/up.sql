-- Wrong second steps are counted where wrong passwords are.
DROP TABLE second_step_failure;

-- Unlocking many people at once.
ALTER TABLE job DROP CONSTRAINT job_deed_check,
    ADD CONSTRAINT job_deed_check CHECK (deed IN ('block', 'unblock', 'sign-out', 'revoke-password', 'expire-password', 'add-to-group',
        'edit', 'restore', 'purge', 're-register', 'invite', 'unlock'));
