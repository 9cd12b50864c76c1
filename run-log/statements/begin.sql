-- Marks a step as begun and prolongs the lease until its job must have ended.
-- Parameters: @run_id uniqueidentifier, @step_id nvarchar(100)
--
-- A step that is begun already stays as it is. Only when its lease would end before its job could, as
-- after a take-over, is the lease prolonged.
UPDATE mlops.run
SET
  previous_status = status,
  previous_stage = stage,
  previous_stage_position = stage_position,
  stage_seconds = NULL,
  status = N'running',
  step_begun_at = CAST(SYSUTCDATETIME() AS datetime2(0)),
  wait_until = NULL,
  lease_expires_at = DATEADD(minute, g.job_timeout_minutes + 120, CAST(SYSUTCDATETIME() AS datetime2(0))),
  changed_at = CAST(SYSUTCDATETIME() AS datetime2(0)),
  changed_step = @step_id,
  changed_by = N'begin'
FROM (
  SELECT r.run_id AS begun_run, f.job_timeout_minutes
  FROM mlops.run AS r
  INNER JOIN mlops.forecast AS f ON f.forecast = r.forecast
  WHERE r.run_id = @run_id
) AS g
WHERE
  run_id = g.begun_run
  AND CONCAT(LOWER(CAST(run_id AS nvarchar(36))), N'-', step) = @step_id
  AND status IN (N'queued', N'running', N'waiting')
  AND (
    status <> N'running'
    OR lease_expires_at < DATEADD(minute, g.job_timeout_minutes + 60, CAST(SYSUTCDATETIME() AS datetime2(0)))
  );

INSERT INTO mlops.run_event (
  run_id, forecast, step_id, statement, occurred_at,
  from_status, to_status, from_stage, to_stage, stage_seconds, source, message
)
SELECT
  r.run_id, r.forecast, r.changed_step, r.changed_by, r.changed_at,
  r.previous_status, r.status, r.previous_stage, r.stage, r.stage_seconds, N'factory', NULL
FROM mlops.run AS r
WHERE
  r.run_id = @run_id
  AND r.changed_step = @step_id
  AND r.changed_by = N'begin'
  AND NOT EXISTS (
    SELECT 1 AS found
    FROM mlops.run_event AS e
    WHERE e.step_id = r.changed_step AND e.statement = r.changed_by
  );

SELECT
  r.run_id,
  @step_id AS step_id,
  e.event_id,
  CASE WHEN e.event_id IS NULL THEN 0 ELSE 1 END AS done,
  COALESCE(e.to_status, r.status) AS status,
  COALESCE(e.to_stage, r.stage) AS stage,
  e.message
FROM mlops.run AS r
LEFT JOIN mlops.run_event AS e ON e.run_id = r.run_id AND e.step_id = @step_id AND e.statement = N'begin'
WHERE r.run_id = @run_id;
