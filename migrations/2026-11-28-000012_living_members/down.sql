DROP TRIGGER keep_living_members ON user_record;
DROP FUNCTION keep_living_members();
DROP INDEX group_member_by_name;
CREATE INDEX group_member_by_name ON group_member (group_id, sort_name, user_id);
ALTER TABLE group_member DROP COLUMN living;
