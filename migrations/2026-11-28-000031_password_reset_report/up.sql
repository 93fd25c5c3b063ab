-- Who reset whose password, and what came of it: a row for each reset, written with the deed, so that the report is never late
-- (R-321…R-325). Names are those of the moment, as in the audit log: a row outlives its person.
CREATE TABLE password_reset (
    id uuid PRIMARY KEY,
    -- When it began.
    at timestamptz NOT NULL,
    kind text NOT NULL CHECK (kind IN ('self-service', 'administrator', 'first-sign-in')),
    user_id uuid NOT NULL,
    user_name text NOT NULL,
    -- Whether the person held a role then; unknown of what was before this table.
    was_administrator boolean,
    by_id uuid,
    by_name text NOT NULL DEFAULT '',
    methods text[] NOT NULL DEFAULT '{}',
    -- Nothing while it is on its way. What is on its way behind its end was abandoned: nobody has to come by to write that down.
    result text CHECK (result IN ('succeeded', 'failed', 'blocked', 'cancelled', 'contacted-administrator')),
    -- How far it came; of what is on its way, what will be told of it when nobody goes on.
    detail text NOT NULL,
    ends_at timestamptz NOT NULL,
    request_id uuid NOT NULL
);
CREATE INDEX password_reset_by_time ON password_reset (at DESC, id DESC);
CREATE INDEX password_reset_by_kind ON password_reset (kind, at DESC, id DESC);
CREATE INDEX password_reset_by_result ON password_reset (result, at DESC, id DESC);
CREATE INDEX password_reset_by_user ON password_reset (user_id, at DESC, id DESC);
CREATE INDEX password_reset_by_maker ON password_reset (by_id, at DESC, id DESC) WHERE by_id IS NOT NULL;

-- What days were like that are over, so that a year is read from its days and not from its resets.
CREATE TABLE password_reset_day (
    day date NOT NULL,
    kind text NOT NULL,
    result text NOT NULL,
    -- Nobody is 00000000-0000-0000-0000-000000000000.
    by_id uuid NOT NULL,
    by_name text NOT NULL,
    number integer NOT NULL,
    PRIMARY KEY (day, kind, result, by_id)
);
CREATE INDEX password_reset_day_by_maker ON password_reset_day (by_id, day);

-- Up to which day, and where: in another time zone the days are other days.
CREATE TABLE password_reset_counted (
    place text PRIMARY KEY CHECK (place = 'here'),
    until_day date NOT NULL,
    time_zone text NOT NULL
);

-- The row of an administrator's reset, whoever writes the event: done, or refused.
CREATE FUNCTION keep_password_reset() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE TRIGGER audit_event_of_reset AFTER INSERT ON audit_event
    FOR EACH ROW WHEN (NEW.activity = 'Reset password (by admin)') EXECUTE FUNCTION keep_password_reset();

-- One day that is over; says whether there was one. An hour after its end nothing of it is on its way any more.
CREATE FUNCTION count_password_resets(told timestamptz) RETURNS boolean LANGUAGE plpgsql AS $$
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

-- What the audit log and the temporary passwords know of before.
INSERT INTO password_reset
    SELECT DISTINCT ON (event.id) event.id, event.at, 'administrator', target_id, target_name, NULL::boolean, actor_id, actor_name,
        '{temporary-password}'::text[], CASE event.result WHEN 'success' THEN 'succeeded' ELSE 'failed' END,
        CASE event.result WHEN 'success' THEN 'done' ELSE 'not-allowed' END, event.at, request_id
    FROM audit_event event JOIN audit_target about ON about.event_id = event.id AND about.position = 0
    WHERE activity = 'Reset password (by admin)';
INSERT INTO password_reset
    SELECT DISTINCT ON (event.id) event.id, event.at, 'self-service', target_id, target_name, NULL::boolean, NULL::uuid, '',
        string_to_array(coalesce(details::jsonb ->> 'methods', ''), ', '), 'succeeded', 'done', event.at, request_id
    FROM audit_event event JOIN audit_target about ON about.event_id = event.id AND about.position = 0
    WHERE activity = 'Reset password (self-service)' AND event.result = 'success';

GRANT SELECT, INSERT, UPDATE ON password_reset, password_reset_counted TO latchkey_app;
GRANT SELECT, INSERT, DELETE ON password_reset_day TO latchkey_app;
