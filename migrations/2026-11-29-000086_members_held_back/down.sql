ALTER TABLE directory_run DROP COLUMN members_held_back;
