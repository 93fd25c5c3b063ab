-- A temporary password as a thing that lives: who gave it, for whom, why, after which check; when it was first used, and how it ended.
-- The secret itself is nowhere but in the hash.
CREATE TABLE temporary_password (
    user_id uuid NOT NULL REFERENCES user_record (id) ON DELETE CASCADE,
    made_at timestamptz NOT NULL,
    origin text NOT NULL CHECK (origin IN ('reset', 'new-user', 'operator')),
    made_by uuid,
    made_by_name text NOT NULL,
    verified_by text,
    reason text,
    expires_at timestamptz,
    first_used_at timestamptz,
    ended_at timestamptz,
    -- By an own password, by a newer one, or taken back.
    ending text CHECK (ending IN ('used', 'superseded', 'revoked')),
    PRIMARY KEY (user_id, made_at),
    CONSTRAINT temporary_password_ended CHECK ((ended_at IS NULL) = (ending IS NULL))
);
-- A person has one at most.
CREATE UNIQUE INDEX temporary_password_outstanding_of_person ON temporary_password (user_id) WHERE ended_at IS NULL;
CREATE INDEX temporary_password_outstanding ON temporary_password (made_at, user_id) WHERE ended_at IS NULL;
CREATE INDEX temporary_password_outstanding_by_maker ON temporary_password (made_by, made_at, user_id) WHERE ended_at IS NULL;
CREATE INDEX temporary_password_by_first_use ON temporary_password (first_used_at DESC) WHERE first_used_at IS NOT NULL;
GRANT SELECT, INSERT, UPDATE ON temporary_password TO latchkey_app;

-- Those that wait today; why, and after which check, is in the audit log.
INSERT INTO temporary_password (user_id, made_at, origin, made_by, made_by_name, expires_at, first_used_at)
    SELECT user_id, set_at, CASE WHEN set_by IS NULL THEN 'operator' ELSE 'reset' END, set_by,
        COALESCE((SELECT user_name FROM user_record WHERE id = set_by), ''), expires_at, first_used_at
    FROM credential WHERE kind = 'temporary';

ALTER TABLE job DROP CONSTRAINT job_deed_check,
    ADD CONSTRAINT job_deed_check CHECK (deed IN ('block', 'unblock', 'sign-out', 'revoke-password', 'expire-password', 'add-to-group'));

-- The pages may take a temporary password away, and no other one.
CREATE FUNCTION take_back_temporary_password(who uuid) RETURNS boolean LANGUAGE sql SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
    WITH gone AS (DELETE FROM credential WHERE user_id = who AND kind = 'temporary' RETURNING user_id) SELECT EXISTS (SELECT FROM gone)
$$;
REVOKE ALL ON FUNCTION take_back_temporary_password(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION take_back_temporary_password(uuid) TO latchkey_app;
