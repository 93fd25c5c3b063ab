-- Who opens the own account again on the page for a forgotten password has ended that reset, and no password was reset.
ALTER TABLE password_reset DROP CONSTRAINT password_reset_result_check,
    ADD CONSTRAINT password_reset_result_check
        CHECK (result IN ('succeeded', 'unlocked', 'failed', 'blocked', 'cancelled', 'contacted-administrator'));

-- Why an administrator's reset was refused, by the reason of its event.
CREATE FUNCTION refused_reset(reason text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE reason
        WHEN 'external-account' THEN 'elsewhere'
        WHEN 'directory-account' THEN 'elsewhere'
        WHEN 'deleted-account' THEN 'deleted'
        WHEN 'own-account' THEN 'own-account'
        ELSE 'not-allowed'
    END
$$;
CREATE OR REPLACE FUNCTION keep_password_reset() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO password_reset
        SELECT NEW.id, NEW.at, 'administrator', target_id, target_name,
            coalesce((SELECT role_bits <> 0 FROM users WHERE users.id = target_id),
                (SELECT role_bits <> 0 FROM deleted_user WHERE deleted_user.id = target_id)),
            NEW.actor_id, NEW.actor_name, '{temporary-password}',
            CASE NEW.result WHEN 'success' THEN 'succeeded' ELSE 'failed' END,
            CASE NEW.result WHEN 'success' THEN 'done' ELSE refused_reset(NEW.reason) END, NEW.at, NEW.request_id
        FROM audit_target WHERE event_id = NEW.id AND position = 0
        ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
UPDATE password_reset SET detail = refused_reset(event.reason) FROM audit_event event
    WHERE event.id = password_reset.id AND password_reset.kind = 'administrator' AND password_reset.result = 'failed';

-- A day is what its dates say, also where midnight comes twice or not at all: no row between the two belongs to neither day.
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
-- What was counted by the clock is counted anew by the dates.
DELETE FROM password_reset_counted;
DELETE FROM password_reset_day;

-- How long people who were given a password take until they use it: resets alone, of everybody and of one administrator.
CREATE INDEX temporary_password_resets_by_first_use ON temporary_password (first_used_at DESC)
    WHERE first_used_at IS NOT NULL AND origin = 'reset';
CREATE INDEX temporary_password_resets_by_maker ON temporary_password (made_by, first_used_at DESC)
    WHERE first_used_at IS NOT NULL AND origin = 'reset';
