-- Groups: people and groups in them, people who answer for them (R-150…R-153).
--
-- What refers to people stands together, in three places: the column below, the references of group_member and group_owner, and the
-- functions and trigger at the end that write to people or look at them.

-- Whether somebody is a member or owner of a group that may hold roles: then only the strongest roles act on the account (R-111).
-- Kept by the triggers below, so that a look-up finds a person and all that protects her.
ALTER TABLE user_record ADD COLUMN privileged_group boolean NOT NULL DEFAULT false;
CREATE OR REPLACE VIEW users AS
    SELECT id, user_name, display_name, given_name, surname, mail, employee_id, job_title, department, company_name, office, mobile,
        telephone, city, country, usage_location, preferred_language, manager_id, source, enabled, role_bits, password_kind,
        password_changed_at, password_expires_at, last_sign_in_at, credential_epoch, created_at, sort_name, search_text,
        department_key, status, version, privileged_group
    FROM user_record WHERE deleted_at IS NULL;
CREATE OR REPLACE VIEW deleted_user AS
    SELECT id, user_name, display_name, given_name, surname, mail, employee_id, job_title, department, company_name, office, mobile,
        telephone, city, country, usage_location, preferred_language, manager_id, source, role_bits, password_kind,
        password_changed_at, password_expires_at, last_sign_in_at, created_at, status, version,
        deleted_at, deleted_by_id, deleted_by_name, purge_at, privileged_group
    FROM user_record WHERE deleted_at IS NOT NULL;

CREATE TABLE groups (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    -- Folded in Rust by domain::fold.
    name_key text COLLATE "C" NOT NULL,
    description text,
    -- Fixed when it is made.
    role_assignable boolean NOT NULL,
    created_at timestamptz NOT NULL,
    created_by uuid,
    -- Which state of name and description an editor looked at.
    version integer NOT NULL DEFAULT 1,
    deleted_at timestamptz,
    purge_at timestamptz,
    CONSTRAINT groups_deleted_until CHECK ((deleted_at IS NULL) = (purge_at IS NULL))
);
-- Two groups of one name are asked about (R-151); a deleted one gives its name free.
CREATE UNIQUE INDEX groups_name ON groups (name_key) WHERE deleted_at IS NULL;
CREATE INDEX groups_by_name ON groups (name_key, id) WHERE deleted_at IS NULL;
CREATE INDEX groups_deleted_by_name ON groups (name_key, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX groups_due ON groups (purge_at) WHERE purge_at IS NOT NULL;
CREATE INDEX groups_by_search ON groups USING gin (name_key gin_trgm_ops);

-- Carries the name that people are sorted by, so that a page of very many members is read from the beginning of a list.
CREATE TABLE group_member (
    group_id uuid NOT NULL REFERENCES groups (id) ON DELETE CASCADE,
    user_id uuid NOT NULL,
    sort_name text COLLATE "C" NOT NULL,
    added_at timestamptz NOT NULL,
    PRIMARY KEY (group_id, user_id)
);
CREATE INDEX group_member_by_name ON group_member (group_id, sort_name, user_id);
CREATE INDEX group_member_by_person ON group_member (user_id);

CREATE TABLE group_owner (
    group_id uuid NOT NULL REFERENCES groups (id) ON DELETE CASCADE,
    user_id uuid NOT NULL,
    added_at timestamptz NOT NULL,
    PRIMARY KEY (group_id, user_id)
);
CREATE INDEX group_owner_by_person ON group_owner (user_id);

-- A group in a group. Never in a circle: whoever adds looks, one at a time (store/groups/nesting.rs).
CREATE TABLE group_nesting (
    group_id uuid NOT NULL REFERENCES groups (id) ON DELETE CASCADE,
    member_id uuid NOT NULL REFERENCES groups (id) ON DELETE CASCADE,
    added_at timestamptz NOT NULL,
    PRIMARY KEY (group_id, member_id),
    CONSTRAINT group_nesting_not_in_itself CHECK (group_id <> member_id)
);
CREATE INDEX group_nesting_by_member ON group_nesting (member_id);

GRANT SELECT, INSERT, UPDATE, DELETE ON groups, group_member TO latchkey_app;
GRANT SELECT, INSERT, DELETE ON group_owner, group_nesting TO latchkey_app;

-- References to people.
ALTER TABLE group_member ADD CONSTRAINT group_member_user_id_fkey FOREIGN KEY (user_id) REFERENCES user_record (id) ON DELETE CASCADE;
ALTER TABLE group_owner ADD CONSTRAINT group_owner_user_id_fkey FOREIGN KEY (user_id) REFERENCES user_record (id) ON DELETE CASCADE;

-- (Both act for the owner of the tables: who is deleted is protected as well, for the day of the return.)
-- Who became member or owner of a group that may hold roles is protected from now on. Locked first, in one order: whoever leaves such a
-- group at the same moment is judged after it.
CREATE FUNCTION gain_privileged_group() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
DECLARE
    who uuid[] := ARRAY(SELECT user_id FROM touched JOIN groups ON groups.id = touched.group_id WHERE role_assignable);
BEGIN
    IF cardinality(who) > 0 THEN
        PERFORM FROM user_record WHERE id = ANY (who) ORDER BY id FOR NO KEY UPDATE;
        UPDATE user_record SET privileged_group = true WHERE id = ANY (who) AND NOT privileged_group;
    END IF;
    RETURN NULL;
END $$;
-- Who left is protected as long as another such group is left. A deleted group protects until it is gone for good: it may be restored.
CREATE FUNCTION lose_privileged_group() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
DECLARE
    who uuid[] := ARRAY(SELECT DISTINCT id FROM touched JOIN user_record ON user_record.id = touched.user_id WHERE privileged_group);
BEGIN
    IF cardinality(who) > 0 THEN
        PERFORM FROM user_record WHERE id = ANY (who) ORDER BY id FOR NO KEY UPDATE;
        UPDATE user_record SET privileged_group = false WHERE id = ANY (who) AND NOT EXISTS (
            SELECT FROM groups JOIN group_member ON group_id = groups.id WHERE user_id = user_record.id AND role_assignable
            UNION ALL
            SELECT FROM groups JOIN group_owner ON group_id = groups.id WHERE user_id = user_record.id AND role_assignable
        );
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER member_gains AFTER INSERT ON group_member REFERENCING NEW TABLE AS touched
    FOR EACH STATEMENT EXECUTE FUNCTION gain_privileged_group();
CREATE TRIGGER member_loses AFTER DELETE ON group_member REFERENCING OLD TABLE AS touched
    FOR EACH STATEMENT EXECUTE FUNCTION lose_privileged_group();
CREATE TRIGGER owner_gains AFTER INSERT ON group_owner REFERENCING NEW TABLE AS touched
    FOR EACH STATEMENT EXECUTE FUNCTION gain_privileged_group();
CREATE TRIGGER owner_loses AFTER DELETE ON group_owner REFERENCING OLD TABLE AS touched
    FOR EACH STATEMENT EXECUTE FUNCTION lose_privileged_group();

-- A member under a new name. (Whoever adds a member holds the person's row: no name changes meanwhile.)
CREATE FUNCTION keep_member_names() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE group_member SET sort_name = NEW.sort_name WHERE user_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER keep_member_names AFTER UPDATE OF sort_name ON user_record
    FOR EACH ROW WHEN (OLD.sort_name IS DISTINCT FROM NEW.sort_name) EXECUTE FUNCTION keep_member_names();
