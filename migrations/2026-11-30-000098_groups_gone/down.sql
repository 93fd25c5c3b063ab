ALTER TABLE directory_group DROP COLUMN gone_at;
