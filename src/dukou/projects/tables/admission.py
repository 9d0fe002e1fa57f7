"""Admission as tables: the book clause by clause, as it was judged before and after production and as it would be today."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from dukou.kit.core.labels import Label
from dukou.kit.pages.tables import Cell, Heading, Row, Table
from dukou.projects.queries.admissions import Judged
from dukou.projects.queries.stated import StatedFact
from dukou.projects.tables.gates import ANSWER_FACES
from dukou.rules.core.answers import Answer
from dukou.rules.core.explaining import Explanation
from dukou.rules.core.reasons import Reason

_NOT_JUDGED, _NO_CLAUSE = Label("没有评定", "not judged"), Label("当时没有这一条", "not a clause then")
VETO = Label("一票否决", "veto")


def score_words(told: Explanation) -> Label | None:
    """The score or value of a book; None where it has none, or one of no unit that can be told, such as fen a mu."""
    value = told.value_label
    return None if value is None or value.en.replace(",", "").replace(".", "").isdigit() else value


def judged_pairs(before: Judged | None, after: Judged | None) -> list[tuple[Label, Label]]:
    """Both judgements in a line each."""
    return [(Label("准入评定", "Admission"), _line(before)), (Label("投产后核查", "After production"), _line(after))]


def _line(judged: Judged | None) -> Label:
    if judged is None:
        return _NOT_JUDGED
    value = score_words(judged.told)
    said = {"answer": judged.told.answer.label, "on": judged.on}
    line = Label("{answer}（{on}，第 {number} 号判断）", "{answer} ({on}, decision {number})").filled(**said, number=judged.number)
    return Label(f"{line.zh}：{value.zh}", f"{line.en}: {value.en}") if value else line


def clauses_table(today: Explanation, before: Judged | None, after: Judged | None) -> Table:
    """Every clause of today's version, with what was found when the project was judged before and after production."""
    heads = (
        Heading(Label("条款", "Clause")),
        Heading(Label("内容", "What it says")),
        Heading(Label("准入时", "On admission")),
        Heading(Label("投产后", "After production")),
        Heading(Label("按今天的情况", "By what is known today")),
    )
    rows = tuple(
        Row(
            (
                Cell(reason.condition.clause or "—", qualifier=VETO if reason.is_veto else ""),
                Cell(reason.condition.text or reason.condition.joint.label),
                _then(before, reason),
                _then(after, reason),
                _found(reason),
            )
        )
        for reason in today.reasons
    )
    return Table(Label("逐条结论", "Clause by clause"), (heads,), rows, is_broad=True)


def facts_table(found: Sequence[StatedFact], project: str, *, may_keep: bool) -> Table:
    """What was stated of a project."""
    heads = (
        Heading(Label("情况", "Fact")),
        Heading(Label("内容", "What it is")),
        Heading(Label("来源", "Source")),
        Heading(Label("办理", "Do")),
    )
    rows = tuple(
        Row(
            (
                Cell(each.label, qualifier=Label("计划", "planned") if each.is_plan else ""),
                Cell(each.value),
                Cell(each.source, qualifier=str(each.known_on)),
                Cell(Label("撤回", "withdraw"), reverse("projects:fact_withdraw", args=[project, each.number])) if may_keep else Cell("—"),
            )
        )
        for each in found
    )
    return Table(Label("登记的情况", "Facts stated"), (heads,), rows)


def _then(judged: Judged | None, reason: Reason) -> Cell:
    if judged is None:
        return Cell(_NOT_JUDGED)
    then = next((each for each in judged.told.reasons if each.condition.clause == reason.condition.clause), None)
    return Cell(_NO_CLAUSE) if then is None else _found(then)


def _found(reason: Reason) -> Cell:
    return Cell(reason.word, light=ANSWER_FACES[Answer.told(reason.is_well)].value)
