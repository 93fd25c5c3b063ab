ALTER TABLE directory_run
    DROP COLUMN groups_read,
    DROP COLUMN groups_added,
    DROP COLUMN groups_updated,
    DROP COLUMN groups_gone,
    DROP COLUMN groups_held_back,
    DROP COLUMN groups_passed_over,
    DROP COLUMN members_added,
    DROP COLUMN members_removed,
    DROP COLUMN members_unknown,
    DROP COLUMN managers;
DROP INDEX directory_person_by_name;
ALTER TABLE directory_person DROP COLUMN name_key, DROP COLUMN manager_key;
DROP TABLE directory_group;
ALTER TABLE groups DROP CONSTRAINT groups_from_directory_give_no_roles, DROP COLUMN from_directory;
