"""Charts of standings. What is open-ended, undated, expected or reckoned back is drawn differently and said in words beside it."""

from __future__ import annotations

from dukou.clusters.charts.baselines import against_baselines
from dukou.clusters.charts.overview import overview
from dukou.clusters.charts.years import by_year

__all__ = ["against_baselines", "by_year", "overview"]
