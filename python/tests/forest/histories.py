"""Small histories in which everything is known."""

import numpy as np
import pandas as pd


def make(frequency: str, periods: int, items: int = 1, seed: int = 0) -> pd.DataFrame:
    """Return a seasonal history with noise, from 2020-01-06 (a Monday) or 2020-01-01."""
    random = np.random.default_rng(seed)
    rule = {"H": "h", "D": "D", "W": "W-MON", "M": "MS"}[frequency]
    season = {"H": 24, "D": 7, "W": 52, "M": 12}[frequency]
    stamps = pd.date_range("2020-01-01" if frequency == "M" else "2020-01-06", periods=periods, freq=rule)
    step = np.arange(periods)
    frames = [
        pd.DataFrame(
            {
                "item_id": f"item{code}",
                "timestamp": stamps,
                "target_value": (10.0**code)
                * (10 + 5 * np.sin(2 * np.pi * step / season) + random.normal(0, 1, periods)),
            }
        )
        for code in range(items)
    ]
    return pd.concat(frames, ignore_index=True)
