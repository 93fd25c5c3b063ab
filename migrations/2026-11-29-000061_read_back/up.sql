-- A write to the directory is read back a little later: whether it is there, and whether somebody changed it over there since.
ALTER TABLE writeback ADD COLUMN read_back text
    CHECK (read_back IN ('there', 'changed-since', 'missing', 'gone', 'untold'));
CREATE INDEX writeback_not_read_back ON writeback (ended_at DESC) WHERE read_back IS NULL AND ended_at IS NOT NULL;
