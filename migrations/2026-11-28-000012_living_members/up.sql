-- A member who was deleted stays one, for the day of the return, but is on no list. The list itself knows it: whoever counts the members
-- of a large group reads an index and not a thousand people.
ALTER TABLE group_member ADD COLUMN living boolean NOT NULL DEFAULT true;
UPDATE group_member SET living = false FROM user_record WHERE user_record.id = user_id AND deleted_at IS NOT NULL;
DROP INDEX group_member_by_name;
CREATE INDEX group_member_by_name ON group_member (group_id, sort_name, user_id) WHERE living;

-- (Whoever adds a member holds the person's row: nobody is deleted or restored meanwhile.)
CREATE FUNCTION keep_living_members() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE group_member SET living = NEW.deleted_at IS NULL WHERE user_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER keep_living_members AFTER UPDATE OF deleted_at ON user_record
    FOR EACH ROW WHEN ((OLD.deleted_at IS NULL) <> (NEW.deleted_at IS NULL)) EXECUTE FUNCTION keep_living_members();
