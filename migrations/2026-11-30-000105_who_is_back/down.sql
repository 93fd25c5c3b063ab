ALTER TABLE directory_run
    DROP COLUMN back,
    DROP COLUMN groups_back;
