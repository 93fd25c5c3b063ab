-- Whoever is deleted keeps the temporary password, for the day of the return, and waits in no list and no number. Its row itself knows it:
-- whoever counts a thousand that wait reads an index and not a thousand people, whose rows lie all over a large table.
-- First of all, as every deed about a person does it: servers that still run delete nobody between the rows that are there and the trigger.
LOCK TABLE user_record IN SHARE ROW EXCLUSIVE MODE;
ALTER TABLE temporary_password ADD COLUMN living boolean NOT NULL DEFAULT true;
UPDATE temporary_password SET living = false FROM user_record WHERE user_record.id = user_id AND deleted_at IS NOT NULL;
DROP INDEX temporary_password_outstanding, temporary_password_outstanding_by_maker;
CREATE INDEX temporary_password_outstanding ON temporary_password (made_at, user_id) WHERE ended_at IS NULL AND living;
CREATE INDEX temporary_password_outstanding_by_maker ON temporary_password (made_by, made_at, user_id) WHERE ended_at IS NULL AND living;

-- (Whoever gives a password holds the person's row: nobody is deleted or restored meanwhile.)
CREATE FUNCTION keep_living_passwords() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE temporary_password SET living = NEW.deleted_at IS NULL WHERE user_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER keep_living_passwords AFTER UPDATE OF deleted_at ON user_record
    FOR EACH ROW WHEN ((OLD.deleted_at IS NULL) <> (NEW.deleted_at IS NULL)) EXECUTE FUNCTION keep_living_passwords();

-- How long somebody waited is told by the index itself, too: no row is looked up for it.
DROP INDEX temporary_password_resets_by_first_use, temporary_password_resets_by_maker;
CREATE INDEX temporary_password_resets_by_first_use ON temporary_password (first_used_at DESC) INCLUDE (made_at)
    WHERE first_used_at IS NOT NULL AND origin = 'reset';
CREATE INDEX temporary_password_resets_by_maker ON temporary_password (made_by, first_used_at DESC) INCLUDE (made_at)
    WHERE first_used_at IS NOT NULL AND origin = 'reset';
