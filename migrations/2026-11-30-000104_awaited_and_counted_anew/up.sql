-- What somebody waits for, without a look at what comes of itself, very many on one day (domain/letter.rs, of_themselves).
CREATE INDEX letter_awaited ON letter (stale_at) WHERE state = 'waiting' AND kind NOT IN ('password-ends', 'account-locked');

-- Both as before, and counted anew, too, where days or hours are counted that did not end yet: the clock was ahead then, and what was done since
-- is not in them.
CREATE OR REPLACE FUNCTION count_password_resets_of_an_hour(told timestamptz, zone text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    known password_reset_counted;
    apart date;
    lo timestamptz;
    hi timestamptz;
BEGIN
    SELECT * INTO STRICT known FROM password_reset_counted FOR UPDATE;
    IF known.hours_until IS NULL OR known.hours_until < told - interval '2 days' OR known.hours_until > told THEN
        DELETE FROM password_reset_hour;
        lo := date_trunc('hour', told) - interval '26 hours';
        UPDATE password_reset_counted SET hours_from = lo, hours_until = lo;
    ELSE
        lo := known.hours_until;
    END IF;
    hi := lo + (date_trunc('hour', lo AT TIME ZONE zone) + interval '1 hour' - (lo AT TIME ZONE zone));
    IF hi + interval '1 hour' > told THEN
        RETURN false;
    END IF;
    INSERT INTO password_reset_hour AS known_hour
        SELECT (at AT TIME ZONE zone)::date, extract(hour FROM at AT TIME ZONE zone)::smallint, kind, coalesce(result, 'abandoned'),
            coalesce(by_id, '00000000-0000-0000-0000-000000000000'), max(by_name), count(*)
        FROM password_reset WHERE at >= lo AND at < hi GROUP BY 1, 2, 3, 4, 5
        ON CONFLICT (day, hour, kind, result, by_id) DO UPDATE
            SET number = known_hour.number + excluded.number, by_name = greatest(known_hour.by_name, excluded.by_name);
    -- Today and the two days before are kept.
    apart := (told AT TIME ZONE zone)::date - 2;
    DELETE FROM password_reset_hour WHERE day < apart;
    UPDATE password_reset_counted SET hours_until = hi, hours_from = greatest(hours_from, apart::timestamp AT TIME ZONE zone);
    RETURN true;
END $$;

CREATE OR REPLACE FUNCTION count_password_resets(told timestamptz) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    known password_reset_counted;
    zone text;
    begins timestamptz;
    ends timestamptz;
BEGIN
    -- One server at a time: two that begin together would count the same hour twice.
    IF NOT pg_try_advisory_xact_lock(hashtext('count_password_resets')) THEN
        RETURN false;
    END IF;
    SELECT time_zone INTO STRICT zone FROM organisation;
    SELECT * INTO known FROM password_reset_counted FOR UPDATE;
    IF known IS NULL OR known.time_zone <> zone THEN
        DELETE FROM password_reset_day;
        DELETE FROM password_reset_hour;
        SELECT coalesce(min(at), told) INTO begins FROM password_reset;
        INSERT INTO password_reset_counted (place, until_day, time_zone) VALUES ('here', (begins AT TIME ZONE zone)::date, zone)
            ON CONFLICT (place) DO UPDATE
                SET until_day = excluded.until_day, time_zone = excluded.time_zone, hours_from = NULL, hours_until = NULL
            RETURNING * INTO known;
    END IF;
    IF known.until_day > (told AT TIME ZONE zone)::date THEN
        known.until_day := (told AT TIME ZONE zone)::date;
        DELETE FROM password_reset_day WHERE day >= known.until_day;
        UPDATE password_reset_counted SET until_day = known.until_day;
    END IF;
    begins := known.until_day::timestamp AT TIME ZONE zone;
    ends := (known.until_day + 1)::timestamp AT TIME ZONE zone;
    IF ends + interval '1 hour' > told THEN
        RETURN count_password_resets_of_an_hour(told, zone);
    END IF;
    INSERT INTO password_reset_day
        SELECT known.until_day, kind, coalesce(result, 'abandoned'), coalesce(by_id, '00000000-0000-0000-0000-000000000000'),
            max(by_name), count(*)
        FROM password_reset
        WHERE at >= begins - interval '2 hours' AND at < ends + interval '2 hours' AND (at AT TIME ZONE zone)::date = known.until_day
        GROUP BY 1, 2, 3, 4;
    UPDATE password_reset_counted SET until_day = known.until_day + 1;
    RETURN true;
END $$;
