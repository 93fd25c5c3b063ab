-- What was refused, of one activity or of those of a service: without a walk through all that was done.
CREATE INDEX audit_event_failures_by_activity ON audit_event (activity, at DESC, id DESC) WHERE result = 'failure';
-- Sign-ins that asked for more than a password and are no answer yet (R-362).
CREATE INDEX audit_event_interrupted_sign_ins ON audit_event (at DESC, id DESC)
    WHERE activity = 'Sign in' AND result = 'success' AND details NOT LIKE '%"session":"full"%';
