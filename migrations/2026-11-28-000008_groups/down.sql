DROP TRIGGER keep_member_names ON users;
DROP TABLE group_nesting, group_owner, group_member, groups;
DROP FUNCTION keep_member_names(), gain_privileged_group(), lose_privileged_group();
ALTER TABLE users DROP COLUMN privileged_group;
