-- Writes that a run's results are in the table, which makes the run succeeded.
-- Parameters: @run_id uniqueidentifier, @step_id nvarchar(100), @rows_loaded int
THROW 50001, N'RUN_LOG_STATEMENT_NOT_BUILT: the statement "load-done" of the run log is not part of this version', 1;
