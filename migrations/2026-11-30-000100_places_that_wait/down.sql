DROP INDEX throttle_source_by_hold;
ALTER TABLE reset_tries DROP COLUMN place, DROP COLUMN held_until;
