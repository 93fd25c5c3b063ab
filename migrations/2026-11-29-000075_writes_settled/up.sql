-- A press of a button is told what its own form came to, and a write whose end nobody knew is settled when it is read back.
ALTER TABLE writeback
    -- The form that it was asked for by, each good for one write.
    ADD COLUMN form_key uuid,
    -- The self-service reset that it belongs to; such rows go sooner than this one.
    ADD COLUMN reset_id uuid,
    -- When the password that it was to replace was set, in the directory's own time.
    ADD COLUMN password_before timestamptz,
    -- When it was read back that a write whose end nobody knew had come there.
    ADD COLUMN settled_at timestamptz;
CREATE INDEX writeback_by_form ON writeback (form_key, user_id) WHERE form_key IS NOT NULL;
-- What was refused is never read back: without it the index holds a minute's worth.
DROP INDEX writeback_not_read_back;
CREATE INDEX writeback_not_read_back ON writeback (ended_at DESC)
    WHERE read_back IS NULL AND outcome IN ('done', 'done-undemanded', 'unknown');
