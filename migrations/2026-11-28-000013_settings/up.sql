-- What administrators decide for everybody: one row a section, nothing where the defaults stand.
CREATE TABLE setting (
    section text PRIMARY KEY,
    -- JSON, as domain::settings reads and writes it.
    body text NOT NULL,
    -- Which state of it an editor looked at.
    version integer NOT NULL,
    changed_at timestamptz NOT NULL,
    changed_by uuid,
    changed_by_name text NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON setting TO latchkey_app;
