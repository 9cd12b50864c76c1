-- Makes the rows of mlops.forecast equal to the settings: a JSON array of at most 1000 forecasts.
-- Parameters: @forecasts nvarchar(max) JSON
--
-- A forecast that is no longer there is kept with enabled = 0, since its runs are.
MERGE mlops.forecast WITH (HOLDLOCK) AS t
USING (
  SELECT
    JSON_VALUE(@forecasts, CONCAT('$[', i.n, '].forecast')) COLLATE Latin1_General_100_BIN2 AS forecast,
    JSON_VALUE(@forecasts, CONCAT('$[', i.n, '].backend')) COLLATE Latin1_General_100_BIN2 AS backend,
    JSON_VALUE(@forecasts, CONCAT('$[', i.n, '].frequency')) COLLATE Latin1_General_100_BIN2 AS frequency,
    CAST(JSON_VALUE(@forecasts, CONCAT('$[', i.n, '].deadline_minutes')) AS int) AS deadline_minutes,
    CAST(JSON_VALUE(@forecasts, CONCAT('$[', i.n, '].retrain_after_minutes')) AS int) AS retrain_after_minutes,
    CAST(JSON_VALUE(@forecasts, CONCAT('$[', i.n, '].max_gap_minutes')) AS int) AS max_gap_minutes,
    CAST(JSON_VALUE(@forecasts, CONCAT('$[', i.n, '].job_timeout_minutes')) AS int) AS job_timeout_minutes,
    JSON_VALUE(@forecasts, CONCAT('$[', i.n, '].approval')) COLLATE Latin1_General_100_BIN2 AS approval,
    JSON_VALUE(@forecasts, CONCAT('$[', i.n, '].advance_job_id')) AS advance_job_id,
    JSON_VALUE(@forecasts, CONCAT('$[', i.n, '].promote_job_id')) AS promote_job_id
  FROM (
    SELECT a.n + 10 * b.n + 100 * c.n AS n
    FROM (VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) AS a (n)
    CROSS JOIN (VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) AS b (n)
    CROSS JOIN (VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) AS c (n)
  ) AS i
  WHERE JSON_VALUE(@forecasts, CONCAT('$[', i.n, '].forecast')) IS NOT NULL
) AS s
ON t.forecast = s.forecast
WHEN MATCHED THEN UPDATE SET
  backend = s.backend,
  frequency = s.frequency,
  deadline_minutes = s.deadline_minutes,
  retrain_after_minutes = s.retrain_after_minutes,
  max_gap_minutes = s.max_gap_minutes,
  job_timeout_minutes = s.job_timeout_minutes,
  approval = s.approval,
  advance_job_id = s.advance_job_id,
  promote_job_id = s.promote_job_id,
  configured_at = CASE WHEN t.enabled = 1 THEN t.configured_at ELSE CAST(SYSUTCDATETIME() AS datetime2(0)) END,
  enabled = 1
WHEN NOT MATCHED THEN INSERT (
  forecast, backend, frequency, deadline_minutes, retrain_after_minutes, max_gap_minutes,
  job_timeout_minutes, approval, advance_job_id, promote_job_id, enabled, configured_at
) VALUES (
  s.forecast, s.backend, s.frequency, s.deadline_minutes, s.retrain_after_minutes, s.max_gap_minutes,
  s.job_timeout_minutes, s.approval, s.advance_job_id, s.promote_job_id, 1, CAST(SYSUTCDATETIME() AS datetime2(0))
)
WHEN NOT MATCHED BY SOURCE AND t.enabled = 1 THEN UPDATE SET enabled = 0;

SELECT SUM(CAST(f.enabled AS int)) AS enabled, COUNT(*) AS total
FROM mlops.forecast AS f;
