DROP TABLE audit_head;
DROP TABLE audit_chain;
DROP TRIGGER audit_event_waits ON audit_event;
DROP FUNCTION audit_waits_for_its_link();
DROP TABLE audit_unchained;
