"""The forecasting side of forecast-platform."""
