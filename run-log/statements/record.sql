-- Writes what a step's job answered.
-- Parameters: @run_id uniqueidentifier, @step_id nvarchar(100), @answer nvarchar(max) JSON
THROW 50001, N'RUN_LOG_STATEMENT_NOT_BUILT: the statement "record" of the run log is not part of this version', 1;
