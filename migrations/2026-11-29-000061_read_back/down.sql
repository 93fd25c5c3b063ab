DROP INDEX writeback_not_read_back;
ALTER TABLE writeback DROP COLUMN read_back;
