"""What an indicator is computed from, and the registry of indicators: one file in `indicators/` for each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dukou.clusters.core.derived import Derived
from dukou.clusters.core.evidence import ClusterClaims
from dukou.clusters.core.total import Total
from dukou.kit.core.labels import Label
from dukou.kit.core.registry import Registry


@dataclass(frozen=True, slots=True)
class Scene:
    """A cluster among all: its claims, the district's total of the latest year and of the year before (None where there is none)."""

    cluster: ClusterClaims
    total: Total | None = None
    total_before: Total | None = None


Compute = Callable[[Scene], Sequence[Derived]]


@dataclass(frozen=True, slots=True)
class Indicator:
    """One sort of computed figure. `about` is its rule in words; `compute` gives every figure of this sort for a cluster."""

    key: str
    label: Label
    about: Label
    compute: Compute


INDICATORS: Registry[Indicator] = Registry("indicator")


def indicator(key: str, label: Label, about: Label) -> Callable[[Compute], Compute]:
    """Register the decorated function as an indicator."""

    def registered(compute: Compute) -> Compute:
        INDICATORS.add(key, Indicator(key, label, about, compute))
        return compute

    return registered
