-- Ends an own run that the decision stops, and returns how the caller's run stands.
-- Parameters: @lease_owner uniqueidentifier
UPDATE mlops.run
SET
  previous_status = status,
  previous_stage = stage,
  previous_stage_position = stage_position,
  stage_seconds = NULL,
  status = N'failed',
  step_begun_at = NULL,
  wait_until = NULL,
  ended_at = CAST(SYSUTCDATETIME() AS datetime2(0)),
  error_code = c.stop_code,
  error_message = COALESCE(error_message, c.reason),
  changed_at = CAST(SYSUTCDATETIME() AS datetime2(0)),
  changed_step = LOWER(CAST(@lease_owner AS nvarchar(36))),
  changed_by = N'close'
FROM (
  SELECT n.run_id AS closed_run, n.step_id AS closed_step, n.error_code AS stop_code, n.reason
  FROM mlops.next_action AS n
  WHERE n.lease_owner = @lease_owner AND n.action = N'stop'
) AS c
WHERE
  run_id = c.closed_run
  AND CONCAT(LOWER(CAST(run_id AS nvarchar(36))), N'-', step) = c.closed_step
  AND lease_owner = @lease_owner
  AND status IN (N'queued', N'running', N'waiting');

INSERT INTO mlops.run_event (
  run_id, forecast, step_id, statement, occurred_at,
  from_status, to_status, from_stage, to_stage, stage_seconds, source, message
)
SELECT
  r.run_id, r.forecast, r.changed_step, r.changed_by, r.changed_at,
  r.previous_status, r.status, r.previous_stage, r.stage, r.stage_seconds, N'factory', LEFT(CONCAT(r.error_code, N': ', r.error_message), 2000)
FROM mlops.run AS r
WHERE
  r.lease_owner = @lease_owner
  AND r.changed_step = LOWER(CAST(@lease_owner AS nvarchar(36)))
  AND r.changed_by = N'close'
  AND NOT EXISTS (
    SELECT 1 AS found
    FROM mlops.run_event AS e
    WHERE e.step_id = r.changed_step AND e.statement = r.changed_by
  );

SELECT
  l.run_id,
  COALESCE(l.status, N'none') AS status,
  l.error_code,
  l.error_message
FROM (SELECT 1 AS one) AS always
LEFT JOIN (
  SELECT TOP (1) r.run_id, r.status, r.error_code, r.error_message
  FROM mlops.run AS r
  WHERE r.lease_owner = @lease_owner
  ORDER BY CASE WHEN r.status IN (N'queued', N'running', N'waiting') THEN 0 ELSE 1 END, r.started_at DESC
) AS l ON 1 = 1;
