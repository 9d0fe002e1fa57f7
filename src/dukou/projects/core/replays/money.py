"""The ladder of money: each sum with the part whose evidence is told; and how much was invested on a mu of land."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from dukou.figures.core.operators import Operator
from dukou.figures.core.quantities import Quantity
from dukou.kit.core.labels import Label
from dukou.kit.core.units import UNITS
from dukou.projects.core.replays.findings import Finding
from dukou.projects.core.replays.kinds import ReplayFinding
from dukou.projects.core.replays.stories import Land, Replay, Sum

PER_MU = "万元/亩"  # in which offices measure it
_TENTH = Decimal("0.1")


def proved(each: Sum) -> Decimal:
    """How much of a sum, in its unit, evidence is told for. Nothing told is nothing told for; whether papers exist stays unknown."""
    return Decimal(0) if each.evidence is None else each.evidence.quantity.number


def open_sums(replay: Replay) -> Iterator[Finding]:
    """Sums that are told with less evidence than they come to, and sums beside a count of projects that may not be theirs."""
    for each in replay.money:
        whole, part = each.figure.quantity, proved(each)
        if part < whole.number:
            label = Quantity(Operator.EQUAL, part, whole.unit).label if part else _NONE
            words = {
                "rung": each.rung.label,
                "sum": whole.label,
                "part": label,
                "place": each.figure.place,
            }
            numbers = {"rung": each.rung.value, "sum": whole.number, "evidence_told_for": part, "unit": whole.unit.code}
            yield Finding(ReplayFinding.EVIDENCE_NOT_TOLD, _OPEN.filled(**words), numbers)
        if each.projects is not None and each.is_whole is None:
            said = _WHOLE.filled(count=f"{each.projects.quantity.operator.sign}{each.projects.quantity.number:f}", sum=whole.label)
            numbers = {"rung": each.rung.value, "projects": each.projects.quantity.number}
            yield Finding(ReplayFinding.WHOLE_NOT_TOLD, said, numbers)


def intensity_told(land: Land) -> dict[str, object]:
    """Investment by land in 万元 a mu, to one decimal, half up; `least` and `most`: what the rounding of both figures leaves open."""
    spent, area = land.investment.quantity, land.area.quantity
    factor = Decimal(spent.unit.per_base) / UNITS["万元"].per_base
    between = spent.interval().scaled(factor).over(area.interval())
    exact = spent.operator is Operator.EQUAL and area.operator is Operator.EQUAL
    return {
        "value": _rounded(spent.unit.converted(spent.number, UNITS["万元"]) / area.number),
        "unit": PER_MU,
        "operator": Operator.EQUAL if exact else Operator.ABOUT,
        "least": _rounded(between.low) if between and between.low.is_finite() else None,
        "most": _rounded(between.high) if between and between.high.is_finite() else None,
        "investment": land.investment.key,
        "land": land.area.key,
    }


def sum_told(each: Sum) -> dict[str, object]:
    """One rung as JSON doors speak it."""
    whole, part = each.figure.quantity, proved(each)
    return {
        "rung": each.rung,
        "name": each.rung.label,
        "figure": each.figure.key,
        "operator": whole.operator,
        "value": whole.number,
        "unit": whole.unit.code,
        "evidence": None if each.evidence is None else each.evidence.key,
        "evidence_told_for": part,
        "without_evidence_told": whole.number - part,
        "projects": None if each.projects is None else each.projects.quantity.number,
        "projects_are_whole": each.is_whole,
        "place": each.figure.place,
    }


def _rounded(number: Decimal) -> Decimal:
    return number.quantize(_TENTH, ROUND_HALF_UP)


_NONE = Label("无", "none of it")
_OPEN = Label("{rung} {sum}，交代了凭据的：{part}（{place}）", "{rung} {sum}; evidence is told for {part} ({place})")
_WHOLE = Label("{sum}是不是这 {count} 个项目的全数，没有交代", "whether the {count} projects make up the whole of {sum} is not said")
