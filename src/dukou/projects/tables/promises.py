"""Promises as tables and as files: state in words and colour, what is due, who answers, by which evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.urls import reverse

from dukou.kit.core.labels import Label, same
from dukou.kit.core.lights import Light as Face
from dukou.kit.pages.tables import Cell, Heading, Row, Table, Text
from dukou.kit.sheets.writing import Written
from dukou.projects.core.kinds import MoveState
from dukou.projects.core.promise_kinds import FairVerdict, PromiseMark, PromiseState
from dukou.projects.core.promises import Record
from dukou.projects.queries.promises_told import PromiseTold

NONE = "—"
SYNTHETIC = Label("合成数据", "synthetic")
COLUMNS = (
    Label("编号", "Number"),
    Label("项目代号", "Key of the project"),
    Label("项目", "Project"),
    Label("承诺方", "Promised by"),
    Label("内容", "Text"),
    Label("状态", "State"),
    Label("期限", "Due"),
    Label("条件", "Condition"),
    Label("责任单位", "Owner"),
    Label("责任岗位", "Post"),
    Label("依据", "Legal basis"),
    Label("写入", "Written in"),
    Label("凭据", "Evidence"),
    Label("合成数据", "Synthetic"),
)
STATE_FACES = {
    PromiseState.OPEN: Face.UNDECIDED,
    PromiseState.CONDITIONAL: Face.UNKNOWN,
    PromiseState.LATE: Face.RED,
    PromiseState.KEPT: Face.GREEN,
    PromiseState.KEPT_LATE: Face.YELLOW,
    PromiseState.BROKEN: Face.RED,
    PromiseState.WAIVED: Face.UNKNOWN,
}


def due_words(told: PromiseTold) -> Text:
    """When it is due, or on what it waits."""
    if told.now.due_on is None:
        after = Label(f"，{told.within} 日内", f", within {told.within} days") if told.within else same("")
        return Label("待：{trigger}{after}", "waits for: {trigger}{after}").filled(trigger=told.trigger, after=after)
    return str(told.now.due_on)


def late_words(told: PromiseTold) -> Text:
    """How late, and how often moved."""
    words = []
    if told.now.days_late:
        words.append(Label(f"逾期 {told.now.days_late} 天", f"{told.now.days_late} days overdue"))
    if told.now.moved:
        words.append(Label(f"改期 {told.now.moved} 次", f"moved {told.now.moved} times"))
    if told.waits:
        words.append(Label("有变更待复核", "a change waits"))
    return Label("，".join(each.zh for each in words), ", ".join(each.en for each in words)) if words else ""


def evidence_of(told: PromiseTold) -> str:
    """By what it was settled."""
    marks = (PromiseMark.KEPT, PromiseMark.WAIVED, PromiseMark.BROKEN)
    settling = [step for step in told.steps if step.mark in marks and step.state is MoveState.STANDS and step.on == told.now.settled_on]
    return settling[-1].evidence or settling[-1].reason if settling else ""


def review_words(told: PromiseTold) -> Text:
    """What is amiss with its review; empty where nothing is."""
    return told.now.verdict.label if told.now.verdict in (FairVerdict.PENDING, FairVerdict.FAILED) else ""


def promise_table(title: Label, found: Sequence[PromiseTold], *, with_project: bool = False) -> Table:
    """Promises, one a row."""
    heads = [Heading(Label("承诺", "Promise"))]
    heads += [Heading(Label("项目", "Project")), Heading(Label("承诺方", "Promised by"))] if with_project else []
    heads += [Heading(Label("状态", "State")), Heading(Label("期限", "Due")), Heading(Label("责任岗位", "Who answers"))]
    heads.append(Heading(Label("凭据", "Evidence")))
    rows = tuple(Row(tuple(_cells(each, with_project=with_project))) for each in found)
    return Table(title, (tuple(heads),), rows)


def _cells(told: PromiseTold, *, with_project: bool) -> Iterator[Cell]:
    yield Cell(told.text, reverse("projects:promise", args=[told.number]), qualifier=SYNTHETIC if told.is_synthetic else "")
    if with_project:
        yield Cell(
            told.project_name, reverse("projects:project_promises", args=[told.project]) if told.is_open else "", qualifier=told.firm
        )
        yield Cell(told.side.label)
    yield Cell(told.now.state.label, light=STATE_FACES[told.now.state].value, qualifier=late_words(told))
    yield Cell(due_words(told))
    yield Cell(told.owner_name, qualifier=told.now.post)
    yield Cell(evidence_of(told) or NONE, qualifier=review_words(told))


def promise_rows(found: Sequence[PromiseTold]) -> Iterator[Sequence[Written]]:
    """The same for a file."""
    for each in found:
        yield (
            each.number,
            each.project,
            each.project_name,
            str(each.side.label),
            each.text,
            str(each.now.state.label),
            str(each.now.due_on or ""),
            str(each.trigger),
            str(each.owner_name),
            each.now.post,
            each.legal_basis,
            each.written_in,
            evidence_of(each),
            str(SYNTHETIC) if each.is_synthetic else "",
        )


def record_words(record: Record) -> Label:
    """The share kept on time with its base, and what stands beside it."""
    rate = record.rate.label
    return Label(
        f"按期履行：{rate.zh}；另有免除 {record.waived} 项，改过期的 {record.moved} 项（按最后商定的期限算）。",
        f"Kept on time: {rate.en}; besides, {record.waived} waived, {record.moved} moved (judged by the day agreed last).",
    )
