"""What is told of published plans and their draws, as types."""

from __future__ import annotations

from datetime import date

from dukou.credit.core.inspections import PlanState
from dukou.kit.core.told import Answer


class PublishedPlan(Answer):
    """A plan that was published. `seed_name`: which public number decides, as it stands in the hash."""

    key: str
    name: str
    unit: str
    fields: list[str]
    starts_on: date
    ends_on: date
    seed_name: str
    seed_on: date
    state: PlanState
    is_synthetic: bool


class DrawTerms(Answer):
    """How one field draws: the unit, the ratio of each grade and the control arm's share, in hundredths of a percent."""

    unit: str
    ratios: dict[str, int]
    control: int


class DrawPolicy(Answer):
    """The published policy. `per_visit`: inspectors of a visit at least; `of_each_unit`: of each unit that takes part."""

    fields: dict[str, DrawTerms]
    per_visit: int
    of_each_unit: int


class DrawBound(Answer):
    """Of one grade or control arm: firms on the list, firms drawn, and the bound (empty: nobody is drawn). It is no firm's key."""

    listed: int
    drawn: int
    bound: str


class DrawCuts(Answer):
    """The bounds of one field."""

    grades: dict[str, DrawBound]
    control: DrawBound


class PublishedDraw(PublishedPlan):
    """What everybody may know of a draw; `seed` and `cuts` by field are null until it is drawn."""

    plan_sha256: str
    list_sha256: str
    policy_sha256: str
    inspectors_sha256: str
    policy: DrawPolicy
    seed: str | None
    cuts: dict[str, DrawCuts] | None
