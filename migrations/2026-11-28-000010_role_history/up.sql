-- Who gave a role: the id, and the name as it was then, readable when the giver is gone. Nothing for roles that a command gave.
ALTER TABLE role_assignment ADD COLUMN assigned_by uuid, ADD COLUMN assigned_by_name text;
-- Who holds a role, the newest first.
CREATE INDEX role_assignment_by_role ON role_assignment (role, assigned_at DESC, user_id DESC);
