-- How long the audit log is kept: its first rows are forgotten in the order of the chain. Where it begins since then is signed for, so that
-- what is left is proven as before, and nothing else can be taken from its beginning.
CREATE TABLE audit_start (
    -- The last link that is kept no more, and its hash: the next one follows from it.
    seq bigint PRIMARY KEY CHECK (seq > 0),
    hash bytea NOT NULL CHECK (octet_length(hash) = 32),
    -- What is kept no more is older than this.
    before timestamptz NOT NULL,
    at timestamptz NOT NULL,
    key_id smallint NOT NULL,
    signature bytea NOT NULL CHECK (octet_length(signature) = 64),
    -- Whatever is decided, and whoever decided it: a report may be about 366 days.
    -- Thirteen months and a day before the second of March are 394 days.
    CONSTRAINT audit_start_kept_long_enough CHECK (at - before >= interval '394 days')
);

-- Nobody changes the log. Its owner forgets what a signed beginning has left behind, by the function below and by nothing else.
CREATE OR REPLACE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND current_setting('latchkey.forgets', true) = 'yes' THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'the audit log is append-only';
END $$;
CREATE TRIGGER audit_start_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_start
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();

-- Some of what lies before the beginning: rows of the log with their links, and what the report of resets made of them. Says how many.
CREATE FUNCTION forget_audit_rows(most integer) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    beginning audit_start;
    ids uuid[];
    last bigint;
    zone text;
    gone integer;
    all_gone integer;
BEGIN
    SELECT * INTO beginning FROM audit_start ORDER BY seq DESC LIMIT 1;
    -- One server at a time.
    IF beginning IS NULL OR NOT pg_try_advisory_xact_lock(hashtext('forget_audit_rows')) THEN
        RETURN 0;
    END IF;
    SELECT array_agg(event_id), max(seq) INTO ids, last
        FROM (SELECT event_id, seq FROM audit_chain WHERE seq <= beginning.seq ORDER BY seq LIMIT most) AS first_ones;
    IF ids IS NOT NULL THEN
        PERFORM set_config('latchkey.forgets', 'yes', true);
        DELETE FROM audit_head WHERE seq <= last;
        DELETE FROM audit_chain WHERE seq <= last;
        DELETE FROM audit_target WHERE event_id = ANY (ids);
        DELETE FROM audit_event WHERE id = ANY (ids);
        PERFORM set_config('latchkey.forgets', '', true);
    END IF;
    all_gone := coalesce(cardinality(ids), 0);
    DELETE FROM password_reset WHERE id IN (SELECT id FROM password_reset WHERE at < beginning.before ORDER BY at, id LIMIT most);
    GET DIAGNOSTICS gone = ROW_COUNT;
    all_gone := all_gone + gone;
    SELECT time_zone INTO STRICT zone FROM organisation;
    DELETE FROM password_reset_day WHERE day < (beginning.before AT TIME ZONE zone)::date;
    GET DIAGNOSTICS gone = ROW_COUNT;
    RETURN all_gone + gone;
END $$;
REVOKE ALL ON FUNCTION forget_audit_rows(integer) FROM PUBLIC;

GRANT SELECT ON audit_start TO latchkey_app;
