"""Where clusters stand, as JSON doors tell it: the types of the `as_dict` of a district and of all that is in it."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from dukou.clusters.core.lights import BaselineKind, Light
from dukou.clusters.core.targets import Reached
from dukou.figures.core.operators import Operator
from dukou.figures.core.told import ClaimTold
from dukou.kit.core.told import Exact, Told, Words


class NumberTold(Told):
    """A number and what it can really be (`low` to `high`; null: unbounded). Null with `why` where there is none."""

    operator: Operator | None
    value: Exact | None
    low: Exact | None = None
    high: Exact | None = None
    unit: str | None
    why: Words | None = None


class InputTold(Told):
    """What a figure was computed from: a claim by its reference, or a computed figure by its key."""

    claim: str | None = None
    figure: str | None = None


class ComputedTold(NumberTold):
    """A computed figure, by what and from what."""

    key: str
    label: Words
    period: str | None
    formula: Words
    inputs: list[InputTold]
    notes: list[Words]


# told apart by what only they have: a claim has its reference, a computed figure its key
FigureTold = Annotated[ClaimTold | ComputedTold | NumberTold, Field(union_mode="left_to_right")]


class GrowthTold(Told):
    """A growth with its base and its scope."""

    figure: FigureTold
    base: FigureTold
    scope: Words | None


class RuleBookTold(Told):
    """The version of the rule book that gave a light."""

    book: str
    version: str
    sha256: str


class LightTold(Told):
    """A light; `between`: the lights between which it is undecided. `leaf`: the row of the rule book that decided, or those possible."""

    light: Light
    words: Words
    between: list[Light]
    why: Words | None
    rule_book: RuleBookTold | None
    leaf: Words | None


class BaselineTold(LightTold):
    """The share of the year that a baseline expects by now, the gap to it in points, and the light."""

    baseline: BaselineKind
    label: Words
    expected: ComputedTold
    gap: ComputedTold


class ProgressTold(LightTold):
    """Where the running year stands: `latest` against `yardstick` (references of claims)."""

    latest: str | None
    yardstick: str | None
    done: ComputedTold
    baselines: list[BaselineTold]
    headline: BaselineKind | None
    needed: list[ComputedTold]


class TargetTold(Told):
    """One target, by the reference of its claim."""

    claim: str
    period: str | None
    reached: Reached
    gap: ComputedTold
    in_all: ComputedTold | None
    a_year: list[ComputedTold]
    notes: list[Words]


class SegmentTold(Told):
    """One segment; `figures` are keys of computed figures."""

    key: str
    name: Words
    enterprises: ClaimTold | None
    figures: list[str]


class StandingTold(Told):
    """One cluster. Indicators and segments name their figures by key, `figures` holds them all."""

    slug: str
    name: Words
    revenue: FigureTold
    growth: GrowthTold
    enterprises: ClaimTold | None
    progress: ProgressTold
    targets: list[TargetTold]
    indicators: dict[str, list[str]]
    segments: list[SegmentTold]
    claims: list[ClaimTold]
    figures: dict[str, ComputedTold]
    notes: list[Words]


class TotalTold(NumberTold):
    """The clusters' sum for a year; `missing` are the clusters without a figure for it. Without a year there is no total."""

    year: int | None = None
    is_partial: bool | None = None
    missing: list[str] | None = None
    formula: Words | None = None
    notes: list[Words]


class DistrictTold(Told):
    """All clusters and their total as known on a day."""

    known_on: date
    clusters: list[StandingTold]
    total: TotalTold
