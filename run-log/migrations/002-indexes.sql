-- The indexes of the run log. The first makes it impossible that two runs hold one forecast at once.
CREATE UNIQUE INDEX ux_run_active_forecast ON mlops.run (forecast)
WHERE status IN (N'queued', N'running', N'waiting');

-- A factory run holds one run at most.
CREATE UNIQUE INDEX ux_run_active_lease_owner ON mlops.run (lease_owner)
WHERE status IN (N'queued', N'running', N'waiting');

-- The last run of a factory run: decide and close.
CREATE INDEX ix_run_lease_owner ON mlops.run (lease_owner, started_at);

-- What a statement has just changed: the source of its event.
CREATE INDEX ix_run_changed_step ON mlops.run (changed_step);

-- The last starts of a forecast: overdue.
CREATE INDEX ix_run_started_at ON mlops.run (forecast, started_at);

CREATE INDEX ix_run_event_run ON mlops.run_event (run_id, event_id);

-- How long a stage usually takes.
CREATE INDEX ix_run_event_stage_seconds ON mlops.run_event (forecast, from_stage, event_id)
INCLUDE (stage_seconds)
WHERE stage_seconds IS NOT NULL;

CREATE INDEX ix_approval_model ON mlops.approval (forecast, model_version, approval_id);
