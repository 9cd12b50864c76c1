-- Makes a failed or cancelled run active again, from a stage of its backend and with a new deadline.
-- Parameters: @run_id uniqueidentifier, @stage nvarchar(20) empty is where it was, @decided_by nvarchar(128), @factory_run_id uniqueidentifier
--
-- The caller becomes the owner of a lease that has ended, so that run-watch starts a factory run for it.
UPDATE mlops.run
SET
  previous_status = status,
  previous_stage = stage,
  previous_stage_position = stage_position,
  stage_seconds = NULL,
  stage = g.to_stage,
  stage_position = g.to_position,
  stage_entered_at = CAST(SYSUTCDATETIME() AS datetime2(0)),
  status = N'queued',
  step = step + 1,
  attempt = 0,
  ended_at = NULL,
  retry = NULL,
  error_code = NULL,
  error_message = NULL,
  cancelled_by = NULL,
  lease_owner = @factory_run_id,
  lease_expires_at = CAST(SYSUTCDATETIME() AS datetime2(0)),
  deadline_at = DATEADD(minute, g.deadline_minutes, CAST(SYSUTCDATETIME() AS datetime2(0))),
  changed_at = CAST(SYSUTCDATETIME() AS datetime2(0)),
  changed_step = LOWER(CAST(@factory_run_id AS nvarchar(36))),
  changed_by = N'restart'
FROM (
  SELECT r.run_id AS restarted_run, r.forecast AS restarted_forecast, s.stage AS to_stage, s.position AS to_position, f.deadline_minutes
  FROM mlops.run AS r
  INNER JOIN mlops.forecast AS f ON f.forecast = r.forecast
  INNER JOIN mlops.stage AS s
    ON s.backend = r.backend AND ((@stage = N'' AND s.stage = r.stage) OR s.stage = @stage)
  WHERE r.run_id = @run_id
) AS g
WHERE
  run_id = g.restarted_run
  AND status IN (N'failed', N'cancelled')
  AND NOT EXISTS (
    SELECT 1 AS found
    FROM mlops.run AS active WITH (UPDLOCK, HOLDLOCK)
    WHERE active.forecast = g.restarted_forecast AND active.status IN (N'queued', N'running', N'waiting')
  )
  AND NOT EXISTS (
    SELECT 1 AS found
    FROM mlops.run_event AS e
    WHERE e.step_id = LOWER(CAST(@factory_run_id AS nvarchar(36))) AND e.statement = N'restart'
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
  AND r.changed_by = N'restart'
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
    WHEN e.event_id IS NOT NULL THEN N'restarted'
    WHEN r.run_id IS NULL THEN N'there is no such run'
    ELSE CASE
      WHEN r.status NOT IN (N'failed', N'cancelled') THEN CONCAT(N'only a failed or cancelled run is restarted, this one is ', r.status)
      WHEN NOT EXISTS (
        SELECT 1 AS found
        FROM mlops.stage AS s
        WHERE s.backend = r.backend AND (@stage = N'' OR s.stage = @stage)
      ) THEN CONCAT(N'its backend ', r.backend, N' has no such stage')
      ELSE N'another run of the forecast is active'
    END
  END AS reason
FROM (SELECT @run_id AS run_id) AS o
LEFT JOIN mlops.run AS r ON r.run_id = o.run_id
LEFT JOIN mlops.run_event AS e
  ON e.run_id = o.run_id AND e.step_id = LOWER(CAST(@factory_run_id AS nvarchar(36))) AND e.statement = N'restart';
