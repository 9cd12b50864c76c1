-- What run-watch has to look at, the longest overdue first.
SELECT
  o.kind,
  o.forecast,
  o.run_id,
  CONVERT(nvarchar(19), o.period, 126) AS period,
  o.lease_owner,
  o.overdue_minutes
FROM mlops.overdue AS o
ORDER BY o.overdue_minutes DESC;
