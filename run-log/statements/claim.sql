-- Takes the run of a forecast and period for the caller, or says who holds it.
-- Parameters: @forecast nvarchar(31), @period datetime2(0) UTC, @lease_owner uniqueidentifier
THROW 50001, N'RUN_LOG_STATEMENT_NOT_BUILT: the statement "claim" of the run log is not part of this version', 1;
