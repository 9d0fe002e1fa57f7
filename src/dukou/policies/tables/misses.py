"""What a firm does not get yet: the nearest miss first, by how much, who holds the fact, and the way to mend it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from django.urls import reverse

from dukou.kit.core.labels import Label, joined
from dukou.kit.pages.tables import Cell, Heading, Row, Table, Text
from dukou.policies.core.entitlements import Entitled
from dukou.policies.queries.bundles import FirmView
from dukou.policies.queries.claims import ShownClaim
from dukou.policies.tables.firms import sentence_words, way_cell
from dukou.policies.tables.policies import NONE, answer_cell, gap_words, measure_cell
from dukou.rules.core.answers import Answer
from dukou.rules.core.gaps import Missing
from dukou.rules.core.nearness import Near

NEAREST = 3  # of a desk: what is next; the page tells the rest
_HEADS = (
    Heading(Label("措施", "Measure")),
    Heading(Label("结论", "Answer")),
    Heading(Label("差在哪里", "What is wanting")),
    Heading(Label("差多少", "By how much")),
    Heading(Label("由谁掌握", "Who holds it")),
    Heading(Label("怎么办", "How to mend it")),
)


def not_yet_table(view: FirmView, claims: Mapping[str, ShownClaim], *, may_file: bool) -> Table:
    """Everything that the firm does not get yet, the nearest miss first."""
    heads = (*_HEADS, Heading(Label("进度", "Where it stands")))
    rows = [
        Row((*_cells(view, told), way_cell(view, told, claims, may_file=may_file and told.answer is Answer.UNKNOWN)))
        for told in nearest_misses(view)
    ]
    return Table(
        Label("还不符合或待补信息的，离得近的在前", "Not yet, or not known; the nearest first"), (heads,), tuple(rows), is_broad=True
    )


def next_table(view: FirmView) -> Table | None:
    """For a desk: what is within reach, one sentence or one unknown fact away; None where nothing is."""
    within = [told for told in nearest_misses(view) if told.near is not None or told.answer is Answer.UNKNOWN][:NEAREST]
    rows = tuple(Row(tuple(_cells(view, told))) for told in within)
    return Table(Label("离得最近的", "What is nearest"), (_HEADS,), rows) if rows else None


def nearest_misses(view: FirmView) -> list[Entitled]:
    """What is not yet given: one sentence short by what is wanted, then what hangs on fewest unknown facts, then what misses most."""
    return sorted([*view.with_answer(Answer.NO), *view.with_answer(Answer.UNKNOWN)], key=_rank)


def _rank(told: Entitled) -> tuple[int, int, bool, Fraction]:
    if told.near is not None:
        return 0, 0, *told.near.rank
    if told.answer is Answer.UNKNOWN:
        return 1, len(told.missing), False, Fraction(0)
    return 2, len(told.short), False, Fraction(0)


def _cells(view: FirmView, told: Entitled) -> list[Cell]:
    book = told.explanation.book
    why = reverse("rules:answer", args=[book.slug, book.version, view.firm.key])
    return [
        measure_cell(told.measure),
        answer_cell(told.answer),
        Cell(_wanting(told)),
        Cell(_by_how_much(told)),
        Cell(_holders(told)),
        Cell(_cure(told), why),
    ]


def _wanting(told: Entitled) -> Label:
    if told.answer is Answer.UNKNOWN:
        gaps = [gap_words(gap) for gap in told.missing]
        if not gaps:
            return told.answer.label
        return Label(f"还不知道：{joined(gaps, zh='、').zh}", f"not known: {joined(gaps, en=', ').en}")
    return joined([sentence_words(each) for each in told.short])


def _by_how_much(told: Entitled) -> Text:
    if told.answer is Answer.UNKNOWN:
        return NONE
    far = [each.told for each in told.short if each.told is not None]
    return joined(far) if far else NONE


def _holders(told: Entitled) -> Text:
    """Who holds what is missing or falls short, with the paper that proves it."""
    lacking: Sequence[Missing | Near] = told.missing if told.answer is Answer.UNKNOWN else told.short
    pairs = [(each.holder, each.paper) for each in lacking]
    said = [
        holder if paper is None else Label("{holder}（{paper}）", "{holder} ({paper})").filled(holder=holder, paper=paper)
        for holder, paper in pairs
        if holder is not None
    ]
    return joined(list(dict.fromkeys(said))) if said else NONE


def _cure(told: Entitled) -> Label:
    """What the document hints at; failing that whom to turn to."""
    hints = list(dict.fromkeys(each.hint for each in told.short if each.hint is not None))
    if hints:
        return joined(hints)
    if told.answer is Answer.UNKNOWN and told.missing:
        holders: Sequence[Label] = list(dict.fromkeys(gap.holder for gap in told.missing))
        return Label("请{holders}补上", "have {holders} state it").filled(holders=joined(list(holders), zh="、", en=", "))
    return Label("看逐条理由；资料有误的，请掌握单位更正", "see the reasons; where a fact is wrong, have its holder correct it")
