-- Writes what a step's job answered.
-- Parameters: @run_id uniqueidentifier, @step_id nvarchar(100), @answer nvarchar(max) JSON
--
-- An answer that is not JSON, lacks a field, names an unknown stage or goes backwards fails the run.
-- The run waits until: the answer's estimate; else, while a service works, the usual duration of the
-- stage (the median of its last 15); else 10 minutes. After an error: 5, 10, 20, 40, then 60 minutes,
-- where a quota is full 15, 30, then 60.
UPDATE mlops.run
SET
  previous_status = status,
  previous_stage = stage,
  previous_stage_position = stage_position,
  stage_seconds = CASE
    WHEN a.to_position <> stage_position THEN COALESCE(a.given_stage_seconds, DATEDIFF(second, stage_entered_at, step_begun_at))
  END,
  stage_entered_at = CASE WHEN a.to_position <> stage_position THEN a.now_utc ELSE stage_entered_at END,
  stage = a.to_stage,
  stage_position = a.to_position,
  status = a.to_status,
  step = step + 1,
  step_begun_at = NULL,
  attempt = CASE WHEN a.outcome = N'again' THEN attempt + 1 ELSE 0 END,
  wait_until = a.next_at,
  lease_expires_at = DATEADD(hour, 2, COALESCE(a.next_at, a.now_utc)),
  ended_at = CASE WHEN a.to_status = N'failed' THEN a.now_utc END,
  state = COALESCE(a.given_state, state),
  retry = a.given_retry,
  error_code = a.given_error_code,
  error_message = a.given_error_message,
  databricks_run_id = COALESCE(a.given_databricks_run_id, databricks_run_id),
  mlflow_run_id = COALESCE(a.given_mlflow_run_id, mlflow_run_id),
  model_version = COALESCE(a.given_model_version, model_version),
  dataset_import_arn = COALESCE(a.given_dataset_import_arn, dataset_import_arn),
  predictor_arn = COALESCE(a.given_predictor_arn, predictor_arn),
  forecast_arn = COALESCE(a.given_forecast_arn, forecast_arn),
  export_arn = COALESCE(a.given_export_arn, export_arn),
  input_checksum = COALESCE(a.given_input_checksum, input_checksum),
  git_commit = COALESCE(a.given_git_commit, git_commit),
  changed_at = a.now_utc,
  changed_step = @step_id,
  changed_by = N'record'
FROM (
  SELECT
    r.run_id AS answered_run,
    r.step AS answered_step,
    n.now_utc,
    o.outcome,
    t.to_status,
    t.to_stage,
    t.to_position,
    w.next_at,
    t.given_stage_seconds,
    CASE WHEN o.outcome <> N'bad' THEN j.state END AS given_state,
    t.given_retry,
    CASE
      WHEN o.outcome = N'bad' THEN N'ANSWER_INVALID'
      WHEN j.status = N'failed' THEN LEFT(j.error_code, 60)
    END AS given_error_code,
    CASE
      WHEN o.outcome = N'bad' THEN CONCAT(N'the answer of step ', @step_id, N' ', p.problem, N': ', LEFT(@answer, 500))
      WHEN j.status = N'failed' THEN LEFT(j.error_message, 2000)
    END AS given_error_message,
    CASE WHEN o.outcome <> N'bad' THEN LEFT(j.databricks_run_id, 20) END AS given_databricks_run_id,
    CASE WHEN o.outcome <> N'bad' THEN LEFT(j.mlflow_run_id, 40) END AS given_mlflow_run_id,
    CASE WHEN o.outcome <> N'bad' THEN LEFT(j.model_version, 20) END AS given_model_version,
    CASE WHEN o.outcome <> N'bad' THEN LEFT(j.dataset_import_arn, 300) END AS given_dataset_import_arn,
    CASE WHEN o.outcome <> N'bad' THEN LEFT(j.predictor_arn, 300) END AS given_predictor_arn,
    CASE WHEN o.outcome <> N'bad' THEN LEFT(j.forecast_arn, 300) END AS given_forecast_arn,
    CASE WHEN o.outcome <> N'bad' THEN LEFT(j.export_arn, 300) END AS given_export_arn,
    CASE WHEN o.outcome <> N'bad' THEN LEFT(j.input_checksum, 128) END AS given_input_checksum,
    CASE WHEN o.outcome <> N'bad' THEN LEFT(j.git_commit, 40) END AS given_git_commit
  FROM mlops.run AS r
  CROSS JOIN (SELECT CAST(SYSUTCDATETIME() AS datetime2(0)) AS now_utc) AS n
  CROSS JOIN (SELECT CASE WHEN ISJSON(@answer) = 1 THEN @answer ELSE N'{}' END AS document) AS d
  CROSS APPLY (
    SELECT
      JSON_VALUE(d.document, '$.stage') COLLATE Latin1_General_100_BIN2 AS stage,
      JSON_VALUE(d.document, '$.status') COLLATE Latin1_General_100_BIN2 AS status,
      JSON_VALUE(d.document, '$.retry') COLLATE Latin1_General_100_BIN2 AS retry,
      JSON_VALUE(d.document, '$.wait_seconds') COLLATE Latin1_General_100_BIN2 AS wait_seconds,
      JSON_VALUE(d.document, '$.stage_seconds') COLLATE Latin1_General_100_BIN2 AS stage_seconds,
      JSON_VALUE(d.document, '$.state') COLLATE Latin1_General_100_BIN2 AS state,
      JSON_VALUE(d.document, '$.error_code') COLLATE Latin1_General_100_BIN2 AS error_code,
      JSON_VALUE(d.document, '$.error_message') COLLATE Latin1_General_100_BIN2 AS error_message,
      JSON_VALUE(d.document, '$.databricks_run_id') COLLATE Latin1_General_100_BIN2 AS databricks_run_id,
      JSON_VALUE(d.document, '$.mlflow_run_id') COLLATE Latin1_General_100_BIN2 AS mlflow_run_id,
      JSON_VALUE(d.document, '$.model_version') COLLATE Latin1_General_100_BIN2 AS model_version,
      JSON_VALUE(d.document, '$.dataset_import_arn') COLLATE Latin1_General_100_BIN2 AS dataset_import_arn,
      JSON_VALUE(d.document, '$.predictor_arn') COLLATE Latin1_General_100_BIN2 AS predictor_arn,
      JSON_VALUE(d.document, '$.forecast_arn') COLLATE Latin1_General_100_BIN2 AS forecast_arn,
      JSON_VALUE(d.document, '$.export_arn') COLLATE Latin1_General_100_BIN2 AS export_arn,
      JSON_VALUE(d.document, '$.input_checksum') COLLATE Latin1_General_100_BIN2 AS input_checksum,
      JSON_VALUE(d.document, '$.git_commit') COLLATE Latin1_General_100_BIN2 AS git_commit
  ) AS j
  LEFT JOIN mlops.stage AS s ON s.backend = r.backend AND s.stage = j.stage
  INNER JOIN mlops.stage AS last_stage ON last_stage.backend = r.backend AND last_stage.stage = N'load'
  CROSS APPLY (
    SELECT CASE
      WHEN ISJSON(@answer) IS NULL OR ISJSON(@answer) = 0 THEN N'is not JSON'
      WHEN j.stage IS NULL THEN N'lacks the field stage'
      WHEN j.status IS NULL THEN N'lacks the field status'
      WHEN s.position IS NULL THEN N'names a stage that its backend does not have'
      WHEN s.position < r.stage_position THEN CONCAT(N'goes backwards from stage ', r.stage)
      WHEN j.status NOT IN (N'waiting', N'advance', N'succeeded', N'failed') THEN N'has an unknown status'
      WHEN s.position = last_stage.position AND j.status IN (N'waiting', N'advance') THEN N'is in stage load before it succeeded'
      WHEN j.status <> N'failed' AND j.state IS NULL THEN N'lacks the field state, or it is longer than 4000 characters'
      WHEN j.status = N'failed' AND j.error_code IS NULL THEN N'lacks the field error_code'
      WHEN j.status = N'failed' AND j.retry IS NULL THEN N'lacks the field retry'
      WHEN j.retry NOT IN (N'never', N'soon', N'quota') THEN N'has an unknown retry'
      WHEN
        CONCAT(REPLACE(TRANSLATE(j.wait_seconds, '0123456789', '0000000000'), '0', ''), N'.') <> N'.'
        OR LEN(j.wait_seconds) NOT BETWEEN 1 AND 8
        THEN N'has a wait_seconds that is no whole number of seconds'
      WHEN
        CONCAT(REPLACE(TRANSLATE(j.stage_seconds, '0123456789', '0000000000'), '0', ''), N'.') <> N'.'
        OR LEN(j.stage_seconds) NOT BETWEEN 1 AND 8
        THEN N'has a stage_seconds that is no whole number of seconds'
    END AS problem
  ) AS p
  CROSS APPLY (
    SELECT CASE
      WHEN p.problem IS NOT NULL THEN N'bad'
      WHEN j.status = N'failed' AND j.retry IN (N'soon', N'quota') THEN N'again'
      ELSE j.status
    END AS outcome
  ) AS o
  CROSS APPLY (
    SELECT
      CASE
        WHEN o.outcome IN (N'waiting', N'again') THEN N'waiting'
        WHEN o.outcome IN (N'advance', N'succeeded') THEN N'queued'
        ELSE N'failed'
      END AS to_status,
      CASE o.outcome WHEN N'bad' THEN r.stage WHEN N'succeeded' THEN N'load' ELSE j.stage END AS to_stage,
      CASE o.outcome
        WHEN N'bad' THEN r.stage_position
        WHEN N'succeeded' THEN last_stage.position
        ELSE s.position
      END AS to_position,
      CAST(CASE WHEN o.outcome <> N'bad' THEN j.wait_seconds END AS int) AS given_wait_seconds,
      CAST(CASE WHEN o.outcome <> N'bad' THEN j.stage_seconds END AS int) AS given_stage_seconds,
      CASE WHEN o.outcome = N'bad' THEN N'never' ELSE j.retry END AS given_retry
  ) AS t
  OUTER APPLY (
    SELECT m.stage_seconds AS usual_seconds
    FROM (
      SELECT
        l.stage_seconds,
        ROW_NUMBER() OVER (ORDER BY l.stage_seconds, l.event_id) AS place,
        COUNT(*) OVER () AS total
      FROM (
        SELECT TOP (15) e.stage_seconds, e.event_id
        FROM mlops.run_event AS e
        WHERE e.forecast = r.forecast AND e.from_stage = t.to_stage AND e.stage_seconds IS NOT NULL
        ORDER BY e.event_id DESC
      ) AS l
    ) AS m
    WHERE m.place = (m.total + 1) / 2
  ) AS u
  CROSS APPLY (
    SELECT CASE
      WHEN t.to_status <> N'waiting' THEN NULL
      WHEN t.given_wait_seconds IS NOT NULL THEN DATEADD(second, t.given_wait_seconds, n.now_utc)
      WHEN o.outcome = N'again' AND t.given_retry = N'quota' THEN
        DATEADD(minute, CASE r.attempt WHEN 0 THEN 15 WHEN 1 THEN 30 ELSE 60 END, n.now_utc)
      WHEN o.outcome = N'again' THEN
        DATEADD(minute, CASE r.attempt WHEN 0 THEN 5 WHEN 1 THEN 10 WHEN 2 THEN 20 WHEN 3 THEN 40 ELSE 60 END, n.now_utc)
      WHEN u.usual_seconds IS NULL OR t.given_retry = N'soon' THEN DATEADD(minute, 10, n.now_utc)
      WHEN t.to_position <> r.stage_position THEN DATEADD(second, u.usual_seconds, n.now_utc)
      ELSE GREATEST(DATEADD(second, u.usual_seconds, r.stage_entered_at), DATEADD(minute, 5, n.now_utc))
    END AS next_at
  ) AS w
  WHERE r.run_id = @run_id
) AS a
WHERE
  run_id = a.answered_run
  AND step = a.answered_step
  AND CONCAT(LOWER(CAST(run_id AS nvarchar(36))), N'-', step) = @step_id
  AND status = N'running';

INSERT INTO mlops.run_event (
  run_id, forecast, step_id, statement, occurred_at,
  from_status, to_status, from_stage, to_stage, stage_seconds, source, message
)
SELECT
  r.run_id, r.forecast, r.changed_step, r.changed_by, r.changed_at,
  r.previous_status, r.status, r.previous_stage, r.stage, r.stage_seconds, N'job', CASE WHEN r.error_code IS NOT NULL THEN LEFT(CONCAT(r.error_code, N': ', r.error_message), 2000) END
FROM mlops.run AS r
WHERE
  r.run_id = @run_id
  AND r.changed_step = @step_id
  AND r.changed_by = N'record'
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
LEFT JOIN mlops.run_event AS e ON e.run_id = r.run_id AND e.step_id = @step_id AND e.statement = N'record'
WHERE r.run_id = @run_id;
