DROP INDEX letter_few;
DROP INDEX credential_end_of_exemption;
DROP INDEX credential_end_told;
ALTER TABLE credential DROP COLUMN end_told;
