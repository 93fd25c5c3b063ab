-- Rows that are updated at every sign-in (users) and while somebody is at work (auth_session) find room for their new version on
-- their own page. Without it each such update writes every index of the table anew, the trigrams among them. It holds for pages
-- that are filled from now on.
ALTER TABLE users SET (fillfactor = 90);
ALTER TABLE auth_session SET (fillfactor = 80);
