-- What the person was told by mail of the end of this password: that it is so many days away, or nothing (R-256, R-284). Another one begins anew.
ALTER TABLE credential ADD COLUMN end_told smallint NOT NULL DEFAULT 0 CHECK (end_told IN (0, 1, 7, 14));
-- Who is to be told, without a look at whoever was.
CREATE INDEX credential_end_told ON credential (end_told, set_at) WHERE kind = 'own';
