DROP TABLE audit_finding;
