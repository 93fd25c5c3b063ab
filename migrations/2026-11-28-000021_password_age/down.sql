ALTER TABLE job DROP CONSTRAINT job_deed_check;
ALTER TABLE job ADD CONSTRAINT job_deed_check CHECK (deed IN ('block', 'unblock', 'sign-out', 'add-to-group')) NOT VALID;
DROP INDEX user_record_by_password_age;
ALTER TABLE credential DROP COLUMN demanded_at, DROP COLUMN exempt_until;
