"""The engines that make forecasts."""
