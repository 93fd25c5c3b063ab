DROP INDEX credential_end_told;
ALTER TABLE credential DROP COLUMN end_told;
