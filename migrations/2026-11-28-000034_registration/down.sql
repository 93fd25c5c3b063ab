DELETE FROM job WHERE deed IN ('re-register', 'invite');
ALTER TABLE job DROP CONSTRAINT job_deed_check,
    ADD CONSTRAINT job_deed_check CHECK (deed IN ('block', 'unblock', 'sign-out', 'revoke-password', 'expire-password', 'add-to-group',
        'edit', 'restore', 'purge'));

ALTER TABLE auth_session DROP COLUMN registration;
DROP TABLE proof_registration;
