-- A self-service reset on its way. A name that nobody has gets a row like any other one, without a person.
CREATE TABLE reset_flow (
    id uuid PRIMARY KEY,
    -- Of what the browser carries.
    token_hash bytea NOT NULL UNIQUE,
    user_id uuid REFERENCES user_record (id) ON DELETE CASCADE,
    -- Whether it can come to anything: to whoever may not, it looks the same.
    is_open boolean NOT NULL,
    -- Under what tries are counted: the person, or a keyed hash of the name.
    subject uuid NOT NULL,
    -- Which of the person's passwords it was when it began: a newer one ends the flow.
    credential_epoch integer NOT NULL,
    needed smallint NOT NULL,
    methods text[] NOT NULL,
    proved text[] NOT NULL DEFAULT '{}',
    -- Where the codes go, as the page shows it.
    shown text NOT NULL,
    wrong integer NOT NULL DEFAULT 0,
    begun_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    -- The code that was sent last: its keyed hash, and until when it works.
    code_mac bytea,
    code_until timestamptz,
    ended_at timestamptz,
    CONSTRAINT reset_flow_code CHECK ((code_mac IS NULL) = (code_until IS NULL))
);
CREATE INDEX reset_flow_user ON reset_flow (user_id) WHERE user_id IS NOT NULL;
CREATE INDEX reset_flow_ends ON reset_flow (ends_at);

-- What was tried of late, about one account or name, or from one address.
CREATE TABLE reset_tries (
    subject uuid PRIMARY KEY,
    wrong timestamptz[] NOT NULL DEFAULT '{}',
    sent timestamptz[] NOT NULL DEFAULT '{}',
    last_at timestamptz NOT NULL
);
CREATE INDEX reset_tries_last ON reset_tries (last_at);

-- An address that somebody gave for codes, until a code shows that it reaches him. One a person: a newer one takes its place (A18).
CREATE TABLE address_challenge (
    user_id uuid PRIMARY KEY REFERENCES user_record (id) ON DELETE CASCADE,
    address text NOT NULL,
    code_mac bytea NOT NULL,
    code_until timestamptz NOT NULL,
    wrong integer NOT NULL DEFAULT 0
);

CREATE INDEX address_challenge_until ON address_challenge (code_until);

GRANT SELECT, INSERT, UPDATE, DELETE ON reset_flow, reset_tries, address_challenge TO latchkey_app;
