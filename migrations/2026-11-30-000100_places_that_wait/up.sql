-- A place where resets began too often: readable beside the number under which they are counted, and until when nobody begins there. It is
-- written when the limit is reached, and forgotten with the row.
ALTER TABLE reset_tries ADD COLUMN place text COLLATE "C", ADD COLUMN held_until timestamptz,
    ADD CONSTRAINT reset_tries_held CHECK ((place IS NULL) = (held_until IS NULL));
CREATE INDEX reset_tries_by_hold ON reset_tries (held_until DESC) WHERE held_until IS NOT NULL;
CREATE INDEX reset_tries_by_place ON reset_tries (place) WHERE place IS NOT NULL;
-- Those that wait are found without going through all from which anything failed.
CREATE INDEX throttle_source_by_hold ON throttle_source (held_until DESC) WHERE held_until IS NOT NULL;
