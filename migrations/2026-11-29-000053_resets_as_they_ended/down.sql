DROP INDEX temporary_password_resets_by_maker;
DROP INDEX temporary_password_resets_by_first_use;
DELETE FROM password_reset_counted;
DELETE FROM password_reset_day;
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
        FROM password_reset WHERE at >= begins AND at < ends GROUP BY 1, 2, 3, 4;
    UPDATE password_reset_counted SET until_day = known.until_day + 1;
    RETURN true;
END $$;
CREATE OR REPLACE FUNCTION keep_password_reset() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO password_reset
        SELECT NEW.id, NEW.at, 'administrator', target_id, target_name,
            (SELECT role_bits <> 0 FROM users WHERE users.id = target_id),
            NEW.actor_id, NEW.actor_name, '{temporary-password}',
            CASE NEW.result WHEN 'success' THEN 'succeeded' ELSE 'failed' END,
            CASE NEW.result WHEN 'success' THEN 'done' ELSE 'not-allowed' END, NEW.at, NEW.request_id
        FROM audit_target WHERE event_id = NEW.id AND position = 0
        ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
DROP FUNCTION refused_reset(text);
UPDATE password_reset SET detail = 'not-allowed' WHERE detail IN ('deleted', 'own-account');
UPDATE password_reset SET result = 'contacted-administrator', detail = 'contacted-after-user-name' WHERE result = 'unlocked';
ALTER TABLE password_reset DROP CONSTRAINT password_reset_result_check,
    ADD CONSTRAINT password_reset_result_check
        CHECK (result IN ('succeeded', 'failed', 'blocked', 'cancelled', 'contacted-administrator'));
