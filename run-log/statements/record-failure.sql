-- Writes that a step failed without an answer.
-- Parameters: @run_id uniqueidentifier, @step_id nvarchar(100), @error_message nvarchar(max)
THROW 50001, N'RUN_LOG_STATEMENT_NOT_BUILT: the statement "record-failure" of the run log is not part of this version', 1;
