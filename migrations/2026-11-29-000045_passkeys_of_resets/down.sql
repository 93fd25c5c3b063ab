DROP INDEX passkey_discoverable;
DELETE FROM passkey_ceremony WHERE purpose = 'reset';
ALTER TABLE passkey_ceremony DROP CONSTRAINT passkey_ceremony_purpose_check;
ALTER TABLE passkey_ceremony ADD CONSTRAINT passkey_ceremony_purpose_check CHECK (purpose IN ('add', 'sign-in', 'proof'));
