DROP INDEX role_assignment_by_role;
ALTER TABLE role_assignment DROP COLUMN assigned_by, DROP COLUMN assigned_by_name;
