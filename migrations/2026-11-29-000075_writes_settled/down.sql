DROP INDEX writeback_not_read_back;
CREATE INDEX writeback_not_read_back ON writeback (ended_at DESC) WHERE read_back IS NULL AND ended_at IS NOT NULL;
ALTER TABLE writeback
    DROP COLUMN form_key,
    DROP COLUMN reset_id,
    DROP COLUMN password_before,
    DROP COLUMN settled_at;
