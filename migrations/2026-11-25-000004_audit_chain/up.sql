-- The proof of the audit log: every row becomes a link of a chain, and the chain's head is signed now and then (security 4.9).
-- Links are made a moment after the row, by one server at a time: a link inside the deed would make every sign-in wait for the
-- one before it.

-- Rows that wait for their link. Filled by a trigger, whoever writes the row; emptied with the link, in one transaction.
CREATE TABLE audit_unchained (
    event_id uuid PRIMARY KEY
);

CREATE TABLE audit_chain (
    seq bigint PRIMARY KEY CHECK (seq > 0),
    event_id uuid NOT NULL UNIQUE REFERENCES audit_event (id),
    hash bytea NOT NULL CHECK (octet_length(hash) = 32)
);

CREATE TABLE audit_head (
    seq bigint PRIMARY KEY REFERENCES audit_chain (seq),
    hash bytea NOT NULL CHECK (octet_length(hash) = 32),
    at timestamptz NOT NULL,
    key_id smallint NOT NULL,
    signature bytea NOT NULL CHECK (octet_length(signature) = 64)
);

CREATE FUNCTION audit_waits_for_its_link() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO audit_unchained VALUES (NEW.id);
    RETURN NULL;
END $$;
CREATE TRIGGER audit_event_waits AFTER INSERT ON audit_event
    FOR EACH ROW EXECUTE FUNCTION audit_waits_for_its_link();

CREATE TRIGGER audit_chain_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_chain
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
CREATE TRIGGER audit_head_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_head
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();

INSERT INTO audit_unchained SELECT id FROM audit_event;

GRANT SELECT, INSERT ON audit_chain, audit_head TO latchkey_app;
GRANT SELECT, INSERT, DELETE ON audit_unchained TO latchkey_app;
