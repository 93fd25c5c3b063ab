-- What the person was told by mail of the end of this password: that it is so many days away, or nothing (R-256, R-284). Another one begins anew.
ALTER TABLE credential ADD COLUMN end_told smallint NOT NULL DEFAULT 0 CHECK (end_told IN (0, 1, 7, 14));
-- Who is to be told, without a look at whoever was.
CREATE INDEX credential_end_told ON credential (end_told, set_at) WHERE kind = 'own';
-- And of whoever is exempt until some day, by that day.
CREATE INDEX credential_end_of_exemption ON credential (end_told, exempt_until) WHERE kind = 'own' AND exempt_until IS NOT NULL;
-- What never comes in masses, without a look at what does (domain/letter.rs, in_masses).
CREATE INDEX letter_few ON letter (stale_at) WHERE state = 'waiting' AND kind NOT IN
    ('reset-code', 'reset-text', 'phone-text', 'reset-refused', 'help-asked', 'invited', 'registration-demanded', 'password-ends');
