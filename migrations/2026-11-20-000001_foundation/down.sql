DROP TABLE audit_target, audit_event, form_use, auth_session, role_assignment, credential, login_name, users, organisation;
DROP FUNCTION audit_is_append_only(), keep_role_bits();
