-- Writes that a run's results are in the table, which makes the run succeeded.
-- Parameters: @run_id uniqueidentifier, @step_id nvarchar(100), @rows_loaded int
UPDATE mlops.run
SET
  previous_status = status,
  previous_stage = stage,
  previous_stage_position = stage_position,
  stage_seconds = DATEDIFF(second, stage_entered_at, CAST(SYSUTCDATETIME() AS datetime2(0))),
  status = N'succeeded',
  step = step + 1,
  step_begun_at = NULL,
  attempt = 0,
  ended_at = CAST(SYSUTCDATETIME() AS datetime2(0)),
  retry = NULL,
  error_code = NULL,
  error_message = NULL,
  rows_loaded = @rows_loaded,
  changed_at = CAST(SYSUTCDATETIME() AS datetime2(0)),
  changed_step = @step_id,
  changed_by = N'load-done'
WHERE
  run_id = @run_id
  AND CONCAT(LOWER(CAST(run_id AS nvarchar(36))), N'-', step) = @step_id
  AND status = N'running'
  AND stage = N'load';

INSERT INTO mlops.run_event (
  run_id, forecast, step_id, statement, occurred_at,
  from_status, to_status, from_stage, to_stage, stage_seconds, source, message
)
SELECT
  r.run_id, r.forecast, r.changed_step, r.changed_by, r.changed_at,
  r.previous_status, r.status, r.previous_stage, r.stage, r.stage_seconds, N'factory', CONCAT(r.rows_loaded, N' rows')
FROM mlops.run AS r
WHERE
  r.run_id = @run_id
  AND r.changed_step = @step_id
  AND r.changed_by = N'load-done'
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
LEFT JOIN mlops.run_event AS e ON e.run_id = r.run_id AND e.step_id = @step_id AND e.statement = N'load-done'
WHERE r.run_id = @run_id;
