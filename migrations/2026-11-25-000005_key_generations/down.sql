ALTER TABLE organisation ADD COLUMN key_check bytea NOT NULL DEFAULT '';
ALTER TABLE organisation ALTER COLUMN key_check DROP DEFAULT;
DROP TABLE key_generation;
