-- The picture that pages show before anybody signs in. The settings say which one.
CREATE TABLE logo (
    -- Of the bytes: the name of its file changes with what is in it.
    digest text PRIMARY KEY CHECK (digest ~ '^[0-9a-f]{32}$'),
    format text NOT NULL CHECK (format IN ('png', 'jpg')),
    bytes bytea NOT NULL CHECK (octet_length(bytes) <= 65536),
    given_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, DELETE ON logo TO latchkey_app;
