DELETE FROM writeback WHERE operation = 'trial';
ALTER TABLE writeback DROP CONSTRAINT writeback_operation_check;
ALTER TABLE writeback ADD CONSTRAINT writeback_operation_check
    CHECK (operation IN ('reset', 'change', 'self-reset', 'unlock', 'self-unlock'));
