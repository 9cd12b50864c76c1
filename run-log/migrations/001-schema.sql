-- The schema of the run log. Applied again, it changes nothing.
IF SCHEMA_ID(N'mlops') IS NULL EXEC (N'CREATE SCHEMA mlops');
