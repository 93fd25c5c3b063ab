DROP FUNCTION take_back_temporary_password(uuid);
DELETE FROM job WHERE deed = 'revoke-password';
ALTER TABLE job DROP CONSTRAINT job_deed_check,
    ADD CONSTRAINT job_deed_check CHECK (deed IN ('block', 'unblock', 'sign-out', 'add-to-group', 'expire-password'));
DROP TABLE temporary_password;
