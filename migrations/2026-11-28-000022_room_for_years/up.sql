-- Whoever is removed for good takes sessions along: found by an index whether they ended or not. (The one before knew only those that had
-- not; a person has few of either, now that those of long ago are forgotten.)
CREATE INDEX auth_session_of_person ON auth_session (user_id);
DROP INDEX auth_session_live;
GRANT DELETE ON auth_session TO latchkey_app;
