-- A server tells at /readyz whether the schema is the one that it was made for. (The table of steps is diesel's; whoever runs these files by hand
-- has none.)
DO $$ BEGIN
    IF to_regclass('__diesel_schema_migrations') IS NOT NULL THEN
        GRANT SELECT ON __diesel_schema_migrations TO latchkey_app;
    END IF;
END $$;
