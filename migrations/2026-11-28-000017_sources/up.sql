-- Failed sign-ins by the place they come from: an address (IPv6: a /64), and the network around it.
CREATE TABLE throttle_source (
    prefix text COLLATE "C" PRIMARY KEY,
    -- The network.
    wide boolean NOT NULL,
    failures integer NOT NULL,
    window_from timestamptz NOT NULL,
    -- Keyed hashes of the names that were tried.
    names integer[] NOT NULL,
    names_from timestamptz NOT NULL,
    -- Of this minute; of the surplus the audit log tells only how many they were.
    minute_failures integer NOT NULL,
    minute_from timestamptz NOT NULL,
    untold integer NOT NULL,
    last_at timestamptz NOT NULL,
    held_until timestamptz
) WITH (fillfactor = 50);
CREATE INDEX throttle_source_by_age ON throttle_source (last_at);
CREATE INDEX throttle_source_untold ON throttle_source (minute_from) WHERE untold > 0;

-- The sign-ins among the rows of the audit log: those of one reason, and those from one address.
CREATE INDEX audit_event_sign_ins_by_reason ON audit_event (reason, at DESC, id DESC)
    WHERE activity = 'Sign in' AND reason IS NOT NULL;
CREATE INDEX audit_event_sign_ins_by_address ON audit_event (address, at DESC, id DESC) WHERE activity = 'Sign in';

GRANT SELECT, INSERT, UPDATE, DELETE ON throttle_source TO latchkey_app;
