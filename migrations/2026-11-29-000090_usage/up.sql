-- How the portal is used, by the hour: from the rows of the audit log, so that no page reads them one by one (R-329, R-330). Numbers without
-- names. Hours of days that are over for good are one: hour 0.
CREATE TABLE usage_hour (
    day date NOT NULL,
    hour smallint NOT NULL,
    what text NOT NULL,
    method text NOT NULL,
    result text NOT NULL,
    number bigint NOT NULL,
    PRIMARY KEY (day, hour, what, method, result)
);
CREATE INDEX usage_hour_apart ON usage_hour (day) WHERE hour > 0;

-- From when until when that is counted, and where: in another time zone the days are other days.
CREATE TABLE usage_counted (
    place text PRIMARY KEY CHECK (place = 'here'),
    from_at timestamptz NOT NULL,
    until_at timestamptz NOT NULL,
    time_zone text NOT NULL
);

-- The activities that are counted.
CREATE FUNCTION usage_activities() RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
    SELECT ARRAY['Sign in', 'Failed sign-ins (counted)', 'Change password (self-service)', 'Change password in directory (self-service)',
        'Unlock user account (by admin)', 'Unlock user account (self-service)', 'Unlock account in directory',
        'Self-service password reset flow activity progress', 'User registered recovery address', 'User registered recovery phone',
        'User registered security info', 'User registered passkey', 'User registered security questions']
$$;

-- The details of a row. A row that somebody has changed into no object is found by looking through the log; here it stops no counting.
CREATE FUNCTION usage_details(details text) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    RETURN CASE jsonb_typeof(details::jsonb) WHEN 'object' THEN details::jsonb ELSE '{}' END;
EXCEPTION WHEN invalid_text_representation OR untranslatable_character OR statement_too_complex THEN
    RETURN '{}';
END $$;

-- What one row counts for. An account that somebody opened in the directory by herself is told by a row of its own as well. A recovery code stands for the app, and a password is one
-- wherever it lives. Who signed in before the log kept by what did so by nothing that is known.
CREATE FUNCTION usage_of(activity text, result text, reason text, details text)
    RETURNS TABLE (what text, method text, came_to text, number bigint) LANGUAGE sql IMMUTABLE AS $$
    WITH told AS (SELECT usage_details(details) AS d),
    known AS (SELECT d, CASE coalesce(d ->> 'method', '') WHEN 'recovery-code' THEN 'app'
        WHEN 'directory-password' THEN 'password' ELSE coalesce(d ->> 'method', '') END AS means FROM told)
    SELECT 'requirement', CASE means WHEN '' THEN '' WHEN 'password' THEN 'one' ELSE 'two' END, 'success', 1::bigint FROM known
        WHERE activity = 'Sign in' AND result = 'success' AND d ->> 'session' = 'full'
    UNION ALL SELECT 'sign-in', CASE WHEN result = 'success' THEN means WHEN reason IN ('wrong-code', 'too-many-codes') THEN 'app'
            WHEN reason IN ('wrong-passkey', 'passkey-over', 'passkey-copied') THEN 'passkey' ELSE 'password' END, result, 1 FROM known
        WHERE activity = 'Sign in'
    UNION ALL SELECT 'sign-in', 'password', 'failure', CASE WHEN d ->> 'failures' ~ '^[0-9]{1,9}$' THEN (d ->> 'failures')::bigint ELSE 1 END
        FROM known WHERE activity = 'Failed sign-ins (counted)'
    UNION ALL SELECT 'change', '', result, 1 FROM known
        WHERE activity IN ('Change password (self-service)', 'Change password in directory (self-service)')
    UNION ALL SELECT 'unlock', '', result, 1 FROM known
        WHERE activity IN ('Unlock user account (by admin)', 'Unlock user account (self-service)', 'Unlock account in directory')
            AND NOT (activity = 'Unlock account in directory' AND result = 'success' AND d ->> 'code' = '31002')
    UNION ALL SELECT 'proof', means, result, 1 FROM known
        WHERE activity = 'Self-service password reset flow activity progress' AND d ->> 'step' = 'proof'
    UNION ALL SELECT 'registration', CASE activity WHEN 'User registered recovery address' THEN 'email' WHEN 'User registered recovery phone' THEN 'sms'
            WHEN 'User registered security info' THEN 'app' WHEN 'User registered passkey' THEN 'passkey' ELSE 'questions' END, result, 1 FROM known
        WHERE activity IN ('User registered recovery address', 'User registered recovery phone', 'User registered security info',
            'User registered passkey', 'User registered security questions') AND (result = 'failure' OR NOT d ? 'step')
$$;

-- The rows of a time, counted by day and hour: from the index of activities.
CREATE FUNCTION usage_between(lo timestamptz, hi timestamptz, zone text)
    RETURNS TABLE (day date, hour smallint, what text, method text, came_to text, number bigint) LANGUAGE sql STABLE AS $$
    SELECT (event.at AT TIME ZONE zone)::date, extract(hour FROM event.at AT TIME ZONE zone)::smallint, told.what, told.method, told.came_to,
        sum(told.number)::bigint
    FROM unnest(usage_activities()) AS kind (name),
        LATERAL (SELECT * FROM audit_event WHERE activity = kind.name AND at >= lo AND at < hi OFFSET 0) AS event,
        LATERAL usage_of(event.activity, event.result, event.reason, event.details) AS told
    WHERE lo < hi
        -- Opened there and here by one press: once.
        AND NOT (event.activity = 'Unlock user account (by admin)' AND EXISTS (SELECT FROM audit_event AS there
            WHERE there.request_id = event.request_id AND there.activity = 'Unlock account in directory'))
    GROUP BY 1, 2, 3, 4, 5
$$;

-- Whether more rows are between two moments than one statement counts in its time.
CREATE FUNCTION usage_is_much(lo timestamptz, hi timestamptz) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT count(*) > 20000 FROM (SELECT FROM unnest(usage_activities()) AS kind (name),
        LATERAL (SELECT FROM audit_event WHERE activity = kind.name AND at >= lo AND at < hi LIMIT 20001) AS event LIMIT 20001) AS those
$$;

-- One hour that is over, or where there is none one day of before, back to the first row; less of it where there is much. Says whether there
-- was anything to count. A quarter of an hour after its end nothing of an hour is on its way any more.
CREATE FUNCTION count_usage(told timestamptz) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    known usage_counted;
    zone text;
    lo timestamptz;
    hi timestamptz;
    oldest timestamptz;
    apart date;
BEGIN
    -- One server at a time: two that begin together would count the same day twice.
    IF NOT pg_try_advisory_xact_lock(hashtext('count_usage')) THEN
        RETURN false;
    END IF;
    SELECT time_zone INTO STRICT zone FROM organisation;
    SELECT * INTO known FROM usage_counted FOR UPDATE;
    IF known IS NULL OR known.time_zone <> zone THEN
        DELETE FROM usage_hour;
        lo := date_trunc('hour', told - interval '15 minutes');
        INSERT INTO usage_counted VALUES ('here', lo, lo, zone)
            ON CONFLICT (place) DO UPDATE SET from_at = lo, until_at = lo, time_zone = excluded.time_zone RETURNING * INTO known;
    END IF;
    IF known.until_at + interval '75 minutes' <= told THEN
        lo := known.until_at;
        hi := lo + interval '1 hour';
        IF usage_is_much(lo, hi) THEN
            hi := lo + interval '1 minute';
        END IF;
        UPDATE usage_counted SET until_at = hi;
    ELSE
        SELECT min(at) INTO oldest FROM audit_event;
        hi := known.from_at;
        IF oldest IS NULL OR hi <= oldest THEN
            RETURN false;
        END IF;
        lo := hi - interval '1 day';
        IF usage_is_much(lo, hi) THEN
            lo := hi - interval '1 hour';
        END IF;
        IF usage_is_much(lo, hi) THEN
            lo := hi - interval '1 minute';
        END IF;
        UPDATE usage_counted SET from_at = lo;
    END IF;
    -- Today and the two days before are known by their hours.
    apart := (told AT TIME ZONE zone)::date - 2;
    INSERT INTO usage_hour AS known_hour
        SELECT day, CASE WHEN day < apart THEN 0 ELSE hour END, what, method, came_to, sum(number) FROM usage_between(lo, hi, zone)
        GROUP BY 1, 2, 3, 4, 5
        ON CONFLICT (day, hour, what, method, result) DO UPDATE SET number = known_hour.number + excluded.number;
    WITH gone AS (DELETE FROM usage_hour WHERE day < apart AND hour > 0 RETURNING *)
        INSERT INTO usage_hour AS whole SELECT day, 0, what, method, result, sum(number) FROM gone GROUP BY day, what, method, result
        ON CONFLICT (day, hour, what, method, result) DO UPDATE SET number = whole.number + excluded.number;
    RETURN true;
END $$;

GRANT SELECT, INSERT, UPDATE, DELETE ON usage_hour TO latchkey_app;
GRANT SELECT, INSERT, UPDATE ON usage_counted TO latchkey_app;

-- Who has an address or a phone for codes, without those who have neither.
CREATE INDEX authentication_contact_mail ON authentication_contact (user_id) WHERE mail IS NOT NULL;
CREATE INDEX authentication_contact_phone ON authentication_contact (user_id) WHERE phone IS NOT NULL;
