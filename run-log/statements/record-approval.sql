-- Writes that a person approves or refuses a model version, and returns the promotion job of an approved one.
-- A version that is refused counts as not approved from then on.
-- Parameters: @forecast nvarchar(31), @model_version nvarchar(20), @decision nvarchar(10), @decided_by nvarchar(128), @factory_run_id uniqueidentifier
INSERT INTO mlops.approval (forecast, model_version, decision, decided_by, decided_at, factory_run_id)
SELECT
  f.forecast, @model_version, @decision, @decided_by, CAST(SYSUTCDATETIME() AS datetime2(0)), @factory_run_id
FROM mlops.forecast AS f
WHERE
  f.forecast = @forecast
  AND f.promote_job_id IS NOT NULL
  AND @model_version <> N''
  AND @decision COLLATE Latin1_General_100_BIN2 IN (N'approved', N'refused')
  AND @decided_by <> N''
  AND NOT EXISTS (
    SELECT 1 AS found
    FROM mlops.approval AS a
    WHERE a.factory_run_id = @factory_run_id
  );

SELECT
  o.forecast,
  a.model_version,
  a.decision,
  a.decided_by,
  a.decided_at,
  CASE WHEN a.approval_id IS NULL THEN 0 ELSE 1 END AS done,
  CASE
    WHEN a.approval_id IS NOT NULL THEN a.decision
    WHEN f.forecast IS NULL THEN CONCAT(N'there is no forecast ', o.forecast)
    WHEN f.promote_job_id IS NULL THEN CONCAT(N'the backend ', f.backend, N' of ', o.forecast, N' has no models to approve')
    WHEN @model_version = N'' THEN N'modelVersion is empty: give the number of a version'
    WHEN @decided_by = N'' THEN N'decidedBy is empty: give who decides'
    ELSE CONCAT(N'decision is approved or refused, not ', @decision)
  END AS reason,
  CASE WHEN a.decision = N'approved' THEN f.promote_job_id ELSE N'' END AS job_id,
  CASE WHEN a.decision = N'approved' THEN CONCAT(
    N'{"forecast":"', a.forecast,
    N'","model_version":"', STRING_ESCAPE(a.model_version, 'json'),
    N'","decision":"', a.decision,
    N'","decided_by":"', STRING_ESCAPE(a.decided_by, 'json'),
    N'","decided_at":"', CONVERT(nvarchar(19), a.decided_at, 126),
    N'Z"}'
  ) ELSE N'' END AS job_parameters
FROM (SELECT @forecast AS forecast) AS o
LEFT JOIN mlops.forecast AS f ON f.forecast = o.forecast
LEFT JOIN mlops.approval AS a ON a.factory_run_id = @factory_run_id;
