-- Mail on its way: written in the transaction of the deed that it tells of, carried out by whichever server comes first.
CREATE TABLE letter (
    id uuid PRIMARY KEY,
    -- Whom it is about, where it is about somebody: gone with the person.
    user_id uuid REFERENCES user_record (id) ON DELETE CASCADE,
    recipient text NOT NULL,
    language text NOT NULL,
    kind text NOT NULL,
    -- What it says, sealed with its id: codes. Emptied when it has left, or never will.
    sealed bytea,
    made_at timestamptz NOT NULL,
    -- The next try; while a server is at it, the moment at which another one takes it over.
    due_at timestamptz NOT NULL,
    -- Nobody wants it any more.
    stale_at timestamptz NOT NULL,
    tries integer NOT NULL DEFAULT 0,
    state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'failed', 'stale')),
    ended_at timestamptz,
    trouble text,
    said text,
    CONSTRAINT letter_ended CHECK ((state = 'waiting') = (ended_at IS NULL)),
    CONSTRAINT letter_emptied CHECK ((state = 'waiting') = (sealed IS NOT NULL))
);
CREATE INDEX letter_due ON letter (due_at) WHERE state = 'waiting';
CREATE INDEX letter_stale ON letter (stale_at) WHERE state = 'waiting';
CREATE INDEX letter_ended ON letter (ended_at, state) WHERE state <> 'waiting';
CREATE INDEX letter_user ON letter (user_id) WHERE user_id IS NOT NULL;
GRANT SELECT, INSERT, UPDATE, DELETE ON letter TO latchkey_app;
