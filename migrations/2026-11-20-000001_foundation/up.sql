-- The house's foundation: people, credentials, sessions, roles, the audit log.

CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- Serving connections act as this role: no DDL, an audit log they can only add to.
-- An owner who may not create roles finds it made by hand.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'latchkey_app') THEN
        CREATE ROLE latchkey_app NOLOGIN;
    END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
DO $$
BEGIN
    EXECUTE format('GRANT latchkey_app TO %I', current_user);
EXCEPTION WHEN OTHERS THEN
    -- A superuser needs no membership; anybody else without it is told by `latchkey check`.
    NULL;
END $$;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO latchkey_app;

CREATE TABLE organisation (
    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    name text NOT NULL,
    domains text[] NOT NULL CHECK (cardinality(domains) > 0),
    time_zone text NOT NULL,
    language text NOT NULL CHECK (language IN ('en', 'nl')),
    service_desk text,
    -- Tells a wrong master key at start.
    key_check bytea NOT NULL,
    installed_at timestamptz NOT NULL
);

CREATE TABLE users (
    id uuid PRIMARY KEY,
    user_name text NOT NULL,
    display_name text NOT NULL,
    given_name text,
    surname text,
    mail text,
    employee_id text,
    job_title text,
    department text,
    company_name text,
    office text,
    mobile text,
    telephone text,
    city text,
    country text,
    usage_location text,
    preferred_language text,
    manager_id uuid REFERENCES users (id) ON DELETE SET NULL,
    source text NOT NULL CHECK (source IN ('local', 'directory', 'external')),
    enabled boolean NOT NULL DEFAULT true,
    -- Role bits, kept by the trigger on role_assignment; one look-up finds a person and what protects him.
    role_bits integer NOT NULL DEFAULT 0,
    -- Of the credential, so that lists need no join; written in the same statements.
    password_kind text CHECK (password_kind IN ('own', 'temporary')),
    password_changed_at timestamptz,
    password_expires_at timestamptz,
    last_sign_in_at timestamptz,
    -- Sessions carry the number they were made under; a new one ends them all.
    credential_epoch integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL,
    -- Folded in Rust by domain::fold, for storing and asking alike.
    sort_name text COLLATE "C" NOT NULL,
    search_text text COLLATE "C" NOT NULL,
    department_key text COLLATE "C",
    status smallint NOT NULL GENERATED ALWAYS AS (
        CASE
            WHEN NOT enabled THEN 3
            WHEN password_kind = 'temporary' THEN 2
            WHEN last_sign_in_at IS NULL THEN 1
            ELSE 0
        END
    ) STORED,
    CONSTRAINT users_external_has_no_password CHECK (source = 'local' OR password_kind IS NULL)
);
CREATE INDEX users_by_name ON users (sort_name, id);
CREATE INDEX users_by_department ON users (department_key, sort_name, id);
CREATE INDEX users_by_status ON users (status, sort_name, id);
CREATE INDEX users_by_source ON users (source, sort_name, id) WHERE source <> 'local';
CREATE INDEX users_administrators ON users (sort_name, id) WHERE role_bits <> 0;
CREATE INDEX users_by_search ON users USING gin (search_text gin_trgm_ops);
CREATE INDEX users_by_manager ON users (manager_id) WHERE manager_id IS NOT NULL;

-- Every name that finds an account, in one namespace (user names and mail addresses).
CREATE TABLE login_name (
    canonical text COLLATE "C" PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    kind text NOT NULL CHECK (kind IN ('user-name', 'mail'))
);
CREATE INDEX login_name_by_user ON login_name (user_id);

CREATE TABLE credential (
    user_id uuid PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    kind text NOT NULL CHECK (kind IN ('own', 'temporary')),
    -- The PHC string, sealed with the person's id and the kind.
    sealed bytea NOT NULL,
    set_at timestamptz NOT NULL,
    set_by uuid,
    expires_at timestamptz,
    first_used_at timestamptz
);

CREATE TABLE role_assignment (
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    role text NOT NULL,
    bit integer NOT NULL CHECK (bit > 0),
    assigned_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, role)
);
CREATE FUNCTION keep_role_bits() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    who uuid := COALESCE(NEW.user_id, OLD.user_id);
BEGIN
    UPDATE users SET role_bits = (SELECT COALESCE(bit_or(bit), 0) FROM role_assignment WHERE user_id = who) WHERE id = who;
    RETURN NULL;
END $$;
CREATE TRIGGER role_bits AFTER INSERT OR UPDATE OR DELETE ON role_assignment
    FOR EACH ROW EXECUTE FUNCTION keep_role_bits();

CREATE TABLE auth_session (
    id uuid PRIMARY KEY,
    token_hash bytea NOT NULL UNIQUE,
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    kind text NOT NULL CHECK (kind IN ('full', 'forced-change')),
    created_at timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL,
    idle_until timestamptz NOT NULL,
    absolute_until timestamptz NOT NULL,
    address text,
    credential_epoch integer NOT NULL,
    revoked_at timestamptz,
    revoke_reason text
);
CREATE INDEX auth_session_live ON auth_session (user_id) WHERE revoked_at IS NULL;

-- The single use of a form: written by the deed it did, so that a second press finds it.
CREATE TABLE form_use (
    key uuid NOT NULL,
    user_id uuid NOT NULL,
    form text NOT NULL,
    subject_id uuid,
    used_at timestamptz NOT NULL,
    PRIMARY KEY (key, user_id)
);
CREATE INDEX form_use_by_age ON form_use (used_at);

CREATE TABLE audit_event (
    id uuid PRIMARY KEY,
    at timestamptz NOT NULL,
    actor_kind text NOT NULL,
    actor_id uuid,
    actor_name text NOT NULL,
    session_id uuid,
    address text,
    permission text NOT NULL,
    activity text NOT NULL,
    category text NOT NULL,
    result text NOT NULL CHECK (result IN ('success', 'failure')),
    reason text,
    request_id uuid NOT NULL,
    instance text NOT NULL,
    -- Stored as text, exactly as authenticated.
    details text NOT NULL,
    key_id smallint NOT NULL,
    row_mac bytea NOT NULL
);
CREATE INDEX audit_event_by_time ON audit_event (at DESC, id DESC);
CREATE INDEX audit_event_by_actor ON audit_event (actor_id, at DESC, id DESC);
CREATE INDEX audit_event_by_activity ON audit_event (activity, at DESC, id DESC);
CREATE INDEX audit_event_failures ON audit_event (at DESC, id DESC) WHERE result = 'failure';
CREATE INDEX audit_event_by_request ON audit_event (request_id);

CREATE TABLE audit_target (
    event_id uuid NOT NULL REFERENCES audit_event (id),
    position integer NOT NULL,
    at timestamptz NOT NULL,
    target_id uuid NOT NULL,
    target_name text NOT NULL,
    PRIMARY KEY (event_id, position)
);
CREATE INDEX audit_target_by_person ON audit_target (target_id, at DESC, event_id DESC);

CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit log is append-only';
END $$;
CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
CREATE TRIGGER audit_target_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_target
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();

GRANT SELECT ON organisation TO latchkey_app;
GRANT SELECT, INSERT, UPDATE ON users, credential, auth_session TO latchkey_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON login_name, role_assignment TO latchkey_app;
GRANT SELECT, INSERT, DELETE ON form_use TO latchkey_app;
GRANT DELETE ON auth_session TO latchkey_app;
GRANT SELECT, INSERT ON audit_event, audit_target TO latchkey_app;
