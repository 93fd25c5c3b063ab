-- What was counted of the log is kept no longer than the log: a number leads to its rows.
CREATE OR REPLACE FUNCTION forget_audit_rows(most integer) RETURNS integer LANGUAGE plpgsql AS $$
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
    all_gone := all_gone + gone;
    DELETE FROM usage_hour WHERE day < (beginning.before AT TIME ZONE zone)::date;
    GET DIAGNOSTICS gone = ROW_COUNT;
    RETURN all_gone + gone;
END $$;
-- And what a beginning of before has left.
DELETE FROM usage_hour WHERE day < (SELECT (before AT TIME ZONE organisation.time_zone)::date FROM audit_start, organisation ORDER BY seq DESC LIMIT 1);
