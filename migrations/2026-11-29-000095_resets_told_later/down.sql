DROP TRIGGER password_reset_told_later ON password_reset;
DROP FUNCTION recount_password_resets();
