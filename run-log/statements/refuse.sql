-- Writes that a person refuses a model version: from then on it counts as not approved.
-- Parameters: @forecast nvarchar(31), @model_version nvarchar(20), @decided_by nvarchar(128), @factory_run_id uniqueidentifier
INSERT INTO mlops.approval (forecast, model_version, decision, decided_by, decided_at, factory_run_id)
SELECT @forecast, @model_version, N'refused', @decided_by, CAST(SYSUTCDATETIME() AS datetime2(0)), @factory_run_id
FROM (SELECT 1 AS one) AS always
WHERE NOT EXISTS (
  SELECT 1 AS found
  FROM mlops.approval AS a
  WHERE a.factory_run_id = @factory_run_id
);

SELECT
  a.forecast,
  a.model_version,
  a.decision,
  a.decided_by,
  a.decided_at,
  f.promote_job_id AS job_id,
  CONCAT(
    N'{"forecast":"', a.forecast,
    N'","model_version":"', STRING_ESCAPE(a.model_version, 'json'),
    N'","decision":"', a.decision,
    N'","decided_by":"', STRING_ESCAPE(a.decided_by, 'json'),
    N'","decided_at":"', CONVERT(nvarchar(19), a.decided_at, 126),
    N'Z"}'
  ) AS job_parameters
FROM mlops.approval AS a
INNER JOIN mlops.forecast AS f ON f.forecast = a.forecast
WHERE a.factory_run_id = @factory_run_id;
