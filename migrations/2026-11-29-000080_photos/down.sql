DROP VIEW users, deleted_user;
DROP TABLE user_photo;
ALTER TABLE user_record DROP COLUMN photo;
CREATE VIEW users AS
    SELECT id, user_name, display_name, given_name, surname, mail, employee_id, job_title, department, company_name, office, mobile,
        telephone, city, country, usage_location, preferred_language, manager_id, source, enabled, role_bits, password_kind,
        password_changed_at, password_expires_at, last_sign_in_at, credential_epoch, created_at, sort_name, search_text,
        department_key, status, version, privileged_group, employee_type, hire_date, other_mails, street_address, postal_code, state,
        age_group, consent
    FROM user_record WHERE deleted_at IS NULL;
CREATE VIEW deleted_user AS
    SELECT id, user_name, display_name, given_name, surname, mail, employee_id, job_title, department, company_name, office, mobile,
        telephone, city, country, usage_location, preferred_language, manager_id, source, role_bits, password_kind,
        password_changed_at, password_expires_at, last_sign_in_at, created_at, status, version,
        deleted_at, deleted_by_id, deleted_by_name, purge_at, privileged_group,
        employee_type, hire_date, other_mails, street_address, postal_code, state,
        age_group, consent
    FROM user_record WHERE deleted_at IS NOT NULL;
GRANT SELECT, INSERT, UPDATE ON users TO latchkey_app;
GRANT SELECT, UPDATE, DELETE ON deleted_user TO latchkey_app;
