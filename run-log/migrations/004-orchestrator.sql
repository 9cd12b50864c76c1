-- Not for the embedded database. The identity of the factory, and what it may do.
-- The one thing that is put into the text is its client id, as the 16 bytes of the GUID.
CREATE USER [orchestrator] WITH SID = {{orchestrator_client_id}}, TYPE = E;

GRANT SELECT ON SCHEMA::mlops TO [orchestrator];

GRANT INSERT, UPDATE ON OBJECT::mlops.run TO [orchestrator];

GRANT INSERT ON OBJECT::mlops.run_event TO [orchestrator];

GRANT INSERT ON OBJECT::mlops.approval TO [orchestrator];

-- A Copy activity upserts: it makes a table in tempdb, then merges it.
GRANT INSERT, UPDATE ON OBJECT::mlops.forecast_result TO [orchestrator];
