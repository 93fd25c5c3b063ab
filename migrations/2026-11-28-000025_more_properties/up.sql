-- What R-041 knows of a person beside what was there. Other mail addresses stand in one text, a comma between two: no address has one.
ALTER TABLE user_record
    ADD COLUMN employee_type text,
    -- As `2024-03-01`, which sorts as days do.
    ADD COLUMN hire_date text CHECK (hire_date ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
    ADD COLUMN other_mails text,
    ADD COLUMN street_address text,
    ADD COLUMN postal_code text,
    ADD COLUMN state text;
CREATE OR REPLACE VIEW users AS
    SELECT id, user_name, display_name, given_name, surname, mail, employee_id, job_title, department, company_name, office, mobile,
        telephone, city, country, usage_location, preferred_language, manager_id, source, enabled, role_bits, password_kind,
        password_changed_at, password_expires_at, last_sign_in_at, credential_epoch, created_at, sort_name, search_text,
        department_key, status, version, privileged_group, employee_type, hire_date, other_mails, street_address, postal_code, state
    FROM user_record WHERE deleted_at IS NULL;
CREATE OR REPLACE VIEW deleted_user AS
    SELECT id, user_name, display_name, given_name, surname, mail, employee_id, job_title, department, company_name, office, mobile,
        telephone, city, country, usage_location, preferred_language, manager_id, source, role_bits, password_kind,
        password_changed_at, password_expires_at, last_sign_in_at, created_at, status, version,
        deleted_at, deleted_by_id, deleted_by_name, purge_at, privileged_group,
        employee_type, hire_date, other_mails, street_address, postal_code, state
    FROM user_record WHERE deleted_at IS NOT NULL;
