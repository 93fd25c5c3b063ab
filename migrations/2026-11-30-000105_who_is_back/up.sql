-- Who was deleted here by a walk and is met again, apart from those who were changed.
ALTER TABLE directory_run
    ADD COLUMN back integer NOT NULL DEFAULT 0,
    ADD COLUMN groups_back integer NOT NULL DEFAULT 0;
