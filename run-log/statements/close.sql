-- Ends an own run past its deadline, and returns how the caller's run stands.
-- Parameters: @lease_owner uniqueidentifier
THROW 50001, N'RUN_LOG_STATEMENT_NOT_BUILT: the statement "close" of the run log is not part of this version', 1;
