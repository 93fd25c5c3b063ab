-- What somebody's row tells of, and what came of it, beside whom it is about: a few kinds of rows of one person are found without going through all
-- that ever happened to her. Rows of before say nothing here, and are looked up as before.
ALTER TABLE audit_target ADD COLUMN activity text NOT NULL DEFAULT '',
    ADD COLUMN outcome text NOT NULL DEFAULT '' CHECK (outcome IN ('', 'success', 'interrupted', 'failure'));
CREATE INDEX audit_target_by_activity ON audit_target (target_id, activity, outcome, at DESC, event_id DESC);
