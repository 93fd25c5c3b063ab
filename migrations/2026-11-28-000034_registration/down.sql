ALTER TABLE auth_session DROP COLUMN registration;
DROP TABLE proof_registration;
