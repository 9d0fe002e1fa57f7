"""The ladder of money, the papers, and how totals were told, as tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from django.urls import reverse

from dukou.kit.core.labels import Label
from dukou.kit.core.lights import Light
from dukou.kit.pages.tables import Cell, Heading, Row, Table
from dukou.projects.core.amounts import money_words
from dukou.projects.core.kinds import MoveState
from dukou.projects.core.ladders import Line, PaperKind, Total
from dukou.projects.core.replays import Rung
from dukou.projects.models import MoneyPaper, MoneyStatement
from dukou.rules.core.shown import value_words
from dukou.rules.core.values import Number

NOT_TOLD, NO_BASE, NONE = Label("没有报数", "not told"), Label("没有基数", "no base"), Label("无", "none")
_NEVER_ADDED = Label("各台阶是同一笔投资的不同说法，不相加。", "Rungs tell of the same investment in different ways; they are never added.")
WITHDRAWN = Label("已撤回", "withdrawn")
_LIGHTS = {MoveState.STANDS: Light.GREEN, MoveState.WAITING: Light.UNDECIDED, MoveState.REFUSED: Light.UNKNOWN}


def ladder_table(lines: Mapping[Rung, Line]) -> Table:
    """Each rung with what is told, what has a paper, what waits. There is no sum: rungs are never added."""
    heads = (
        Heading(Label("台阶", "Rung")),
        Heading(Label("累计报数", "Told to date"), is_number=True),
        Heading(Label("其中有凭据", "With a paper"), is_number=True),
        Heading(Label("没有凭据", "Without a paper"), is_number=True),
        Heading(Label("凭据占比", "Share with a paper"), is_number=True),
        Heading(Label("等第二人确认", "Waiting for a second person"), is_number=True),
    )
    rows = tuple(
        Row(
            (
                Cell(line.rung.label),
                Cell(
                    money_words(line.told.amount) if line.told else NOT_TOLD,
                    is_number=True,
                    qualifier=_said(line),
                ),
                Cell(money_words(line.proved), is_number=True),
                Cell(NOT_TOLD if line.without_paper is None else money_words(line.without_paper), is_number=True),
                Cell(share_words(line.share), is_number=True),
                Cell(_waiting(line), is_number=True),
            )
        )
        for line in lines.values()
    )
    return Table(Label("资金台阶", "Ladder of money"), (heads,), rows, notes=(_NEVER_ADDED,))


def totals_table(found: Sequence[Total]) -> Table:
    """The ladder over many projects. Here too there is no sum: rungs are never added."""
    heads = (
        Heading(Label("台阶", "Rung")),
        Heading(Label("报数的项目", "Projects that told it"), is_number=True),
        Heading(Label("累计报数", "Told to date"), is_number=True),
        Heading(Label("其中有凭据", "With a paper"), is_number=True),
        Heading(Label("凭据占比", "Share with a paper"), is_number=True),
        Heading(Label("等第二人确认", "Waiting for a second person"), is_number=True),
    )
    rows = tuple(
        Row(
            (
                Cell(each.rung.label),
                Cell(str(each.projects), is_number=True),
                Cell(money_words(each.told) if each.projects else NOT_TOLD, is_number=True),
                Cell(money_words(each.proved), is_number=True),
                Cell(share_words(each.share), is_number=True),
                Cell(money_words(each.waiting) if each.waiting else NONE, is_number=True),
            )
        )
        for each in found
    )
    return Table(Label("在办项目的资金台阶", "Ladder of money of the projects in work"), (heads,), rows, notes=(_NEVER_ADDED,))


def signed_words(lines: Mapping[Rung, Line]) -> Label:
    """“Signed X, of which Y has a paper.”"""
    line = lines[Rung.CONTRACT]
    if line.told is None:
        return Label("签约额还没有报数。", "No contract sum is told yet.")
    told = {"sum": money_words(line.told.amount), "part": money_words(line.proved), "share": share_words(line.share)}
    return Label("签约 {sum}，其中有凭据 {part}（{share}）。", "Signed {sum}, of which {part} has a paper ({share}).").filled(**told)


def share_words(share: Fraction | None) -> Label | str:
    """A share in per cent to one decimal, cut off: what lacks a fen is never 100 %."""
    if share is None:
        return NO_BASE
    tenths = share.numerator * 1000 // share.denominator
    return f"{tenths // 10}.{tenths % 10}%"


def intensity_words(found: Number) -> Label | None:
    """万元 a mu in words; None where it is not known."""
    if found is None:
        return None
    words = value_words(found)
    return Label(f"{words.zh} 万元/亩", f"{words.en} × 10,000 yuan per mu")


def papers_table(papers: Sequence[MoneyPaper], project: str, *, may_keep: bool) -> Table:
    """Every paper, also those that were turned down or withdrawn."""
    heads = (
        Heading(Label("凭据", "Paper")),
        Heading(Label("台阶", "Rung")),
        Heading(Label("出具", "Issued")),
        Heading(Label("金额", "Amount"), is_number=True),
        Heading(Label("状态", "State")),
        Heading(Label("办理", "Do")),
    )
    rows = tuple(
        Row(
            (
                Cell(PaperKind.of(row.kind).label, qualifier=row.number),
                Cell(Rung.of(row.rung).label),
                Cell(row.issuer, qualifier=str(row.issued_on)),
                Cell(money_words(row.amount), is_number=True),
                _state_cell(row),
                _withdraw(row, project) if may_keep and _may_go(row) else Cell(NONE),
            )
        )
        for row in papers
    )
    return Table(Label("凭据", "Papers"), (heads,), rows)


def statements_table(rows: Iterable[MoneyStatement]) -> Table:
    """How the totals were told, the newest first."""
    heads = (
        Heading(Label("台阶", "Rung")),
        Heading(Label("累计报数", "Told to date"), is_number=True),
        Heading(Label("截至", "To")),
        Heading(Label("谁报的", "Told by")),
        Heading(Label("状态", "State")),
    )
    told = tuple(
        Row(
            (
                Cell(Rung.of(row.rung).label),
                Cell(money_words(row.amount), is_number=True),
                Cell(str(row.as_of)),
                Cell(row.said_by, qualifier=row.reason),
                Cell(MoveState.of(row.state).label, qualifier=row.decided_reason, light=_LIGHTS[MoveState.of(row.state)].value),
            )
        )
        for row in rows
    )
    return Table(Label("历次报数", "Totals as they were told"), (heads,), told)


def _said(line: Line) -> Label | str:
    if line.told is None:
        return ""
    return Label(f"截至 {line.told.as_of}，{line.told.said_by}", f"to {line.told.as_of}, {line.told.said_by}")


def _waiting(line: Line) -> Label:
    parts = []
    if line.asked is not None:
        asked = money_words(line.asked.amount)
        parts.append(Label(f"报数 {asked.zh}", f"total {asked.en}"))
    if line.asked_proof:
        papers = money_words(line.asked_proof)
        parts.append(Label(f"凭据 {papers.zh}", f"papers {papers.en}"))
    return Label("；".join(each.zh for each in parts), "; ".join(each.en for each in parts)) if parts else NONE


def _state_cell(row: MoneyPaper) -> Cell:
    if row.withdrawn_at is not None:
        return Cell(WITHDRAWN, qualifier=row.withdrawn_reason, light=Light.UNKNOWN.value)
    state = MoveState.of(row.state)
    return Cell(state.label, qualifier=row.decided_reason if state is MoveState.REFUSED else "", light=_LIGHTS[state].value)


def _may_go(row: MoneyPaper) -> bool:
    return row.withdrawn_at is None and row.state != MoveState.REFUSED.value


def _withdraw(row: MoneyPaper, project: str) -> Cell:
    return Cell(Label("撤回", "withdraw"), reverse("projects:paper_withdraw", args=[project, row.pk]))
