-- Groups that are kept in the directory outside: read here, and never a way to rights here.
ALTER TABLE groups
    ADD COLUMN from_directory boolean NOT NULL DEFAULT false,
    ADD CONSTRAINT groups_from_directory_give_no_roles CHECK (NOT (from_directory AND role_assignable));

-- Which of our groups is which of theirs.
CREATE TABLE directory_group (
    group_id uuid PRIMARY KEY REFERENCES groups (id) ON DELETE CASCADE,
    -- What never changes there: entryUUID, objectGUID.
    anchor text COLLATE "C" NOT NULL UNIQUE,
    -- Of its distinguished name of now, by which members name it.
    name_key bytea NOT NULL,
    -- Of everything that was read but the members: a group that is the same costs no write.
    digest bytea NOT NULL,
    -- The last walk over all that met it.
    seen_in bigint NOT NULL
);
CREATE INDEX directory_group_by_name ON directory_group (name_key);
CREATE INDEX directory_group_by_walk ON directory_group (seen_in, group_id);
GRANT SELECT, INSERT, UPDATE, DELETE ON directory_group TO latchkey_app;

-- Groups and managers name people by their distinguished names there.
ALTER TABLE directory_person
    ADD COLUMN name_key bytea,
    ADD COLUMN manager_key bytea;
CREATE INDEX directory_person_by_name ON directory_person (name_key);

-- What a walk met of groups.
ALTER TABLE directory_run
    ADD COLUMN groups_read integer NOT NULL DEFAULT 0,
    ADD COLUMN groups_added integer NOT NULL DEFAULT 0,
    ADD COLUMN groups_updated integer NOT NULL DEFAULT 0,
    ADD COLUMN groups_gone integer NOT NULL DEFAULT 0,
    ADD COLUMN groups_held_back integer NOT NULL DEFAULT 0,
    ADD COLUMN groups_passed_over integer NOT NULL DEFAULT 0,
    ADD COLUMN members_added integer NOT NULL DEFAULT 0,
    ADD COLUMN members_removed integer NOT NULL DEFAULT 0,
    ADD COLUMN members_unknown integer NOT NULL DEFAULT 0,
    ADD COLUMN managers integer NOT NULL DEFAULT 0;
