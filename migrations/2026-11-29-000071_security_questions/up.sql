-- Answers to security questions, one row a person: they are given together, and in the place of those of before.
CREATE TABLE security_answers (
    user_id uuid PRIMARY KEY REFERENCES user_record (id) ON DELETE CASCADE,
    -- The names of the questions, in the order in which they were chosen.
    questions text[] NOT NULL,
    -- An Argon2id hash of each answer, sealed with the person's id and the question, in the same order.
    sealed bytea[] NOT NULL,
    answered_at timestamptz NOT NULL,
    CONSTRAINT security_answers_pairs CHECK (cardinality(questions) = cardinality(sealed) AND cardinality(questions) > 0)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON security_answers TO latchkey_app;

-- From which questions a reset asks, in which order: a name that nobody has gets some, too.
ALTER TABLE reset_flow ADD COLUMN asks text[] NOT NULL DEFAULT '{}';
