-- When a walk deleted the group: where that is the moment at which it is deleted now, a walk brings it back that meets it again. What somebody here
-- has deleted stays so.
ALTER TABLE directory_group ADD COLUMN gone_at timestamptz;
