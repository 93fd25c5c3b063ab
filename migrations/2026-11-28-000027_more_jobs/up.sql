-- Jobs about deleted people, and jobs that change what is known of people.
ALTER TABLE job DROP CONSTRAINT job_deed_check,
    ADD CONSTRAINT job_deed_check CHECK (deed IN ('block', 'unblock', 'sign-out', 'revoke-password', 'expire-password', 'add-to-group',
        'restore', 'purge'));
