-- The own passwords that somebody had before, sealed as they were: as many as the policy says may not come back.
CREATE TABLE password_history (
    user_id uuid NOT NULL REFERENCES user_record (id) ON DELETE CASCADE,
    -- Since when it was the person's password.
    set_at timestamptz NOT NULL,
    sealed bytea NOT NULL,
    PRIMARY KEY (user_id, set_at)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON password_history TO latchkey_app;
