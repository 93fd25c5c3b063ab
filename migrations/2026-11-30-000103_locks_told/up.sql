-- Word of a lock to its person (R-256). Strangers cause it, so it comes in masses: what never does, without a look at what does
-- (domain/letter.rs, in_masses).
DROP INDEX letter_few;
CREATE INDEX letter_few ON letter (stale_at) WHERE state = 'waiting' AND kind NOT IN
    ('reset-code', 'reset-text', 'phone-text', 'reset-refused', 'help-asked', 'invited', 'registration-demanded', 'password-ends',
    'account-locked');
-- How many there were of late, and whether one person was told within a day.
CREATE INDEX letter_of_locks ON letter (id) WHERE kind = 'account-locked';
CREATE INDEX letter_of_lock ON letter (user_id, id) WHERE kind = 'account-locked';
