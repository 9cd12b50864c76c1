"""The accuracy of groups of items together."""

from collections.abc import Sequence

import numpy as np

from forecast_platform.accuracy.report import Window


def pooled(parts: Sequence[Window]) -> Window:
    """Return the accuracy over all groups on one window: what `score` would say of them as one.

    Args:
        parts: of the same window, at least one; their groups share no item.

    """
    if len(parts) == 1:
        return parts[0]
    sizes = [part.size for part in parts]
    wql = {level: _mean([part.wql[level] for part in parts], sizes) for level in parts[0].wql}
    baseline = {level: _mean([part.baseline[level] for part in parts], sizes) for level in parts[0].baseline}
    counts = [part.count for part in parts]
    return Window(
        start=parts[0].start,
        count=sum(counts),
        items=sum(part.items for part in parts),
        size=sum(sizes),
        rmse=float(np.sqrt(_mean([part.rmse**2 for part in parts], counts))),
        wape=_mean([part.wape for part in parts], sizes),
        mase=_mean([part.mase for part in parts], [part.items for part in parts]),
        wql=wql,
        baseline=baseline,
        naive=_mean([part.naive for part in parts], sizes),
        ratio=ratio(wql, baseline),
    )


def ratio(wql: dict[str, float], baseline: dict[str, float]) -> float:
    """Return mean wql / mean baseline wql; NaN where one of them is zero or NaN."""
    own, other = (float(np.mean(list(losses.values()))) for losses in (wql, baseline))
    return own / other if own > 0 and other > 0 else float("nan")


def _mean(values: Sequence[float], weights: Sequence[float]) -> float:
    """Return the weighted mean, NaN left out."""
    value, weight = np.array(values, dtype=np.float64), np.array(weights, dtype=np.float64)
    known = np.isfinite(value) & (weight > 0)
    return float(np.average(value[known], weights=weight[known])) if known.any() else float("nan")
