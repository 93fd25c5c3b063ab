DELETE FROM job WHERE deed = 'add-to-group';
ALTER TABLE job DROP CONSTRAINT job_group_whole, DROP CONSTRAINT job_deed_check,
    ADD CONSTRAINT job_deed_check CHECK (deed IN ('block', 'unblock', 'sign-out')),
    DROP COLUMN group_id, DROP COLUMN group_name, DROP COLUMN group_role_assignable;
