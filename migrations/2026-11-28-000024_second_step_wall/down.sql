ALTER TABLE auth_session DROP COLUMN second_step_due;
DROP TABLE second_step_grace;
