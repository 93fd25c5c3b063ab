-- What the last look through all of the audit log came to: known at once after a start, long before the next look is through.
CREATE TABLE audit_finding (
    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    at timestamptz NOT NULL,
    -- The last row that is proven; of a broken log the first that is not as it was written.
    seq bigint NOT NULL CHECK (seq >= 0),
    broken boolean NOT NULL
);

GRANT SELECT, INSERT, UPDATE ON audit_finding TO latchkey_app;
