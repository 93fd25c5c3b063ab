-- The second step of a sign-in: an authenticator app, and codes for when it is lost.
CREATE TABLE authenticator_app (
    user_id uuid PRIMARY KEY REFERENCES user_record (id) ON DELETE CASCADE,
    -- What the app and the portal share, sealed with the person's id.
    sealed bytea NOT NULL,
    added_at timestamptz NOT NULL,
    -- The newest thirty seconds whose code was used: none is used twice, nor an older one after it.
    last_step bigint NOT NULL,
    last_used_at timestamptz NOT NULL
);

-- Each is good for once. 119 bits need no password hash.
CREATE TABLE recovery_code (
    user_id uuid NOT NULL REFERENCES user_record (id) ON DELETE CASCADE,
    hash bytea NOT NULL,
    PRIMARY KEY (user_id, hash)
);

-- Wrong codes of a person since a moment. A right one clears them.
CREATE TABLE second_step_failure (
    user_id uuid PRIMARY KEY REFERENCES user_record (id) ON DELETE CASCADE,
    since timestamptz NOT NULL,
    failures integer NOT NULL
);

ALTER TABLE auth_session DROP CONSTRAINT auth_session_kind_check;
ALTER TABLE auth_session ADD CONSTRAINT auth_session_kind_check CHECK (kind IN ('full', 'forced-change', 'second-step'));
-- When its person last proved who it is; and on what it is, as the browser says.
ALTER TABLE auth_session ADD COLUMN proved_at timestamptz, ADD COLUMN device text;
UPDATE auth_session SET proved_at = created_at;
ALTER TABLE auth_session ALTER COLUMN proved_at SET DEFAULT now(), ALTER COLUMN proved_at SET NOT NULL;

GRANT SELECT, INSERT, UPDATE, DELETE ON authenticator_app, recovery_code, second_step_failure TO latchkey_app;
