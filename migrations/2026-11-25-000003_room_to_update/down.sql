ALTER TABLE users RESET (fillfactor);
ALTER TABLE auth_session RESET (fillfactor);
