-- A job may put people into a group: which, as it was called when the job was ordered, and whether it may hold roles (that never changes).
ALTER TABLE job ADD COLUMN group_id uuid, ADD COLUMN group_name text, ADD COLUMN group_role_assignable boolean,
    DROP CONSTRAINT job_deed_check,
    ADD CONSTRAINT job_deed_check CHECK (deed IN ('block', 'unblock', 'sign-out', 'add-to-group')),
    ADD CONSTRAINT job_group_whole CHECK (
        (deed = 'add-to-group') = (group_id IS NOT NULL AND group_name IS NOT NULL AND group_role_assignable IS NOT NULL)
    );
