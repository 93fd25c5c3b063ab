-- Since when somebody is asked for a second step and has none: from then on the days of grace are counted. It stays when the step is
-- there, so that whoever loses it has no second grace.
CREATE TABLE second_step_grace (
    user_id uuid PRIMARY KEY REFERENCES user_record (id) ON DELETE CASCADE,
    since timestamptz NOT NULL
);
GRANT SELECT, INSERT ON second_step_grace TO latchkey_app;

-- From then on this session opens nothing but the page on which a second step is added. Empty: none is asked for, or it is there.
ALTER TABLE auth_session ADD COLUMN second_step_due timestamptz;
