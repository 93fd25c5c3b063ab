-- A password that was written while the account stayed closed is read back as any other.
DROP INDEX writeback_not_read_back;
CREATE INDEX writeback_not_read_back ON writeback (ended_at DESC)
    WHERE read_back IS NULL AND outcome IN ('done', 'done-undemanded', 'done-closed', 'unknown');
