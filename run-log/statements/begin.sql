-- Marks a step as begun and prolongs the lease until its job must have ended.
-- Parameters: @run_id uniqueidentifier, @step_id nvarchar(100)
THROW 50001, N'RUN_LOG_STATEMENT_NOT_BUILT: the statement "begin" of the run log is not part of this version', 1;
