-- Ends an active run because a person says so.
-- Parameters: @run_id uniqueidentifier, @decided_by nvarchar(128), @factory_run_id uniqueidentifier
UPDATE mlops.run
SET
  previous_status = status,
  previous_stage = stage,
  previous_stage_position = stage_position,
  stage_seconds = NULL,
  status = N'cancelled',
  step_begun_at = NULL,
  wait_until = NULL,
  ended_at = CAST(SYSUTCDATETIME() AS datetime2(0)),
  cancelled_by = @decided_by,
  changed_at = CAST(SYSUTCDATETIME() AS datetime2(0)),
  changed_step = LOWER(CAST(@factory_run_id AS nvarchar(36))),
  changed_by = N'cancel'
WHERE
  run_id = @run_id
  AND status IN (N'queued', N'running', N'waiting')
  AND NOT EXISTS (
    SELECT 1 AS found
    FROM mlops.run_event AS e
    WHERE e.step_id = LOWER(CAST(@factory_run_id AS nvarchar(36))) AND e.statement = N'cancel'
  );

INSERT INTO mlops.run_event (
  run_id, forecast, step_id, statement, occurred_at,
  from_status, to_status, from_stage, to_stage, stage_seconds, source, message
)
SELECT
  r.run_id, r.forecast, r.changed_step, r.changed_by, r.changed_at,
  r.previous_status, r.status, r.previous_stage, r.stage, r.stage_seconds, @decided_by, NULL
FROM mlops.run AS r
WHERE
  r.run_id = @run_id
  AND r.changed_step = LOWER(CAST(@factory_run_id AS nvarchar(36)))
  AND r.changed_by = N'cancel'
  AND NOT EXISTS (
    SELECT 1 AS found
    FROM mlops.run_event AS e
    WHERE e.step_id = r.changed_step AND e.statement = r.changed_by
  );

SELECT
  o.run_id,
  r.forecast,
  r.period,
  COALESCE(e.to_status, r.status, N'none') AS status,
  COALESCE(e.to_stage, r.stage) AS stage,
  CASE WHEN e.event_id IS NULL THEN 0 ELSE 1 END AS done,
  CASE
    WHEN e.event_id IS NOT NULL THEN N'cancelled'
    WHEN r.run_id IS NULL THEN N'there is no such run'
    ELSE CONCAT(N'the run has ended already: ', r.status)
  END AS reason
FROM (SELECT @run_id AS run_id) AS o
LEFT JOIN mlops.run AS r ON r.run_id = o.run_id
LEFT JOIN mlops.run_event AS e
  ON e.run_id = o.run_id AND e.step_id = LOWER(CAST(@factory_run_id AS nvarchar(36))) AND e.statement = N'cancel';
