-- Before the first release every key came from the master key itself. Nothing is taken from a house of that time.
DO $$ BEGIN
    IF EXISTS (SELECT FROM organisation) THEN
        RAISE EXCEPTION 'this data was made by a version before the first release; begin with an empty place';
    END IF;
END $$;

-- Generations of keys: each is a random secret, wrapped by the master key, from which the keys of every purpose come. A rotation
-- adds one. Being wrapped, they also tell a wrong master key at every start.
CREATE TABLE key_generation (
    id smallint PRIMARY KEY CHECK (id BETWEEN 1 AND 255),
    wrapped bytea NOT NULL,
    -- Every server knows a generation some seconds before anyone uses it.
    used_from timestamptz NOT NULL,
    -- When everything that is kept was sealed under it. Empty: its rotation is not finished.
    resealed_at timestamptz
);

GRANT SELECT ON key_generation TO latchkey_app;

ALTER TABLE organisation DROP COLUMN key_check;
