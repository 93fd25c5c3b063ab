CREATE OR REPLACE FUNCTION recount_password_resets() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    since date;
BEGIN
    UPDATE password_reset_counted SET until_day = (NEW.at AT TIME ZONE time_zone)::date
        WHERE until_day > (NEW.at AT TIME ZONE time_zone)::date RETURNING until_day INTO since;
    IF since IS NOT NULL THEN
        DELETE FROM password_reset_day WHERE day >= since;
    END IF;
    RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION count_password_resets(told timestamptz) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    known password_reset_counted;
    zone text;
    begins timestamptz;
    ends timestamptz;
BEGIN
    SELECT time_zone INTO STRICT zone FROM organisation;
    SELECT * INTO known FROM password_reset_counted FOR UPDATE;
    IF known IS NULL OR known.time_zone <> zone THEN
        DELETE FROM password_reset_day;
        SELECT coalesce(min(at), told) INTO begins FROM password_reset;
        INSERT INTO password_reset_counted VALUES ('here', (begins AT TIME ZONE zone)::date, zone)
            ON CONFLICT (place) DO UPDATE SET until_day = excluded.until_day, time_zone = excluded.time_zone
            RETURNING * INTO known;
    END IF;
    begins := known.until_day::timestamp AT TIME ZONE zone;
    ends := (known.until_day + 1)::timestamp AT TIME ZONE zone;
    IF ends + interval '1 hour' > told THEN
        RETURN false;
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
DROP FUNCTION count_password_resets_of_an_hour(timestamptz, text);
ALTER TABLE password_reset_counted DROP COLUMN hours_from, DROP COLUMN hours_until;
DROP TABLE password_reset_hour;
