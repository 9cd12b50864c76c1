-- Takes the run of a forecast and period for the caller, or says who holds it.
-- Parameters: @forecast nvarchar(31), @period datetime2(0) in the forecast's time zone, @lease_owner uniqueidentifier
--
-- A run whose lease expired is taken over; an abandoned run past its deadline is ended first; else a new
-- run begins, unless the period has one or the forecast has an active one. A caller claims once: asked
-- again, it is told what it got.
-- Of two callers at once, the unique indexes let one win. The hints make the other wait for that, so that
-- it finds the winner's run; where it still collides, its transaction ends and the retry finds it.
UPDATE mlops.run
SET
  previous_status = status,
  previous_stage = stage,
  previous_stage_position = stage_position,
  stage_seconds = NULL,
  status = CASE WHEN deadline_at <= CAST(SYSUTCDATETIME() AS datetime2(0)) THEN N'failed' ELSE status END,
  step_begun_at = CASE WHEN deadline_at <= CAST(SYSUTCDATETIME() AS datetime2(0)) THEN NULL ELSE step_begun_at END,
  wait_until = CASE WHEN deadline_at <= CAST(SYSUTCDATETIME() AS datetime2(0)) THEN NULL ELSE wait_until END,
  ended_at = CASE WHEN deadline_at <= CAST(SYSUTCDATETIME() AS datetime2(0)) THEN CAST(SYSUTCDATETIME() AS datetime2(0)) END,
  error_code = CASE
    WHEN deadline_at > CAST(SYSUTCDATETIME() AS datetime2(0)) OR error_code IS NOT NULL THEN error_code
    WHEN stage_position = 1 AND status = N'waiting' AND retry = N'soon' THEN N'DATA_LATE'
    ELSE N'DEADLINE_PASSED'
  END,
  error_message = CASE
    WHEN deadline_at > CAST(SYSUTCDATETIME() AS datetime2(0)) OR error_code IS NOT NULL THEN error_message
    ELSE N'nobody held the run when its deadline passed'
  END,
  lease_owner = CASE WHEN deadline_at <= CAST(SYSUTCDATETIME() AS datetime2(0)) THEN lease_owner ELSE @lease_owner END,
  lease_expires_at = CASE WHEN deadline_at <= CAST(SYSUTCDATETIME() AS datetime2(0)) THEN lease_expires_at ELSE DATEADD(hour, 2, CAST(SYSUTCDATETIME() AS datetime2(0))) END,
  changed_at = CAST(SYSUTCDATETIME() AS datetime2(0)),
  changed_step = LOWER(CAST(@lease_owner AS nvarchar(36))),
  changed_by = CASE WHEN deadline_at <= CAST(SYSUTCDATETIME() AS datetime2(0)) THEN N'reap' ELSE N'claim' END
WHERE
  forecast = @forecast
  AND status IN (N'queued', N'running', N'waiting')
  AND lease_owner <> @lease_owner
  AND lease_expires_at <= CAST(SYSUTCDATETIME() AS datetime2(0))
  AND (
    deadline_at <= CAST(SYSUTCDATETIME() AS datetime2(0))
    OR (
      period = @period
      AND NOT EXISTS (
        SELECT 1 AS found
        FROM mlops.run_event AS claimed
        WHERE claimed.step_id = LOWER(CAST(@lease_owner AS nvarchar(36))) AND claimed.statement = N'claim'
      )
    )
  );

INSERT INTO mlops.run (
  run_id, forecast, period, backend, stage, stage_position, stage_entered_at, status, step, attempt,
  lease_owner, lease_expires_at, started_at, deadline_at, factory_run_id,
  changed_at, changed_step, changed_by
)
SELECT
  NEWID(), f.forecast, @period, f.backend, s.stage, s.position, n.now_utc, N'queued', 1, 0,
  @lease_owner, DATEADD(hour, 2, n.now_utc), n.now_utc, DATEADD(minute, f.deadline_minutes, n.now_utc), @lease_owner,
  n.now_utc, LOWER(CAST(@lease_owner AS nvarchar(36))), N'claim'
FROM mlops.forecast AS f
INNER JOIN mlops.stage AS s ON s.backend = f.backend AND s.position = 1
CROSS JOIN (SELECT CAST(SYSUTCDATETIME() AS datetime2(0)) AS now_utc) AS n
WHERE
  f.forecast = @forecast
  AND f.enabled = 1
  AND NOT EXISTS (
    SELECT 1 AS found
    FROM mlops.run AS same WITH (UPDLOCK, HOLDLOCK)
    WHERE same.forecast = @forecast AND same.period = @period
  )
  AND NOT EXISTS (
    SELECT 1 AS found
    FROM mlops.run AS active WITH (UPDLOCK, HOLDLOCK)
    WHERE active.forecast = @forecast AND active.status IN (N'queued', N'running', N'waiting')
  )
  AND NOT EXISTS (
    SELECT 1 AS found
    FROM mlops.run AS held
    WHERE held.lease_owner = @lease_owner AND held.status IN (N'queued', N'running', N'waiting')
  )
  AND NOT EXISTS (
    SELECT 1 AS found
    FROM mlops.run_event AS claimed
    WHERE claimed.step_id = LOWER(CAST(@lease_owner AS nvarchar(36))) AND claimed.statement = N'claim'
  );

INSERT INTO mlops.run_event (
  run_id, forecast, step_id, statement, occurred_at,
  from_status, to_status, from_stage, to_stage, stage_seconds, source, message
)
SELECT
  r.run_id, r.forecast, r.changed_step, r.changed_by, r.changed_at,
  r.previous_status, r.status, r.previous_stage, r.stage, r.stage_seconds, N'factory', CASE
    WHEN r.changed_by = N'reap' THEN r.error_message
    WHEN r.previous_status IS NOT NULL THEN N'taken over: the lease had expired'
  END
FROM mlops.run AS r
WHERE
  r.changed_step = LOWER(CAST(@lease_owner AS nvarchar(36)))
  AND r.changed_by IN (N'claim', N'reap')
  AND NOT EXISTS (
    SELECT 1 AS found
    FROM mlops.run_event AS e
    WHERE e.step_id = r.changed_step AND e.statement = r.changed_by
  )
ORDER BY CASE WHEN r.changed_by = N'reap' THEN 0 ELSE 1 END;

SELECT
  @forecast AS forecast,
  h.run_id,
  h.period,
  COALESCE(h.status, N'none') AS status,
  h.stage,
  h.lease_owner,
  h.lease_expires_at,
  h.deadline_at,
  COALESCE(h.held, 0) AS held
FROM (SELECT 1 AS one) AS always
LEFT JOIN (
  SELECT TOP (1)
    r.run_id, r.period, r.status, r.stage, r.lease_owner, r.lease_expires_at, r.deadline_at,
    CASE WHEN r.lease_owner = @lease_owner AND r.status IN (N'queued', N'running', N'waiting') THEN 1 ELSE 0 END AS held
  FROM mlops.run AS r
  WHERE
    (r.lease_owner = @lease_owner AND r.status IN (N'queued', N'running', N'waiting'))
    OR (r.forecast = @forecast AND r.period = @period)
    OR (r.forecast = @forecast AND r.status IN (N'queued', N'running', N'waiting'))
  ORDER BY
    CASE WHEN r.lease_owner = @lease_owner AND r.status IN (N'queued', N'running', N'waiting') THEN 0 ELSE 1 END,
    CASE WHEN r.period = @period THEN 0 ELSE 1 END
) AS h ON 1 = 1;
