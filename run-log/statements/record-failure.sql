-- Writes that a step failed without an answer: the run waits 5, 10, 20, 40, then 60 minutes and tries again.
-- Parameters: @run_id uniqueidentifier, @step_id nvarchar(100), @error_message nvarchar(max)
UPDATE mlops.run
SET
  previous_status = status,
  previous_stage = stage,
  previous_stage_position = stage_position,
  stage_seconds = NULL,
  status = N'waiting',
  step = step + 1,
  step_begun_at = NULL,
  attempt = attempt + 1,
  wait_until = DATEADD(minute, CASE attempt WHEN 0 THEN 5 WHEN 1 THEN 10 WHEN 2 THEN 20 WHEN 3 THEN 40 ELSE 60 END, CAST(SYSUTCDATETIME() AS datetime2(0))),
  lease_expires_at = DATEADD(hour, 3, CAST(SYSUTCDATETIME() AS datetime2(0))),
  retry = N'soon',
  error_code = N'STEP_FAILED',
  error_message = LEFT(COALESCE(@error_message, N'the step failed and did not say why'), 2000),
  changed_at = CAST(SYSUTCDATETIME() AS datetime2(0)),
  changed_step = @step_id,
  changed_by = N'record-failure'
WHERE
  run_id = @run_id
  AND CONCAT(LOWER(CAST(run_id AS nvarchar(36))), N'-', step) = @step_id
  AND status = N'running';

INSERT INTO mlops.run_event (
  run_id, forecast, step_id, statement, occurred_at,
  from_status, to_status, from_stage, to_stage, stage_seconds, source, message
)
SELECT
  r.run_id, r.forecast, r.changed_step, r.changed_by, r.changed_at,
  r.previous_status, r.status, r.previous_stage, r.stage, r.stage_seconds, N'factory', LEFT(CONCAT(r.error_code, N': ', r.error_message), 2000)
FROM mlops.run AS r
WHERE
  r.run_id = @run_id
  AND r.changed_step = @step_id
  AND r.changed_by = N'record-failure'
  AND NOT EXISTS (
    SELECT 1 AS found
    FROM mlops.run_event AS e
    WHERE e.step_id = r.changed_step AND e.statement = r.changed_by
  );

SELECT
  r.run_id,
  @step_id AS step_id,
  e.event_id,
  COALESCE(e.to_status, r.status) AS status,
  COALESCE(e.to_stage, r.stage) AS stage,
  e.message
FROM mlops.run AS r
LEFT JOIN mlops.run_event AS e ON e.run_id = r.run_id AND e.step_id = @step_id AND e.statement = N'record-failure'
WHERE r.run_id = @run_id;
