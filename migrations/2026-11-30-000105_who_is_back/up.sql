-- Who was deleted here by a walk and is met again, apart from those who were changed.
ALTER TABLE directory_run
    ADD COLUMN back integer NOT NULL DEFAULT 0,
    ADD COLUMN groups_back integer NOT NULL DEFAULT 0;
-- A group that a walk had deleted is one that is back until its members were read: those that came back before this was noted were read long ago.
UPDATE directory_group SET gone_at = NULL FROM groups WHERE groups.id = group_id AND deleted_at IS NULL;
