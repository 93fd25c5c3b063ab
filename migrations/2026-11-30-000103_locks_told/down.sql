DROP INDEX letter_of_lock;
DROP INDEX letter_of_locks;
DROP INDEX letter_few;
CREATE INDEX letter_few ON letter (stale_at) WHERE state = 'waiting' AND kind NOT IN
    ('reset-code', 'reset-text', 'phone-text', 'reset-refused', 'help-asked', 'invited', 'registration-demanded', 'password-ends');
