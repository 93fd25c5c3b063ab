-- How somebody stands with the proofs that a reset of the own password asks for: asked at sign-in, put off, looked at again.
CREATE TABLE proof_registration (
    user_id uuid PRIMARY KEY REFERENCES user_record (id) ON DELETE CASCADE,
    -- When the person last said that everything is right, or added something.
    confirmed_at timestamptz,
    -- How often it was put off, and until when.
    put_off integer NOT NULL DEFAULT 0,
    put_off_until timestamptz,
    -- An administrator asks for all of it anew: it can not be put off.
    demanded boolean NOT NULL DEFAULT false,
    -- When the person was last written to about it.
    invited_at timestamptz
);
GRANT SELECT, INSERT, UPDATE ON proof_registration TO latchkey_app;

-- What this session is asked before it opens anything else. Empty: nothing.
ALTER TABLE auth_session ADD COLUMN registration text
    CONSTRAINT auth_session_registration CHECK (registration IN ('ask', 'wall', 'confirm'));

ALTER TABLE job DROP CONSTRAINT job_deed_check,
    ADD CONSTRAINT job_deed_check CHECK (deed IN ('block', 'unblock', 'sign-out', 'revoke-password', 'expire-password', 'add-to-group',
        'edit', 'restore', 'purge', 're-register', 'invite'));
