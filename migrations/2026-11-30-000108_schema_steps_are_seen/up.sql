-- A server tells at /readyz whether the schema is the one that it was made for.
GRANT SELECT ON __diesel_schema_migrations TO latchkey_app;
