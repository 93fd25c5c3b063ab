-- How somebody wants to see lists of people: which columns (bits), how many rows. Empty: as usual. Read along with the session.
CREATE TABLE list_choice (
    user_id uuid PRIMARY KEY REFERENCES user_record (id) ON DELETE CASCADE,
    column_bits integer,
    page_rows smallint
);
GRANT SELECT, INSERT, UPDATE ON list_choice TO latchkey_app;

-- How somebody is reached to prove who he is: private, so apart from what lists and profiles read.
CREATE TABLE authentication_contact (
    user_id uuid PRIMARY KEY REFERENCES user_record (id) ON DELETE CASCADE,
    phone text,
    alternative_phone text,
    mail text
);
GRANT SELECT, INSERT, UPDATE ON authentication_contact TO latchkey_app;

-- Who blocked an account, when and why, for as long as it is blocked. The audit log tells the same, but a page would look through all
-- that happened since.
CREATE TABLE account_block (
    user_id uuid PRIMARY KEY REFERENCES user_record (id) ON DELETE CASCADE,
    at timestamptz NOT NULL,
    by_name text NOT NULL,
    reason text
);
GRANT SELECT, INSERT, UPDATE, DELETE ON account_block TO latchkey_app;
