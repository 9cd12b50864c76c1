-- The decision for the run that the caller holds: exactly one row, always.
SELECT
  c.lease_owner,
  COALESCE(n.run_id, l.run_id) AS run_id,
  n.step_id,
  COALESCE(n.action, N'stop') AS action,
  COALESCE(n.wait_seconds, 1) AS wait_seconds,
  COALESCE(n.reason, l.reason, N'nothing to do') AS reason,
  n.job_id,
  n.job_parameters
FROM (SELECT CAST('{{lease_owner}}' AS uniqueidentifier) AS lease_owner) AS c
LEFT JOIN mlops.next_action AS n ON n.lease_owner = c.lease_owner
OUTER APPLY (
  SELECT TOP (1)
    r.run_id,
    CONCAT(N'the run has ended: ', r.status, CASE WHEN r.error_code IS NULL THEN N'' ELSE CONCAT(N', ', r.error_code) END) AS reason
  FROM mlops.run AS r
  WHERE r.lease_owner = c.lease_owner AND r.status IN (N'succeeded', N'failed', N'cancelled')
  ORDER BY r.started_at DESC
) AS l;
