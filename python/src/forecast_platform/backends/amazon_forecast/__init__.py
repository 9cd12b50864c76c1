"""The backend `amazon-forecast`: the service works, and a step only looks how far it has come.

    import ─► train ─► forecast ─► export ─► collect

A step makes every call that can be made now and ends; the run waits without a job for as long as the
service says that it needs.
https://docs.aws.amazon.com/forecast/latest/dg/what-is-forecast.html
"""

from forecast_platform.backends.amazon_forecast.backend import AmazonForecast, create

__all__ = ["AmazonForecast", "create"]
