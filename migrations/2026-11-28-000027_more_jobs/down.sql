DELETE FROM job WHERE deed IN ('restore', 'purge', 'edit');
ALTER TABLE job DROP CONSTRAINT job_properties_whole, DROP COLUMN properties, DROP CONSTRAINT job_deed_check,
    ADD CONSTRAINT job_deed_check CHECK (deed IN ('block', 'unblock', 'sign-out', 'revoke-password', 'expire-password', 'add-to-group'));
