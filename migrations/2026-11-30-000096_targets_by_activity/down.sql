DROP INDEX audit_target_by_activity;
ALTER TABLE audit_target DROP COLUMN activity, DROP COLUMN outcome;
