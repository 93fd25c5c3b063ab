-- People who forgot their password write to the directory, too, and accounts are opened there.
ALTER TABLE writeback DROP CONSTRAINT writeback_operation_check;
ALTER TABLE writeback ADD CONSTRAINT writeback_operation_check
    CHECK (operation IN ('reset', 'change', 'self-reset', 'unlock', 'self-unlock'));
