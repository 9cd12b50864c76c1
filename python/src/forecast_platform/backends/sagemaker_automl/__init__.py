"""The backend `sagemaker-automl`: what AWS names as the successor of Amazon Forecast, through its API.

    stage-data ─► train (AutoML job) ─► predict (model, batch transform) ─► collect

A thin one: the same interface and the same parts as Amazon Forecast's, and never run against the live
service (docs/assumptions.md).
https://docs.aws.amazon.com/sagemaker/latest/dg/autopilot-create-experiment-timeseries-forecasting.html
"""

from forecast_platform.backends.sagemaker_automl.backend import SageMakerAutoML, create

__all__ = ["SageMakerAutoML", "create"]
