-- A trial of the rights of our account writes to the directory, too, and its end may be lost like that of any other write.
ALTER TABLE writeback DROP CONSTRAINT writeback_operation_check;
ALTER TABLE writeback ADD CONSTRAINT writeback_operation_check
    CHECK (operation IN ('reset', 'change', 'self-reset', 'unlock', 'self-unlock', 'trial'));
