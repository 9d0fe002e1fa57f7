"""A firm's credit: where it stands in each field, why, what would raise it, what it was given, who looked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.urls import reverse

from dukou.credit.core.frames import Frame
from dukou.credit.core.grading import Graded, Reason
from dukou.credit.core.schemes import Clause, Scheme
from dukou.credit.models import GradeRun, Look
from dukou.credit.queries.behind import Behind, Sight
from dukou.credit.queries.firms_graded import GradedFirm
from dukou.credit.queries.grades import Given, Live
from dukou.credit.queries.histories import GivenThen
from dukou.credit.tables.reasons import clauses_of
from dukou.credit.tables.words import (
    EMPTY_LEDGER,
    NONE,
    SYNTHETIC,
    UNVERIFIED,
    grade_cell,
    grade_label,
    points_words,
    share_words,
    visits_words,
)
from dukou.kit.core.labels import Label, joined, same
from dukou.kit.pages.tables import Cell, Heading, Row, Table, Text, plain_table
from dukou.kit.sheets.writing import Written

Cells = Sequence[Cell | Text]
FIRMS = (
    Label("编号", "Key"),
    Label("企业", "Firm"),
    Label("统一社会信用代码", "Unified social credit code"),
    Label("等级", "Grade"),
    Label("风险", "Risk"),
    Label("分数", "Points"),
    Label("有无记录", "Records"),
    Label("合成数据", "Synthetic"),
)
_WHAT = {
    "firm": Label("信用总览", "all fields"),
    "record": Label("一条记录", "a record"),
}


def standing_table(key: str, live: Sequence[Live], given: Mapping[str, Given], frame: Frame | None, today: date) -> Table:
    """Every field that covers the firm: the grade given, the grade as it would be today, what follows from the one that was given."""
    heads = (
        (
            Heading(Label("领域", "Field"), rows=2),
            Heading(Label("已评等级", "Grade given"), columns=3),
            Heading(Label("今天会是", "As it would be today"), columns=2),
            Heading(Label("后果", "What follows"), columns=2),
        ),
        (
            Heading(Label("等级", "Grade")),
            Heading(Label("评级日", "As of")),
            Heading(Label("有效至", "Valid to")),
            Heading(Label("等级", "Grade")),
            Heading(Label("分数", "Points"), is_number=True),
            Heading(Label("检查", "Checks")),
            Heading(Label("通道", "Channel")),
        ),
    )
    rows = tuple(_standing_row(key, each, given.get(each.field.key), frame, today) for each in live)
    return Table(Label("各领域的等级", "Grades by field"), heads, rows, is_broad=True)


def _standing_row(key: str, each: Live, told: Given | None, frame: Frame | None, today: date) -> Row:
    now = each.graded
    scheme, grade = (told.scheme, told.grade) if told else (each.scheme, now.grade)
    rule = scheme.by_key[grade]
    checks = frame.checks(rule) if frame else None
    address = reverse("credit:firm_field", args=[key, each.field.key])
    old = Label("已过有效期", "no longer valid") if told and told.valid_until <= today else ""
    return Row(
        (
            Cell(each.field.label, address),
            grade_cell(scheme, told.grade) if told else Cell(Label("还没有评级", "not graded yet")),
            Cell(str(told.as_of) if told else NONE),
            Cell(str(told.valid_until) if told else NONE, qualifier=old),
            grade_cell(each.scheme, now.grade, _decided(now)),
            Cell(str(now.points), is_number=True),
            Cell(share_words(checks), qualifier=visits_words(checks)) if checks else Cell(NONE),
            Cell(rule.channel.label),
        ),
    )


def _decided(now: Graded) -> Label | str:
    if not now.reasons and not now.unknown:
        return EMPTY_LEDGER
    return Label("不按分数", "not by points") if now.is_direct else ""


def reasons_table(title: Label, scheme: Scheme, graded: Graded, behind: Mapping[int, Behind]) -> Table:
    """Every point: the clause, its paper, the records behind it as far as they may be told; from the base to the sum."""
    heads = (
        Heading(Label("条目", "Clause")),
        Heading(Label("依据的记录", "Records behind it")),
        Heading(Label("出处", "Paper")),
        Heading(Label("分数", "Points"), is_number=True),
    )
    clauses = clauses_of(scheme)
    rows = [Row((Cell(Label("基准分", "Base")), Cell(NONE), Cell(NONE), Cell(str(scheme.base), is_number=True)))]
    rows += [_reason_row(scheme, each, clauses.get(each.clause), behind) for each in graded.reasons]
    rows.append(
        Row(
            (
                Cell(Label("合计", "Sum")),
                Cell(NONE),
                Cell(NONE),
                Cell(str(graded.points), is_number=True, qualifier=_held_in(scheme, graded)),
            ),
            is_sum=True,
        )
    )
    return Table(title, (heads,), tuple(rows), is_broad=True)


def _reason_row(scheme: Scheme, reason: Reason, clause: Clause | None, behind: Mapping[int, Behind]) -> Row:
    text = clause.text if clause else same(reason.clause)
    marks = [UNVERIFIED] if clause and clause.is_unverified else []
    if clause and clause.book:
        marks.append(Label(f"按规则 {clause.book}", f"by the rule book {clause.book}"))
    told = [record_words(behind[each]) for each in reason.records if each in behind]
    effect = Cell(points_words(reason.points), is_number=True)
    if reason.grade:
        fixed = any(each.clause.key == reason.clause for each in scheme.direct)
        how = Label("直接判定", "directly") if fixed else Label("最高不超过", "no better than")
        effect = Cell(grade_label(scheme, reason.grade), is_number=True, qualifier=how)
    return Row(
        (
            Cell(text, qualifier=joined(marks) if marks else ""),
            Cell(joined(told)) if told else Cell(NONE),
            Cell(clause.paper if clause and clause.paper else NONE),
            effect,
        )
    )


def _held_in(scheme: Scheme, graded: Graded) -> Label | str:
    raw = scheme.base + sum(each.points for each in graded.reasons)
    if raw == graded.points:
        return ""
    return Label(f"算得 {raw}，限在 {scheme.least}–{scheme.most}", f"{raw}, held within {scheme.least} to {scheme.most}")


def record_words(each: Behind) -> Label:
    """One record in a line, as far as it is told."""
    if each.record is None:
        return each.sight.label if each.ended_on is None else _ended_words(each)
    row = each.record
    return Label(f"{row.number}（{row.decided_on}）：{row.text}", f"{row.number} ({row.decided_on}): {row.text}")


def _ended_words(each: Behind) -> Label:
    return Label(f"{each.ended_on} {Sight.GONE.label.zh}", f"{Sight.GONE.label.en} ({each.ended_on})")


def history_table(found: Sequence[GivenThen]) -> Table:
    """The grades that were given, each with the answer of making it again."""
    heads = (
        Heading(Label("评级日", "As of")),
        Heading(Label("等级", "Grade")),
        Heading(Label("分数", "Points"), is_number=True),
        Heading(Label("办法", "Scheme")),
        Heading(Label("重算", "Made again")),
    )
    rows: list[Cells] = []
    for each in found:
        told = each.given
        grade = grade_cell(told.scheme, told.grade) if each.is_covered else Cell(Label("不再评", "no longer graded"))
        kind = Label("只评有变动的企业", "only firms of which something changed") if told.run.is_partial else ""
        rows.append([Cell(str(told.run.as_of), qualifier=kind), grade, str(told.points), Cell(told.scheme.version), _again(each)])
    note = Label(
        "重算：用当天的办法、当时已知的记录再算一遍。规则册的条件按现在已知的情况回答，可能与当时不同。",
        "Made again: by the scheme of its day from the records known then. Conditions of rule books are answered from what is known now, "
        "which may differ.",
    )
    return replace(plain_table(Label("历次等级", "Grades given"), heads, rows), notes=(note,), is_broad=True)


def _again(each: GivenThen) -> Cell:
    words = [
        Label(
            f"有一条记录（{points_words(points)}）此后已于 {on} 修复、更正或撤销，不再展示",
            f"a record in it ({points_words(points)}) was repaired, corrected or withdrawn on {on} and is shown no more",
        )
        for on, points in each.gone
    ]
    note: Label | str = joined(words) if words else ""
    if not each.is_covered:
        return Cell(NONE, qualifier=note)
    if each.is_same:
        return Cell(Label("相同", "the same"), qualifier=note, light="green")
    came = Label("得 {grade}，{points} 分", "gives {grade}, {points} points").filled(
        grade=grade_label(each.given.scheme, each.again.grade), points=each.again.points
    )
    return Cell(Label("不同", "differs"), qualifier=joined([came, *words]), light="red")


def looks_table(found: Sequence[Look], names: Mapping[str, Label], units: Mapping[str, Label], fields: Mapping[str, Label]) -> Table:
    """Who looked: from which units, on which day, at what, for what. `names`: of people by the key of their viewer."""
    heads = (
        Heading(Label("日期", "Day")),
        Heading(Label("单位", "Unit")),
        Heading(Label("何人", "Who")),
        Heading(Label("看了什么", "At what")),
        Heading(Label("事由", "Purpose")),
    )
    rows: list[Cells] = [
        [
            str(each.looked_on),
            joined([units.get(key, same(key)) for key in each.unit.split("、")], zh="、", en=", ") if each.unit else NONE,
            names.get(each.viewer, NONE),
            _WHAT.get(each.what) or fields.get(each.what.removeprefix("field:"), same(each.what)),
            each.purpose or NONE,
        ]
        for each in found
    ]
    return plain_table(Label("谁看过", "Who looked"), heads, rows)


def firms_table(found: Sequence[GradedFirm], run: GradeRun, scheme: Scheme, field: str) -> Table:
    """The firms of a field with their grades."""
    heads = (
        Heading(Label("企业", "Firm")),
        Heading(Label("等级", "Grade")),
        Heading(Label("分数", "Points"), is_number=True),
        Heading(Label("记录", "Records")),
    )
    rows: list[Cells] = [
        [
            Cell(each.firm.name, reverse("credit:firm_field", args=[each.firm.key, field]), qualifier=_under(each)),
            grade_cell(scheme, each.grade),
            str(each.points),
            has_words(each),
        ]
        for each in found
    ]
    title = Label("截至 {day} 的企业等级", "Grades of firms as of {day}").filled(day=run.as_of)
    return plain_table(title, heads, rows)


def _under(each: GradedFirm) -> Label:
    more = each.firm.code or each.firm.key
    return Label(f"{more} · {SYNTHETIC.zh}", f"{more} · {SYNTHETIC.en}") if each.firm.is_synthetic else same(more)


def has_words(each: GradedFirm) -> Label:
    """Whether anything of its own told the grade."""
    return Label("有", "some") if each.has_records else EMPTY_LEDGER


def firm_rows(found: Iterator[GradedFirm], scheme: Scheme) -> Iterator[Sequence[Written]]:
    """The same for a file."""
    for each in found:
        grade = scheme.by_key.get(each.grade)
        yield (
            each.firm.key,
            each.firm.name,
            each.firm.code,
            str(grade_label(scheme, each.grade)),
            str(grade.level.label) if grade else "",
            each.points,
            str(has_words(each)),
            str(SYNTHETIC) if each.firm.is_synthetic else "",
        )
