-- Wrong guesses at a secret of somebody: from recognised devices, and from everywhere else. A guess is written here, as wrong, before
-- it is judged, in a transaction of its own; a right one takes its charge back in the transaction that lets the person in.
CREATE TABLE throttle (
    user_id uuid NOT NULL REFERENCES user_record (id) ON DELETE CASCADE,
    factor text NOT NULL,
    recognised boolean NOT NULL,
    -- Counts the changes: whoever looked at an older state writes nothing, and looks again.
    serial bigint NOT NULL,
    failures integer NOT NULL,
    in_a_row integer NOT NULL,
    -- Keyed hashes of the last wrong guesses, too short to be turned back.
    recent integer[] NOT NULL,
    -- Where the last of them came from.
    addresses text[] NOT NULL,
    first_at timestamptz,
    last_at timestamptz,
    -- Empty when time has opened the door, and that is written down.
    locked_until timestamptz,
    -- What an administrator opened, for as long as it can be closed again.
    undo_failures integer,
    undo_in_a_row integer,
    undo_until timestamptz,
    PRIMARY KEY (user_id, factor, recognised)
) WITH (fillfactor = 50);
CREATE INDEX throttle_locked ON throttle (locked_until) WHERE locked_until IS NOT NULL;

GRANT SELECT, INSERT, UPDATE, DELETE ON throttle TO latchkey_app;
