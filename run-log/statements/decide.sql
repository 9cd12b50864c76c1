-- The decision for the run that the caller holds: exactly one row, always.
-- This version has no run log to decide from, so the answer is to stop.
SELECT
  CAST('{{lease_owner}}' AS uniqueidentifier) AS lease_owner,
  CAST(NULL AS uniqueidentifier) AS run_id,
  CAST(NULL AS nvarchar(100)) AS step_id,
  N'stop' AS action,
  1 AS wait_seconds,
  N'the run log is not part of this version' AS reason,
  CAST(NULL AS nvarchar(20)) AS job_id,
  CAST(NULL AS nvarchar(4000)) AS job_parameters;
