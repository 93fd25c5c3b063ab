-- Passkeys: public keys of devices that their people unlock (WebAuthn). Nothing secret is kept here; the key is sealed with its person's
-- id all the same, so that whoever writes into the database can not put one of his own into somebody else's account.
CREATE TABLE passkey (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES user_record (id) ON DELETE CASCADE,
    -- What the device calls it: it belongs to one person alone.
    credential_id bytea NOT NULL CONSTRAINT passkey_credential UNIQUE,
    name text NOT NULL,
    sealed bytea NOT NULL,
    -- How often the device says that it was used; zero for ever where it does not count.
    counter bigint NOT NULL,
    -- Whether the device offers it by itself, without being told whose sign-in it is: said once, when the passkey is made.
    discoverable boolean NOT NULL,
    added_at timestamptz NOT NULL,
    last_used_at timestamptz
);
CREATE INDEX passkey_person ON passkey (user_id, id);

-- What a device was asked to sign: one question at a time for each session and purpose, answered once.
CREATE TABLE passkey_ceremony (
    bound_to uuid NOT NULL,
    purpose text NOT NULL CHECK (purpose IN ('add', 'sign-in', 'proof')),
    sealed bytea NOT NULL,
    ends_at timestamptz NOT NULL,
    PRIMARY KEY (bound_to, purpose)
);
CREATE INDEX passkey_ceremony_end ON passkey_ceremony (ends_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON passkey, passkey_ceremony TO latchkey_app;
