DROP TABLE audit_stream;
