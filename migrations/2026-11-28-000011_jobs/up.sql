-- Work on many people at once. Whoever orders it sees how far it is; any server goes on with it, one at a time.
CREATE TABLE job (
    id uuid PRIMARY KEY,
    deed text NOT NULL CHECK (deed IN ('block', 'unblock', 'sign-out')),
    state text NOT NULL CHECK (state IN ('running', 'done', 'stopped')),
    -- Who ordered it, through which session and request, from where: its rows of the audit log tell the same.
    made_at timestamptz NOT NULL,
    made_by uuid NOT NULL,
    made_by_name text NOT NULL,
    session_id uuid NOT NULL,
    request_id uuid NOT NULL,
    address text,
    reason text NOT NULL,
    total integer NOT NULL,
    done integer NOT NULL DEFAULT 0,
    -- Done without a change, or not done.
    passed_over integer NOT NULL DEFAULT 0,
    stop_asked boolean NOT NULL DEFAULT false,
    -- Until then the server that is at it has it for itself; or, after trouble, nobody tries.
    leased_until timestamptz NOT NULL,
    troubles integer NOT NULL DEFAULT 0,
    ended_at timestamptz
);
CREATE INDEX job_running ON job (leased_until) WHERE state = 'running';
CREATE INDEX job_by_end ON job (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX job_by_time ON job (made_at DESC, id DESC);
CREATE INDEX job_by_maker ON job (made_by, made_at DESC, id DESC);

CREATE TABLE job_person (
    job_id uuid NOT NULL REFERENCES job (id) ON DELETE CASCADE,
    position integer NOT NULL,
    user_id uuid NOT NULL,
    -- As it was when the job was ordered; readable when the person is gone.
    user_name text NOT NULL,
    -- Empty while the person waits; `done`, `already`, or why not.
    outcome text,
    PRIMARY KEY (job_id, position)
);
CREATE INDEX job_person_waiting ON job_person (job_id, position) WHERE outcome IS NULL;
CREATE INDEX job_person_passed_over ON job_person (job_id, position) WHERE outcome <> 'done';

GRANT SELECT, INSERT, UPDATE, DELETE ON job, job_person TO latchkey_app;
