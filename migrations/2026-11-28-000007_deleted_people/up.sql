-- Who is deleted keeps the row, and with it the password, the roles and all that hangs on it; but nobody sees him who does not ask for
-- the deleted. The table gets another name, and under the old one stands a view of those who are not deleted: it takes every
-- statement that the table took.
ALTER TABLE users RENAME TO user_record;
ALTER TABLE user_record
    ADD COLUMN deleted_at timestamptz,
    -- As an audit row names who did it; he may be gone himself.
    ADD COLUMN deleted_by_id uuid,
    ADD COLUMN deleted_by_name text,
    ADD COLUMN purge_at timestamptz,
    ADD CONSTRAINT user_record_is_deleted_or_not CHECK (
        (deleted_at IS NULL) = (purge_at IS NULL) AND (deleted_at IS NULL) = (deleted_by_name IS NULL)
    );

-- The lists' indexes know nobody who is deleted: the view's condition is theirs, so nothing is looked up for it.
SET LOCAL maintenance_work_mem = '512MB';
DROP INDEX users_by_name, users_by_department, users_by_status, users_by_source, users_administrators, users_by_search;
CREATE INDEX users_by_name ON user_record (sort_name, id) WHERE deleted_at IS NULL;
CREATE INDEX users_by_department ON user_record (department_key, sort_name, id) WHERE deleted_at IS NULL;
CREATE INDEX users_by_status ON user_record (status, sort_name, id) WHERE deleted_at IS NULL;
CREATE INDEX users_by_source ON user_record (source, sort_name, id) WHERE source <> 'local' AND deleted_at IS NULL;
CREATE INDEX users_administrators ON user_record (sort_name, id) WHERE role_bits <> 0 AND deleted_at IS NULL;
CREATE INDEX users_by_search ON user_record USING gin (search_text gin_trgm_ops) WHERE deleted_at IS NULL;
-- The list of the deleted, newest first; who is found by a name of before; whose time is over.
CREATE INDEX deleted_by_time ON user_record (deleted_at DESC, id DESC) WHERE deleted_at IS NOT NULL;
CREATE INDEX deleted_by_user_name ON user_record (lower(user_name)) WHERE deleted_at IS NOT NULL;
CREATE INDEX deleted_by_end ON user_record (purge_at) WHERE deleted_at IS NOT NULL;

CREATE VIEW users AS
    SELECT id, user_name, display_name, given_name, surname, mail, employee_id, job_title, department, company_name, office, mobile,
        telephone, city, country, usage_location, preferred_language, manager_id, source, enabled, role_bits, password_kind,
        password_changed_at, password_expires_at, last_sign_in_at, credential_epoch, created_at, sort_name, search_text,
        department_key, status, version
    FROM user_record WHERE deleted_at IS NULL;

CREATE VIEW deleted_user AS
    SELECT id, user_name, display_name, given_name, surname, mail, employee_id, job_title, department, company_name, office, mobile,
        telephone, city, country, usage_location, preferred_language, manager_id, source, role_bits, password_kind,
        password_changed_at, password_expires_at, last_sign_in_at, created_at, status, version,
        deleted_at, deleted_by_id, deleted_by_name, purge_at
    FROM user_record WHERE deleted_at IS NOT NULL;

-- Roles are counted whether or not their holder is deleted.
CREATE OR REPLACE FUNCTION keep_role_bits() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    who uuid := COALESCE(NEW.user_id, OLD.user_id);
BEGIN
    UPDATE user_record SET role_bits = (SELECT COALESCE(bit_or(bit), 0) FROM role_assignment WHERE user_id = who) WHERE id = who;
    RETURN NULL;
END $$;

-- Who is deleted is in no list of words.
CREATE OR REPLACE FUNCTION keep_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' AND OLD.deleted_at IS NULL THEN
        DELETE FROM user_word USING words_of(OLD.search_text) AS gone (word)
        WHERE user_word.word = gone.word AND sort_name = OLD.sort_name AND user_id = OLD.id;
    END IF;
    IF TG_OP <> 'DELETE' AND NEW.deleted_at IS NULL THEN
        -- In one order always: two who bring the same new words do not wait for each other in a circle.
        INSERT INTO search_word SELECT word FROM words_of(NEW.search_text) AS new (word) ORDER BY word ON CONFLICT DO NOTHING;
        INSERT INTO user_word SELECT word, NEW.sort_name, NEW.id FROM words_of(NEW.search_text) AS new (word)
        WHERE word NOT LIKE '@%';
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER keep_words ON user_record;
CREATE TRIGGER keep_words AFTER INSERT OR DELETE OR UPDATE OF search_text, sort_name, deleted_at ON user_record
    FOR EACH ROW EXECUTE FUNCTION keep_words();

-- Pages see people through the two views alone; they remove nobody for good who was not deleted before.
REVOKE ALL ON user_record FROM latchkey_app;
GRANT SELECT, INSERT, UPDATE ON users TO latchkey_app;
GRANT SELECT, UPDATE, DELETE ON deleted_user TO latchkey_app;
GRANT SELECT (id, deleted_at, credential_epoch), UPDATE (deleted_at, deleted_by_id, deleted_by_name, purge_at, credential_epoch)
    ON user_record TO latchkey_app;
