-- Who would have left groups, had they not been too many of one group at once.
ALTER TABLE directory_run ADD COLUMN members_held_back integer NOT NULL DEFAULT 0;
