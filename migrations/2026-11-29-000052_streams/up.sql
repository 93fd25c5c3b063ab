-- How far the audit log was sent to whoever else keeps it, along its chain.
CREATE TABLE audit_stream (
    target text PRIMARY KEY CHECK (target IN ('syslog', 'webhook')),
    -- The last link that was sent.
    seq bigint NOT NULL,
    sent_at timestamptz,
    -- Tries that failed since.
    tries integer NOT NULL DEFAULT 0,
    next_at timestamptz NOT NULL,
    -- Until then one server is at it.
    leased_until timestamptz,
    failed_at timestamptz,
    trouble text,
    said text
);
GRANT SELECT, INSERT, UPDATE ON audit_stream TO latchkey_app;
