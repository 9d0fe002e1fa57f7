"""What policies answer: measures, entitlements, the office's lists, money, claims."""

from __future__ import annotations

from datetime import date
from typing import Generic, TypeVar

from dukou.kit.answers import Page
from dukou.kit.core.told import Answer, Told, Words
from dukou.policies.core.kinds import ClaimOrigin, Move, Shortfall, Stage
from dukou.rules.core.checks import Direction
from dukou.rules.core.told import MissingTold

T = TypeVar("T")


class MeasureTold(Answer):
    """One measure. `is_title_only`: nothing but its title is known."""

    measure: str
    policy: str
    name: Words
    clause: str
    conditions: str
    benefit: Words | None
    channel: str | None
    budget_fen: int | None
    is_title_only: bool
    is_example: bool


class AmountTold(Answer):
    """Money between two bounds in fen; `most_fen` null: no upper bound is known."""

    least_fen: int
    most_fen: int | None
    label: Words


class ShortTold(Told):
    """A sentence that is not met, and by how much. `distance`: with which way it misses; `share`: of what is wanted, as a fraction.

    `is_fixed`: neither waiting nor effort mends it. `holder`, `paper`: who holds the facts it leans on, and what proves them.
    """

    clause: str
    text: Words | None
    have: Words | None
    need: Words | None
    short: Words | None
    hint: Words | None
    distance: Words | None = None
    direction: Direction | None = None
    share: str | None = None
    is_fixed: bool = False
    holder: Words | None = None
    paper: Words | None = None


class EntitlementTold(Told):
    """One measure over the firm: yes, no or unknown, the amount, what is wanting."""

    measure: str
    name: Words
    policy: str
    is_example: bool
    as_of: date
    book: str
    answer: str
    answer_label: Words
    amount: AmountTold | None
    benefit: Words | None
    opening: str
    short: list[ShortTold]
    missing: list[MissingTold]


class PageOfRun(Page[T], Generic[T]):
    """One page of what the newest run over the register found; `run` null: there was none yet. `as_of`: on what was known on that day."""

    run: int | None
    as_of: date | None


class FirmReady(Answer):
    """A firm that the measure surely fits; whether it was told; its claim in the window of today, also one turned down."""

    firm: str
    firm_name: str
    is_synthetic: bool
    amount: AmountTold | None
    was_told: bool
    claim: int | None
    stage: Stage | None


class FirmNear(Answer):
    """A firm that misses one sentence alone: which, what is there, how far short."""

    firm: str
    firm_name: str
    is_synthetic: bool
    near: ShortTold


class UnpaidTold(Answer):
    """A firm that is entitled and has no payment in the measure's window of the run's day, and why. `claim`: its claim in that window.

    `amount`: what the measure gives alone; `due`: what the firm has to get of it beside its other measures and what it had, null where
    nothing is due.
    """

    measure: str
    firm: str
    firm_name: str
    amount: AmountTold | None
    due: AmountTold | None
    reason: Shortfall
    reason_label: Words
    claim: int | None


class ReasonCount(Answer):
    """How many hang on one reason."""

    reason: Shortfall
    label: Words
    count: int


class UnpaidPage(PageOfRun[UnpaidTold]):
    """One page of who is not paid, with all of them by reason."""

    count: int
    reasons: list[ReasonCount]


class ForecastTold(Answer):
    """The money of a measure in the run's year, in fen. `budget` null: none is stated; `possible` null: no upper bound is known.

    `runs_out`: in words, also where it is not used up within the year.
    """

    measure: str
    name: Words
    year: int
    budget: int | None
    paid: int
    sure: int
    possible: int | None
    sure_firms: int
    possible_firms: int
    left: int | None
    after_sure: int | None
    after_all: int | None
    runs_out_on: date | None
    runs_out: Words


class Forecasts(Answer):
    """How far the money of each measure goes, as the newest run tells who is due; `run` null: there was none yet."""

    run: int | None
    as_of: date | None
    measures: list[ForecastTold]


class ClaimLine(Answer):
    """A claim. `asked_fen`: the amount by the rules at filing; `amount_fen`: what was decided."""

    number: int
    measure: str
    name: Words
    firm: str
    firm_name: str
    year: int
    origin: ClaimOrigin
    stage: Stage
    stage_label: Words
    asked_fen: int | None
    amount_fen: int | None
    filed_on: date
    paid_on: date | None


class CloseTold(Told):
    """The sentence that a firm meets by the least. `share`: what is to spare, of what is wanted, as a fraction."""

    clause: str
    text: Words | None
    have: Words
    need: Words
    spare: Words
    share: str


class SwitchedTold(Told):
    """One firm under both versions. `short`: every sentence of the new one that it fails; `missing`: what would have to be known.

    `near`: the one sentence it is short of; `close`: the one it meets by the least, where that is little.
    """

    firm: str
    name: str
    synthetic: bool
    move: Move
    move_label: Words
    old: str
    new: str
    short: list[ShortTold]
    missing: list[MissingTold]
    near: ShortTold | None
    close: CloseTold | None


class SwitchPage(Told):
    """One page of the firms concerned or close, who loses first. `counts`: all firms by what happens to them; `close`: of these."""

    old: str
    new: str
    as_of: date
    counts: dict[str, int]
    close: dict[str, int]
    items: list[SwitchedTold]
    next: str | None
