-- The directory outside: the password of our account there, sealed.
CREATE TABLE directory_account (
    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    sealed bytea NOT NULL,
    set_at timestamptz NOT NULL
);

-- Which of our people is which of theirs, and how the account stood there when it was last read.
CREATE TABLE directory_person (
    user_id uuid PRIMARY KEY REFERENCES user_record (id) ON DELETE CASCADE,
    -- What never changes there: entryUUID, objectGUID.
    anchor text COLLATE "C" NOT NULL UNIQUE,
    -- Of everything that was read: an entry that is the same costs no write.
    digest bytea NOT NULL,
    disabled boolean NOT NULL,
    locked boolean NOT NULL,
    protected boolean NOT NULL,
    never_ends boolean NOT NULL,
    -- The last sign-in there was told that another password must be chosen.
    must_change boolean NOT NULL DEFAULT false,
    -- The last walk over all that met her.
    seen_in bigint NOT NULL
);
CREATE INDEX directory_person_by_walk ON directory_person (seen_in, user_id);

-- Walks over the people there. One at a time, by one server at a time.
CREATE TABLE directory_run (
    -- The moment at which it was asked for, in milliseconds: a later one has a greater one, also after a backup was restored.
    id bigint PRIMARY KEY,
    walk text NOT NULL CHECK (walk IN ('try', 'whole', 'changes')),
    stage text NOT NULL CHECK (stage IN ('waiting', 'running', 'done', 'failed')),
    asked_at timestamptz NOT NULL,
    started_at timestamptz,
    -- Whoever is at it says so every now and then; another server takes over after that.
    beat_at timestamptz,
    ended_at timestamptz,
    read integer NOT NULL DEFAULT 0,
    added integer NOT NULL DEFAULT 0,
    updated integer NOT NULL DEFAULT 0,
    gone integer NOT NULL DEFAULT 0,
    held_back integer NOT NULL DEFAULT 0,
    passed_over integer NOT NULL DEFAULT 0,
    trouble text,
    said text
);
CREATE UNIQUE INDEX directory_run_one_at_a_time ON directory_run ((true)) WHERE stage IN ('waiting', 'running');
CREATE INDEX directory_run_done ON directory_run (walk, id DESC) WHERE stage = 'done';

-- Writes to the directory: the intent before, the outcome after; one without an outcome was lost on the way. Never a secret.
CREATE TABLE writeback (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES user_record (id) ON DELETE CASCADE,
    -- The user name of then.
    name text NOT NULL,
    operation text NOT NULL CHECK (operation IN ('reset', 'change')),
    begun_at timestamptz NOT NULL,
    ended_at timestamptz,
    outcome text,
    said text,
    millis integer
);
CREATE INDEX writeback_by_person ON writeback (user_id, begun_at DESC);
CREATE INDEX writeback_by_time ON writeback (begun_at DESC, id DESC);
CREATE INDEX writeback_unfinished ON writeback (begun_at) WHERE ended_at IS NULL;

-- How the directory was, the last time that somebody looked.
CREATE TABLE directory_health (
    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    checked_at timestamptz NOT NULL,
    answered_at timestamptz,
    millis integer,
    failed_at timestamptz,
    trouble text,
    said text
);

GRANT SELECT, INSERT, UPDATE, DELETE ON directory_account, directory_person, directory_run, writeback, directory_health
    TO latchkey_app;
