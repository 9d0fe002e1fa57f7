"""The claim: one number (or date, or name) that somebody stated about a subject, with everything needed to weigh it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dukou.figures.core.arithmetic import Value
from dukou.figures.core.quantities import Quantity, parse_quantity
from dukou.figures.core.units import UNITS
from dukou.kit.core.labels import Label, LabelledEnum, same
from dukou.kit.core.periods import Period, parse_period
from dukou.kit.core.refusals import Malformed
from dukou.rules.core.visibility import Visibility as Visibility  # a claim is marked with it


class ClaimKind(LabelledEnum):
    """How firm a claim is. `reported` was published without saying whether it is preliminary or final."""

    REPORTED = "reported", "公布数", "reported"
    PRELIMINARY = "preliminary", "快报数", "preliminary"
    FINAL = "final", "核定数", "final"
    EXPECTED = "expected", "预计数", "expected"
    TARGET = "target", "目标数", "target"
    ESTIMATE = "estimate", "估算数", "estimate"
    COMPUTED = "computed", "测算数", "computed"

    @property
    def is_told_as_fact(self) -> bool:
        """Whether it claims to say what was, not what will or should be."""
        return self in (ClaimKind.REPORTED, ClaimKind.PRELIMINARY, ClaimKind.FINAL)


class ValueKind(LabelledEnum):
    """What a claim's value is: a number with its unit, a date, or words."""

    QUANTITY = "quantity", "数值", "number"
    DATE = "date", "日期", "date"
    TEXT = "text", "文字", "words"


class PriceBasis(LabelledEnum):
    """At which prices money is counted. Growth at current prices says nothing of growth at constant ones."""

    UNSTATED = "unstated", "未说明", "not stated"
    CURRENT = "current", "现价", "current prices"
    CONSTANT = "constant", "可比价", "constant prices"


class Role(LabelledEnum):
    """What an indicator is used for; rooms above ask for roles, so that a district may name its indicators as it likes."""

    NONE = "none", "其他", "other"
    REVENUE = "revenue", "营收", "revenue"
    GROWTH = "growth", "增速", "growth"
    OUTPUT = "output", "产值", "output"
    ORDER = "order", "订单", "order"
    ENTERPRISES = "enterprises", "企业数", "number of enterprises"
    NAME = "name", "名称", "name"


Stated = Quantity | Period | str


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement as the rooms pass it around. `subject` is `kind/key`; `period` None means undated, which is not “now”.

    `role` is the indicator's role and `growth_of` the indicator whose growth it states, where it states one. `place` is the place in
    the source (an article's paragraph, a sheet's row). `is_known_on_assumed` says that the day it became known is our assumption.
    """

    id: int
    ref: str
    subject: str
    indicator: str
    indicator_label: Label
    version: str
    role: Role
    value: Stated
    period: Period | None
    kind: ClaimKind
    source: str
    place: str
    known_on: date
    growth_of: str = ""
    price_basis: PriceBasis = PriceBasis.UNSTATED
    visibility: Visibility = Visibility.PUBLIC
    said_by: Label | None = None
    note: Label | None = None
    is_known_on_assumed: bool = False

    @property
    def quantity(self) -> Quantity:
        """The value as a quantity; asking it of a date or a name is a fault of ours."""
        if not isinstance(self.value, Quantity):
            raise TypeError(f"{self.ref} holds no quantity")
        return self.value

    @property
    def computable(self) -> Value:
        """The value as the beginning of a computation; targets are meant exactly."""
        return Value.of(self.quantity, is_exact=self.kind is ClaimKind.TARGET)

    @property
    def value_label(self) -> Label:
        """The value as it is shown."""
        if isinstance(self.value, str):
            return same(self.value)
        return self.value.label

    @property
    def period_label(self) -> Label:
        """The period as it is shown; an undated claim says so."""
        return UNDATED if self.period is None else self.period.label

    @property
    def is_of_closed_period(self) -> bool:
        """Whether the period was over on the day the claim became known."""
        return self.period is not None and self.period.last < self.known_on

    def as_dict(self) -> dict[str, object]:
        """The claim as JSON doors speak it; a quantity apart in operator, value and unit."""
        stated: dict[str, object] = {"value": str(self.value)}
        if isinstance(self.value, Quantity):
            stated = {"operator": self.value.operator.value, "value": self.value.number, "unit": self.value.unit.code}
        return {
            "ref": self.ref,
            "subject": self.subject,
            "indicator": self.indicator,
            "version": self.version,
            **stated,
            "period": None if self.period is None else str(self.period),
            "kind": self.kind.value,
            "price_basis": self.price_basis.value,
            "source": self.source,
            "place": self.place,
            "said_by": self.said_by.as_dict() if self.said_by else None,
            "known_on": self.known_on.isoformat(),
            "known_on_assumed": self.is_known_on_assumed,
            "note": self.note.as_dict() if self.note else None,
        }


UNDATED = Label("未注明时期", "undated")


def parse_stated(text: str, kind: ValueKind) -> Stated:
    """The value that `text` writes for an indicator whose values are of `kind`."""
    match kind:
        case ValueKind.QUANTITY:
            return parse_quantity(text)
        case ValueKind.DATE:
            return parse_period(text)
        case _:
            return text.strip()


def number_of(value: Stated) -> Decimal | None:
    """The bare number of a quantity; None for dates and words."""
    return value.number if isinstance(value, Quantity) else None


def fitting(value: str | Quantity, *, name: Label, holds: ValueKind, unit: str, may_be_negative: bool) -> Stated:
    """The value as an indicator takes it. Another dimension, or a negative number where none can be, is refused with the cure."""
    stated = parse_stated(value, holds) if isinstance(value, str) else value
    if not isinstance(stated, Quantity):
        return stated
    if stated.unit.dimension != UNITS[unit].dimension:
        code = stated.unit.code
        raise Malformed(
            Label(f"单位“{code}”不适合“{name.zh}”", f"the unit “{code}” does not fit “{name.en}”"), Label(f"用 {unit}", f"use {unit}")
        )
    if stated.number < 0 and not may_be_negative:
        raise Malformed(Label(f"“{name.zh}”不会是负数", f"“{name.en}” is never negative"), Label("改正数值", "correct the value"))
    return stated
