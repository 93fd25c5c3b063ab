DELETE FROM writeback WHERE operation NOT IN ('reset', 'change');
ALTER TABLE writeback DROP CONSTRAINT writeback_operation_check;
ALTER TABLE writeback ADD CONSTRAINT writeback_operation_check CHECK (operation IN ('reset', 'change'));
