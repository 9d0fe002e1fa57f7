"""Decisions that were kept, as a table: each leads to the version of the book under which it was made."""

from __future__ import annotations

from collections.abc import Sequence

from dukou.kit.core.labels import Label
from dukou.kit.pages.tables import Cell, Heading, Row, Table
from dukou.rules.core.answers import Answer
from dukou.rules.models import Decision
from dukou.rules.queries.naming import deciders, purpose_words
from dukou.rules.tables.books import answer_cell


def decisions_table(kept: Sequence[tuple[Decision, tuple[Label, str]]]) -> Table:
    """Decisions that were kept on one subject, each with the version of the book under which it was made."""
    heads = (
        Heading(Label("编号", "Number")),
        Heading(Label("依据的规则和版本", "Rule book and version")),
        Heading(Label("判断日期", "As of")),
        Heading(Label("结论", "Answer")),
        Heading(Label("用途", "Made for")),
        Heading(Label("何人何时", "By whom, when")),
    )
    who = deciders({each.decided_by for each, _ in kept})
    rows = [
        Row(
            (
                Cell(str(each.pk)),
                Cell(book, address),
                Cell(each.as_of.isoformat()),
                answer_cell(Answer.of(each.answer)),
                Cell(purpose_words(each.purpose)),
                Cell(Label("{who}　{on}", "{who}, {on}").filled(who=who[each.decided_by], on=f"{each.decided_at:%Y-%m-%d}")),
            )
        )
        for each, (book, address) in kept
    ]
    return Table(Label("留底的判断", "Decisions kept"), (heads,), tuple(rows))
