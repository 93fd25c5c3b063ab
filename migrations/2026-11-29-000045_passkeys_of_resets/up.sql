-- A passkey is a proof of a self-service reset: a device is asked for that, too.
ALTER TABLE passkey_ceremony DROP CONSTRAINT passkey_ceremony_purpose_check;
ALTER TABLE passkey_ceremony ADD CONSTRAINT passkey_ceremony_purpose_check CHECK (purpose IN ('add', 'sign-in', 'proof', 'reset'));
-- Those that a device offers by itself, by person: only these prove anything before it is known whom they belong to.
CREATE INDEX passkey_discoverable ON passkey (user_id, id) WHERE discoverable;
