-- The ledger of the migrations: where they are written down once they are applied.
-- It is made before the first of them, when it is missing.
CREATE SCHEMA mlops;

-- Key: (migration, statement_number). A row is written in the transaction of the statement itself.
CREATE TABLE mlops.schema_version (
  migration smallint NOT NULL,                                                       -- number of the migration's file, from 1
  statement_number smallint NOT NULL,                                                -- place of the statement in the file, from 1
  name nvarchar(60) COLLATE Latin1_General_100_BIN2 NOT NULL,                        -- the file's name without its ending
  checksum nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,                    -- SHA-256 of the statement's template, hexadecimal
  applied_at datetime2(0) NOT NULL,                                                  -- UTC
  CONSTRAINT pk_schema_version PRIMARY KEY (migration, statement_number)
);
