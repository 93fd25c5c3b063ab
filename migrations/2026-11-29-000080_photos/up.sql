-- The photo of somebody (R-047), a small square. Pages that show people find its name beside theirs; its bytes stand apart.
ALTER TABLE user_record ADD COLUMN photo text CHECK (photo ~ '^[0-9a-f]{32}$');
CREATE TABLE user_photo (
    user_id uuid PRIMARY KEY REFERENCES user_record (id) ON DELETE CASCADE,
    -- Of the bytes: the name of its file changes with what is in it.
    digest text NOT NULL CHECK (digest ~ '^[0-9a-f]{32}$'),
    bytes bytea NOT NULL CHECK (octet_length(bytes) <= 262144),
    given_at timestamptz NOT NULL
);
-- JPEG is compressed already.
ALTER TABLE user_photo ALTER COLUMN bytes SET STORAGE EXTERNAL;
GRANT SELECT, INSERT, UPDATE, DELETE ON user_photo TO latchkey_app;
-- A logo is drawn anew, and has as many bytes as its pixels then take.
ALTER TABLE logo DROP CONSTRAINT logo_bytes_check, ADD CONSTRAINT logo_bytes_check CHECK (octet_length(bytes) <= 2097152);
CREATE OR REPLACE VIEW users AS
    SELECT id, user_name, display_name, given_name, surname, mail, employee_id, job_title, department, company_name, office, mobile,
        telephone, city, country, usage_location, preferred_language, manager_id, source, enabled, role_bits, password_kind,
        password_changed_at, password_expires_at, last_sign_in_at, credential_epoch, created_at, sort_name, search_text,
        department_key, status, version, privileged_group, employee_type, hire_date, other_mails, street_address, postal_code, state,
        age_group, consent, photo
    FROM user_record WHERE deleted_at IS NULL;
CREATE OR REPLACE VIEW deleted_user AS
    SELECT id, user_name, display_name, given_name, surname, mail, employee_id, job_title, department, company_name, office, mobile,
        telephone, city, country, usage_location, preferred_language, manager_id, source, role_bits, password_kind,
        password_changed_at, password_expires_at, last_sign_in_at, created_at, status, version,
        deleted_at, deleted_by_id, deleted_by_name, purge_at, privileged_group,
        employee_type, hire_date, other_mails, street_address, postal_code, state,
        age_group, consent, photo
    FROM user_record WHERE deleted_at IS NOT NULL;
