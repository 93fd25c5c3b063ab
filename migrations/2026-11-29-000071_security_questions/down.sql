ALTER TABLE reset_flow DROP COLUMN asks;
DROP TABLE security_answers;
