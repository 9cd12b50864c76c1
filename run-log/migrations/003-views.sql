-- The views of the run log: the decision, what is overdue, and the last forecasts.

-- What an active run does next. All branching is here; the pipelines only obey.
--   run_id, lease_owner, forecast
--   step_id         run id and step number, kept while a begun step is not recorded
--   action          advance, wait, load or stop
--   wait_seconds    1 to 3600; 1 unless the action is wait
--   reason          for a person
--   error_code      what close ends the run with; null unless the action is stop
--   job_id          Databricks job; null unless the action is advance
--   job_parameters  the job's one JSON document; null unless the action is advance
CREATE OR ALTER VIEW mlops.next_action AS
SELECT
  d.run_id,
  d.lease_owner,
  d.forecast,
  d.step_id,
  d.action,
  CASE
    WHEN d.action = N'wait' THEN LEAST(
      3600,
      GREATEST(1, DATEDIFF(second, d.now_utc, d.wait_until)),
      GREATEST(1, DATEDIFF(second, d.now_utc, d.deadline_at))
    )
    ELSE 1
  END AS wait_seconds,
  CASE d.action
    WHEN N'stop' THEN CASE d.stop_code
      WHEN N'NO_APPROVED_MODEL' THEN N'no model of this forecast is approved: run approve-model, then restart from predict'
      ELSE CONCAT(N'the deadline passed at ', CONVERT(nvarchar(19), d.deadline_at, 126), N' UTC in stage ', d.stage)
    END
    WHEN N'wait' THEN CONCAT(
      N'stage ', d.stage, N' is expected to be done at ', CONVERT(nvarchar(19), d.wait_until, 126), N' UTC',
      CASE WHEN d.error_code IS NULL THEN N'' ELSE CONCAT(N'; last error ', d.error_code) END
    )
    WHEN N'load' THEN N'the results lie in the lake'
    ELSE CONCAT(N'stage ', d.stage, N' is due')
  END AS reason,
  CASE WHEN d.action = N'stop' THEN d.stop_code END AS error_code,
  CASE WHEN d.action = N'advance' THEN d.advance_job_id END AS job_id,
  CASE WHEN d.action = N'advance' THEN CONCAT(
    N'{"run_id":"', LOWER(CAST(d.run_id AS nvarchar(36))),
    N'","step_id":"', d.step_id,
    N'","now":"', CONVERT(nvarchar(19), d.now_utc, 126),
    N'Z","forecast":"', d.forecast,
    N'","backend":"', d.backend,
    N'","stage":"', d.stage,
    N'","period":"', CONVERT(nvarchar(19), d.period, 126),
    N'","scheduled_at":"', CONVERT(nvarchar(19), d.started_at, 126),
    N'Z","deadline_at":"', CONVERT(nvarchar(19), d.deadline_at, 126),
    N'Z","frequency":"', d.frequency,
    N'","retrain_after_minutes":', d.retrain_after_minutes,
    N',"approval":"', d.approval,
    N'","attempt":', d.attempt,
    N',"state":"', STRING_ESCAPE(COALESCE(d.state, N'{}'), 'json'), N'"}'
  ) END AS job_parameters
FROM (
  SELECT
    c.*,
    CASE
      WHEN c.stop_code IS NOT NULL THEN N'stop'
      WHEN c.status = N'waiting' AND c.wait_until > c.now_utc THEN N'wait'
      WHEN c.stage = N'load' THEN N'load'
      ELSE N'advance'
    END AS action
  FROM (
    SELECT
      r.run_id,
      r.lease_owner,
      r.forecast,
      r.backend,
      r.stage,
      r.period,
      r.status,
      r.attempt,
      r.wait_until,
      r.started_at,
      r.deadline_at,
      r.state,
      r.error_code,
      f.frequency,
      f.retrain_after_minutes,
      f.approval,
      f.advance_job_id,
      n.now_utc,
      CONCAT(LOWER(CAST(r.run_id AS nvarchar(36))), N'-', r.step) COLLATE Latin1_General_100_BIN2 AS step_id,
      CASE
        -- It waited for input to the end, or its last error tells more than the deadline.
        WHEN r.deadline_at <= n.now_utc AND r.error_code IS NOT NULL THEN r.error_code
        WHEN r.deadline_at <= n.now_utc AND r.stage_position = 1 AND r.status = N'waiting' AND r.retry = N'soon' THEN N'DATA_LATE'
        WHEN r.deadline_at <= n.now_utc THEN N'DEADLINE_PASSED'
        WHEN
          r.backend = N'random-forest' AND r.stage = N'predict' AND f.approval = N'required'
          AND NOT EXISTS (
            SELECT 1 AS found
            FROM mlops.approval AS a
            WHERE
              a.forecast = r.forecast AND a.decision = N'approved'
              AND NOT EXISTS (
                SELECT 1 AS found
                FROM mlops.approval AS later
                WHERE
                  later.forecast = a.forecast AND later.model_version = a.model_version
                  AND later.approval_id > a.approval_id AND later.decision = N'refused'
              )
          )
          THEN N'NO_APPROVED_MODEL'
      END AS stop_code
    FROM mlops.run AS r
    INNER JOIN mlops.forecast AS f ON f.forecast = r.forecast
    CROSS JOIN (SELECT CAST(SYSUTCDATETIME() AS datetime2(0)) AS now_utc) AS n
    WHERE r.status IN (N'queued', N'running', N'waiting')
  ) AS c
) AS d;

-- What run-watch has to look at.
--   kind             lease: take it over; deadline: close it; gap: nothing ran for too long
--   forecast
--   run_id           null for a gap, as the next two
--   period           of the run, in the forecast's time zone
--   lease_owner      whom close is given
--   overdue_minutes  since when, rounded
CREATE OR ALTER VIEW mlops.overdue AS
SELECT
  CASE WHEN r.deadline_at <= n.now_utc THEN N'deadline' ELSE N'lease' END AS kind,
  r.forecast,
  r.run_id,
  r.period,
  r.lease_owner,
  DATEDIFF(second, CASE WHEN r.deadline_at <= n.now_utc THEN r.deadline_at ELSE r.lease_expires_at END, n.now_utc) / 60 AS overdue_minutes
FROM mlops.run AS r
CROSS JOIN (SELECT CAST(SYSUTCDATETIME() AS datetime2(0)) AS now_utc) AS n
WHERE
  r.status IN (N'queued', N'running', N'waiting')
  -- A step that has begun before the deadline is left to end, as long as its lease holds.
  AND (r.lease_expires_at <= n.now_utc OR (r.deadline_at <= n.now_utc AND r.status IN (N'queued', N'waiting')))
UNION ALL
SELECT
  N'gap' AS kind,
  g.forecast,
  CAST(NULL AS uniqueidentifier) AS run_id,
  CAST(NULL AS datetime2(0)) AS period,
  CAST(NULL AS uniqueidentifier) AS lease_owner,
  g.gap_minutes - g.max_gap_minutes AS overdue_minutes
FROM (
  SELECT
    f.forecast,
    f.max_gap_minutes,
    DATEDIFF(second, COALESCE(l.started_at, f.configured_at), n.now_utc) / 60 AS gap_minutes
  FROM mlops.forecast AS f
  OUTER APPLY (
    SELECT TOP (1) r.started_at
    FROM mlops.run AS r
    WHERE r.forecast = f.forecast
    ORDER BY r.started_at DESC
  ) AS l
  CROSS JOIN (SELECT CAST(SYSUTCDATETIME() AS datetime2(0)) AS now_utc) AS n
  WHERE f.enabled = 1
) AS g
WHERE g.gap_minutes > g.max_gap_minutes;

-- The results of the last succeeded run of each forecast: never half a load.
CREATE OR ALTER VIEW mlops.latest_forecast AS
SELECT
  f.forecast,
  l.run_id,
  l.period,
  l.ended_at,
  v.item_id,
  v.[timestamp],
  v.quantile,
  v.[value]
FROM mlops.forecast AS f
CROSS APPLY (
  SELECT TOP (1) r.run_id, r.period, r.ended_at
  FROM mlops.run AS r
  WHERE r.forecast = f.forecast AND r.status = N'succeeded'
  ORDER BY r.period DESC
) AS l
INNER JOIN mlops.forecast_result AS v ON v.run_id = l.run_id;
