"""What desks and a firm's page show of credit."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from dukou.credit.core.kinds import Level
from dukou.credit.queries.grades import Live
from dukou.credit.queries.standings import FieldStanding, Spread
from dukou.credit.tables.fields import level_counts
from dukou.credit.tables.words import NONE, count_cell, grade_cell
from dukou.kit.core.labels import Label
from dukou.kit.core.rates import Rate
from dukou.kit.pages.parts import Meter
from dukou.kit.pages.tables import Cell, Heading, Row, Table


def short_table(key: str, found: Sequence[Live]) -> Table:
    """The fields in which a firm has another grade than the best, today."""
    heads = (Heading(Label("领域", "Field")), Heading(Label("今天会是", "As it would be today")))
    rows = tuple(
        Row((Cell(each.field.label, reverse("credit:firm_field", args=[key, each.field.key])), grade_cell(each.scheme, each.graded.grade)))
        for each in found
    )
    return Table(Label("不在最好等级的领域", "Fields with a lesser grade than the best"), (heads,), rows)


def telling(found: Sequence[FieldStanding], most: int) -> list[FieldStanding]:
    """Of many fields those with the most firms of higher and high risk, then those with the most firms; in the order of the pack."""
    if len(found) <= most:
        return list(found)

    def weight(each: FieldStanding) -> tuple[int, int]:
        counts = level_counts(each.spread) if each.spread else {}
        return sum(counts.get(level) or 0 for level in (Level.HIGHER, Level.HIGH)), (each.spread.covered or 0) if each.spread else 0

    kept = {each.field.key for each in sorted(found, key=weight, reverse=True)[:most]}
    return [each for each in found if each.field.key in kept]


def own_fields_table(found: Sequence[FieldStanding]) -> Table:
    """A unit's fields with their last grading."""
    heads = (
        (
            Heading(Label("领域", "Field"), rows=2),
            Heading(Label("最近评级", "Last graded"), rows=2),
            Heading(Label("企业（家）", "Firms"), columns=len(Level)),
        ),
        tuple(Heading(level.label, is_number=True) for level in Level),
    )
    rows = tuple(
        Row(
            (
                Cell(each.field.label, reverse("credit:field", args=[each.field.key])),
                Cell(str(each.spread.as_of) if each.spread else Label("还没有评级", "not graded yet")),
                *(map(count_cell, level_counts(each.spread).values()) if each.spread else [Cell(NONE, is_number=True)] * len(Level)),
            )
        )
        for each in found
    )
    return Table(Label("本单位监管的领域", "Fields that we supervise"), heads, rows)


def composite_meters(spread: Spread) -> list[tuple[Label, Label, Meter]]:
    """Grade by grade its name, its firms in words, and the bar."""
    whole = spread.covered or 0
    found = []
    for grade in spread.scheme.grades:
        count = spread.counts.get(grade.key) or 0
        name = Label("{grade} · {level}", "{grade} · {level}").filled(grade=grade.name, level=grade.level.label)
        found.append((name, Rate(count, whole).label, Meter(count, whole=max(whole, 1))))
    return found
