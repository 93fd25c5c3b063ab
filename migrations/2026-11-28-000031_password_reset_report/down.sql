DROP TRIGGER audit_event_of_reset ON audit_event;
DROP FUNCTION keep_password_reset();
DROP FUNCTION count_password_resets(timestamptz);
DROP TABLE password_reset_counted;
DROP TABLE password_reset_day;
DROP TABLE password_reset;
