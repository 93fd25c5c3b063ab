DROP INDEX audit_event_judged_steps;
