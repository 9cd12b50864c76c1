-- The tables of the run log. All times are UTC unless a comment says otherwise.
-- Every text carries one binary collation: case matters everywhere, and no two collations ever meet.

-- The stages of each backend, in order; the same as STAGES in contract.ts. Key: (backend, stage).
CREATE TABLE mlops.stage (
  backend nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
  stage nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
  position smallint NOT NULL,                                                        -- from 1; the last one is always "load"
  CONSTRAINT pk_stage PRIMARY KEY (backend, stage),
  CONSTRAINT uq_stage_position UNIQUE (backend, position),
  CONSTRAINT uq_stage_place UNIQUE (backend, stage, position)
);

INSERT INTO mlops.stage (backend, stage, position)
VALUES
  (N'amazon-forecast', N'import', 1),
  (N'amazon-forecast', N'train', 2),
  (N'amazon-forecast', N'forecast', 3),
  (N'amazon-forecast', N'export', 4),
  (N'amazon-forecast', N'collect', 5),
  (N'amazon-forecast', N'load', 6),
  (N'sagemaker-automl', N'stage-data', 1),
  (N'sagemaker-automl', N'train', 2),
  (N'sagemaker-automl', N'predict', 3),
  (N'sagemaker-automl', N'collect', 4),
  (N'sagemaker-automl', N'load', 5),
  (N'random-forest', N'train', 1),
  (N'random-forest', N'validate', 2),
  (N'random-forest', N'predict', 3),
  (N'random-forest', N'load', 4);

-- One row a configured forecast, kept equal to the settings by sync-forecasts. Key: forecast.
CREATE TABLE mlops.forecast (
  forecast nvarchar(31) COLLATE Latin1_General_100_BIN2 NOT NULL,                    -- its name in the settings
  backend nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
  frequency nvarchar(1) COLLATE Latin1_General_100_BIN2 NOT NULL,                    -- length of a step: hour, day, week, month
  deadline_minutes int NOT NULL,                                                     -- from the start of a run; later it fails
  retrain_after_minutes int NOT NULL,                                                -- age at which a model is trained again
  max_gap_minutes int NOT NULL,                                                      -- between the starts of two runs; more is overdue
  job_timeout_minutes int NOT NULL,                                                  -- longest time of a step's job activity
  approval nvarchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL,                    -- whether a person approves a model
  advance_job_id nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,              -- Databricks job that takes a step
  promote_job_id nvarchar(20) COLLATE Latin1_General_100_BIN2 NULL,                  -- Databricks job that promotes; null: no such job
  enabled smallint NOT NULL,                                                         -- 0: no longer in the settings, nothing new starts
  configured_at datetime2(0) NOT NULL,                                               -- first time in the settings, or back in them
  CONSTRAINT pk_forecast PRIMARY KEY (forecast),
  CONSTRAINT ck_forecast_backend CHECK (backend IN (N'amazon-forecast', N'sagemaker-automl', N'random-forest')),
  CONSTRAINT ck_forecast_frequency CHECK (frequency IN (N'H', N'D', N'W', N'M')),
  CONSTRAINT ck_forecast_approval CHECK (approval IN (N'none', N'required')),
  CONSTRAINT ck_forecast_enabled CHECK (enabled IN (0, 1)),
  CONSTRAINT ck_forecast_minutes CHECK (
    deadline_minutes > 0 AND retrain_after_minutes > 0 AND max_gap_minutes > 0 AND job_timeout_minutes > 0
  )
);

-- One row a run. Keys: run_id; (forecast, period), so that a period is forecast once.
-- The columns previous_* and changed_* tell of the last change: the checks below read them, and
-- each statement copies them into run_event.
CREATE TABLE mlops.run (
  run_id uniqueidentifier NOT NULL,
  forecast nvarchar(31) COLLATE Latin1_General_100_BIN2 NOT NULL,
  period datetime2(0) NOT NULL,                                                      -- first step that is forecast, in the forecast's time zone
  backend nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
  stage nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,                       -- how far the backend has come
  stage_position smallint NOT NULL,                                                  -- of the stage, from 1
  stage_entered_at datetime2(0) NOT NULL,
  status nvarchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
  step int NOT NULL,                                                                 -- number of the step that is due or begun, from 1
  step_begun_at datetime2(0) NULL,                                                   -- null: the step has not begun
  attempt int NOT NULL,                                                              -- failures in a row
  wait_until datetime2(0) NULL,                                                      -- null: not waiting
  lease_owner uniqueidentifier NOT NULL,                                             -- factory run that holds the run, or held it last
  lease_expires_at datetime2(0) NOT NULL,                                            -- from then on another may take it over
  started_at datetime2(0) NOT NULL,
  deadline_at datetime2(0) NOT NULL,
  ended_at datetime2(0) NULL,                                                        -- null: not ended
  state nvarchar(4000) COLLATE Latin1_General_100_BIN2 NULL,                         -- JSON owned by the backend; null: no job has answered
  retry nvarchar(5) COLLATE Latin1_General_100_BIN2 NULL,                            -- never, soon or quota, as last answered; null: none
  error_code nvarchar(60) COLLATE Latin1_General_100_BIN2 NULL,                      -- last error; null: none since the last success
  error_message nvarchar(2000) COLLATE Latin1_General_100_BIN2 NULL,                 -- of the last error
  cancelled_by nvarchar(128) COLLATE Latin1_General_100_BIN2 NULL,                   -- who cancelled; null: not cancelled
  rows_loaded int NULL,                                                              -- rows of forecast_result; null: not loaded
  factory_run_id uniqueidentifier NOT NULL,                                          -- factory run that started the run
  databricks_run_id nvarchar(20) COLLATE Latin1_General_100_BIN2 NULL,               -- of the last answer; null: not told (as the next ones)
  mlflow_run_id nvarchar(40) COLLATE Latin1_General_100_BIN2 NULL,
  model_version nvarchar(20) COLLATE Latin1_General_100_BIN2 NULL,
  dataset_import_arn nvarchar(300) COLLATE Latin1_General_100_BIN2 NULL,
  predictor_arn nvarchar(300) COLLATE Latin1_General_100_BIN2 NULL,
  forecast_arn nvarchar(300) COLLATE Latin1_General_100_BIN2 NULL,
  export_arn nvarchar(300) COLLATE Latin1_General_100_BIN2 NULL,
  input_checksum nvarchar(128) COLLATE Latin1_General_100_BIN2 NULL,
  git_commit nvarchar(40) COLLATE Latin1_General_100_BIN2 NULL,
  previous_status nvarchar(10) COLLATE Latin1_General_100_BIN2 NULL,                 -- before the last change; null: the run is new
  previous_stage nvarchar(20) COLLATE Latin1_General_100_BIN2 NULL,
  previous_stage_position smallint NULL,
  stage_seconds int NULL,                                                            -- how long previous_stage took; null: it was not left
  changed_at datetime2(0) NOT NULL,
  changed_step nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,               -- step_id of the statement that made the last change
  changed_by nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,                  -- that statement
  CONSTRAINT pk_run PRIMARY KEY (run_id),
  CONSTRAINT uq_run_period UNIQUE (forecast, period),
  CONSTRAINT fk_run_forecast FOREIGN KEY (forecast) REFERENCES mlops.forecast (forecast),
  CONSTRAINT fk_run_stage FOREIGN KEY (backend, stage, stage_position) REFERENCES mlops.stage (backend, stage, position),
  CONSTRAINT ck_run_status CHECK (status IN (N'queued', N'running', N'waiting', N'succeeded', N'failed', N'cancelled')),
  CONSTRAINT ck_run_transition CHECK (
    (previous_status IS NULL AND status = N'queued')
    OR (previous_status IS NOT NULL AND (
      (previous_status = N'queued' AND status IN (N'queued', N'running', N'failed', N'cancelled'))
      OR (previous_status = N'running' AND status IN (N'running', N'queued', N'waiting', N'succeeded', N'failed', N'cancelled'))
      OR (previous_status = N'waiting' AND status IN (N'waiting', N'running', N'failed', N'cancelled'))
      OR (previous_status = N'failed' AND status = N'queued')
      OR (previous_status = N'cancelled' AND status = N'queued')
    ))
  ),
  CONSTRAINT ck_run_stage_forward CHECK (
    previous_stage_position IS NULL
    OR previous_stage_position <= stage_position
    OR previous_status IN (N'failed', N'cancelled')
  ),
  CONSTRAINT ck_run_step_begun CHECK (
    (status = N'running' AND step_begun_at IS NOT NULL) OR (status <> N'running' AND step_begun_at IS NULL)
  ),
  CONSTRAINT ck_run_waiting CHECK (
    (status = N'waiting' AND wait_until IS NOT NULL) OR (status <> N'waiting' AND wait_until IS NULL)
  ),
  CONSTRAINT ck_run_ended CHECK (
    (status IN (N'succeeded', N'failed', N'cancelled') AND ended_at IS NOT NULL)
    OR (status IN (N'queued', N'running', N'waiting') AND ended_at IS NULL)
  ),
  CONSTRAINT ck_run_succeeded CHECK (
    status <> N'succeeded' OR (stage = N'load' AND error_code IS NULL AND rows_loaded IS NOT NULL AND rows_loaded >= 0)
  ),
  CONSTRAINT ck_run_failed CHECK (status <> N'failed' OR error_code IS NOT NULL),
  CONSTRAINT ck_run_cancelled CHECK (
    (status = N'cancelled' AND cancelled_by IS NOT NULL) OR (status <> N'cancelled' AND cancelled_by IS NULL)
  ),
  CONSTRAINT ck_run_retry CHECK (retry IN (N'never', N'soon', N'quota'))
);

-- Every change of a status or stage and every claim, appended only. Key: event_id; (step_id, statement).
CREATE TABLE mlops.run_event (
  event_id bigint IDENTITY(1, 1) NOT NULL,
  run_id uniqueidentifier NOT NULL,
  forecast nvarchar(31) COLLATE Latin1_General_100_BIN2 NOT NULL,
  step_id nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,                    -- run id and step number, or the factory run's id
  statement nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,                   -- what wrote it
  occurred_at datetime2(0) NOT NULL,
  from_status nvarchar(10) COLLATE Latin1_General_100_BIN2 NULL,                     -- null: the run is new
  to_status nvarchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
  from_stage nvarchar(20) COLLATE Latin1_General_100_BIN2 NULL,                      -- null: the run is new
  to_stage nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
  stage_seconds int NULL,                                                            -- how long from_stage took; null: it was not left
  source nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,                     -- factory, job, or the person who decided
  message nvarchar(2000) COLLATE Latin1_General_100_BIN2 NULL,                       -- null: nothing to add
  CONSTRAINT pk_run_event PRIMARY KEY (event_id),
  CONSTRAINT uq_run_event_step UNIQUE (step_id, statement),
  CONSTRAINT fk_run_event_run FOREIGN KEY (run_id) REFERENCES mlops.run (run_id),
  CONSTRAINT ck_run_event_transition CHECK (
    (from_status IS NULL AND to_status = N'queued')
    OR (from_status IS NOT NULL AND (
      (from_status = N'queued' AND to_status IN (N'queued', N'running', N'failed', N'cancelled'))
      OR (from_status = N'running' AND to_status IN (N'running', N'queued', N'waiting', N'succeeded', N'failed', N'cancelled'))
      OR (from_status = N'waiting' AND to_status IN (N'waiting', N'running', N'failed', N'cancelled'))
      OR (from_status = N'failed' AND to_status = N'queued')
      OR (from_status = N'cancelled' AND to_status = N'queued')
    ))
  )
);

-- What was forecast. Key: all but value.
CREATE TABLE mlops.forecast_result (
  run_id uniqueidentifier NOT NULL,
  item_id nvarchar(256) COLLATE Latin1_General_100_BIN2 NOT NULL,
  [timestamp] datetime2(0) NOT NULL,                                                 -- the step, in the forecast's time zone
  quantile decimal(3, 2) NOT NULL,                                                   -- from 0.01 to 0.99
  [value] double precision NOT NULL,                                                 -- in the unit of the input
  CONSTRAINT pk_forecast_result PRIMARY KEY (run_id, item_id, [timestamp], quantile),
  CONSTRAINT fk_forecast_result_run FOREIGN KEY (run_id) REFERENCES mlops.run (run_id),
  CONSTRAINT ck_forecast_result_quantile CHECK (quantile >= 0.01 AND quantile <= 0.99)
);

-- Who approved or refused which model version. Key: approval_id; factory_run_id.
CREATE TABLE mlops.approval (
  approval_id bigint IDENTITY(1, 1) NOT NULL,
  forecast nvarchar(31) COLLATE Latin1_General_100_BIN2 NOT NULL,
  model_version nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
  decision nvarchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
  decided_by nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
  decided_at datetime2(0) NOT NULL,
  factory_run_id uniqueidentifier NOT NULL,                                          -- run of approve-model
  CONSTRAINT pk_approval PRIMARY KEY (approval_id),
  CONSTRAINT uq_approval_factory_run UNIQUE (factory_run_id),
  CONSTRAINT fk_approval_forecast FOREIGN KEY (forecast) REFERENCES mlops.forecast (forecast),
  CONSTRAINT ck_approval_decision CHECK (decision IN (N'approved', N'refused'))
);
