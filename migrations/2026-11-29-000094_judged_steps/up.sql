-- Steps of a reset that were judged, for the events of proofs: whoever types made-up names writes as many others as she likes (R-332).
CREATE INDEX audit_event_judged_steps ON audit_event (at DESC, id DESC)
    WHERE activity = 'Self-service password reset flow activity progress'
        AND (details NOT LIKE '%"step":%' OR details LIKE '%"step":"proof"%' OR result = 'failure')
        AND reason IS DISTINCT FROM 'unknown-user';
