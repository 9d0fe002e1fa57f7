"""Fields in a list, the default policy, one scheme with its items and grades, its versions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.urls import reverse

from dukou.credit.core.frames import Frame
from dukou.credit.core.kinds import Level, Standing
from dukou.credit.core.schemes import Clause, GradeRule, Scheme
from dukou.credit.queries.fields import CreditField
from dukou.credit.queries.standings import SMALL, FieldStanding, Spread
from dukou.credit.tables.words import (
    LEVEL_FACES,
    NONE,
    STANDING_FACES,
    UNVERIFIED,
    count_cell,
    from_words,
    grade_cell,
    months_words,
    points_words,
    share_words,
    unit_name,
    visits_words,
)
from dukou.kit.core.labels import Label, joined, same
from dukou.kit.pages.tables import Cell, Heading, Row, Table, Text, plain_table

HIDDEN = Label(
    f"小于 {SMALL} 家的数，以及能推算出它们的数，不公布；公布的是最近一次全面评级的数。",
    f"Counts beneath {SMALL}, and those from which they could be reckoned, are not shown; the rest is of the last grading of all firms.",
)
_SEEN = {
    "original": Label("原件", "the original"),
    "copy": Label("转载件", "a copy"),
    "example": Label("示例，没有这份文件", "an example: there is no such document"),
}
Cells = Sequence[Cell | Text]


def fields_table(found: Sequence[FieldStanding], names: Mapping[str, Label], *, inside: bool) -> Table:
    """Every field: who supervises, how far its scheme is sourced, and how the firms spread over the levels of risk."""
    heads = (
        (
            Heading(Label("领域", "Field"), rows=2),
            Heading(Label("监管单位", "Unit"), rows=2),
            Heading(Label("评级办法", "Scheme"), columns=3),
            Heading(Label("评级结果（家）", "Result (firms)"), columns=2 + len(Level)),
        ),
        (
            Heading(Label("来源", "Standing")),
            Heading(Label("周期", "Cycle")),
            Heading(Label("版本", "Versions")),
            Heading(Label("截至", "As of")),
            Heading(Label("评级企业", "Graded"), is_number=True),
            *(Heading(level.label, is_number=True) for level in Level),
        ),
    )
    rows = tuple(_field_row(each, names) for each in found)
    notes = () if inside else (HIDDEN,)
    return Table(Label("监管领域", "Fields of supervision"), heads, rows, notes=notes, is_broad=True)


def _field_row(each: FieldStanding, names: Mapping[str, Label]) -> Row:
    scheme, spread = each.scheme, each.spread
    counts = [count_cell(count) for count in level_counts(spread).values()] if spread else [Cell(NONE, is_number=True)] * len(Level)
    return Row(
        (
            Cell(each.field.label, reverse("credit:field", args=[each.field.key])),
            Cell(unit_name(names, each.field.unit)),
            _standing(scheme.standing) if scheme else Cell(Label("现在没有办法", "none in force")),
            Cell(scheme.cycle.label if scheme else NONE),
            Cell(_versions_words(each.field, scheme)),
            Cell(str(spread.as_of) if spread else Label("还没有评级", "not graded yet")),
            count_cell(spread.covered) if spread else Cell(NONE, is_number=True),
            *counts,
        )
    )


def level_counts(spread: Spread) -> dict[Level, int | None]:
    """Firms by level; None where a count that belongs to it is kept back."""
    found: dict[Level, int | None] = dict.fromkeys(Level, 0)
    for grade in spread.scheme.grades:
        count, so_far = spread.counts.get(grade.key, 0), found[grade.level]
        found[grade.level] = None if count is None or so_far is None else so_far + count
    return found


def _standing(standing: Standing) -> Cell:
    return Cell(standing.label, light=STANDING_FACES[standing].value)


def _versions_words(field: CreditField, scheme: Scheme | None) -> Label:
    count = len(field.schemes)
    many = Label(f"共 {count} 版", f"{count} in all")
    return joined([same(scheme.version), many], zh="，", en=", ") if scheme else many


def policy_table(frame: Frame) -> Table:
    """The default policy of checks by level of risk."""
    heads = (
        (
            Heading(Label("风险", "Risk"), rows=2),
            Heading(Label("检查", "Checks"), columns=2),
        ),
        (
            Heading(Label("抽查比例", "Share checked"), is_number=True),
            Heading(Label("每户每年", "A firm in a year"), is_number=True),
        ),
    )
    rows = tuple(
        Row(
            (
                Cell(level.label, light=LEVEL_FACES[level].value),
                Cell(share_words(checks), is_number=True),
                Cell(visits_words(checks), is_number=True),
            )
        )
        for level, checks in ((level, frame.levels[level]) for level in Level)
    )
    note = Label("出处：{title}。等级自己写了比例的，按它自己的。", "Source: {title}. A grade that names its own share keeps to that.")
    return Table(Label("默认检查政策", "Default policy of checks"), heads, rows, notes=(note.filled(title=frame.policy),))


def grades_table(scheme: Scheme, frame: Frame | None, spread: Spread | None, address: str = "") -> Table:
    """Each grade: from how many points, what follows, and how many firms have it. `address`: of the list of firms, narrowed by a grade."""
    heads = (
        (
            Heading(Label("等级", "Grade"), rows=2),
            Heading(Label("分数", "Points"), rows=2),
            Heading(Label("检查", "Checks"), columns=2),
            Heading(Label("办事", "Service"), columns=2),
            Heading(Label("关注", "Attention"), rows=2),
            Heading(Label("企业（家）", "Firms"), rows=2, is_number=True),
        ),
        (
            Heading(Label("抽查比例", "Share checked"), is_number=True),
            Heading(Label("每户每年", "A firm in a year"), is_number=True),
            Heading(Label("通道", "Channel")),
            Heading(Label("保证金", "Deposit")),
        ),
    )
    rows = tuple(_grade_row(scheme, grade, frame, spread, address) for grade in scheme.grades)
    notes = (HIDDEN,) if spread is not None and not spread.is_whole else ()
    return Table(Label("等级和后果", "Grades and what follows"), heads, rows, notes=notes, is_broad=True)


def _grade_row(scheme: Scheme, grade: GradeRule, frame: Frame | None, spread: Spread | None, address: str) -> Row:
    checks = frame.checks(grade) if frame else None
    own = Label("本领域自定", "of its own") if grade.has_checks else Label("默认政策", "default policy")
    firms = Cell(NONE, is_number=True)
    if spread is not None and grade.key in spread.counts:
        count = spread.counts[grade.key]
        firms = count_cell(count, f"{address}?grade={grade.key}&rest=yes" if address and count else "")
    return Row(
        (
            grade_cell(scheme, grade.key),
            Cell(from_words(scheme, grade)),
            Cell(share_words(checks), is_number=True, qualifier=own) if checks else Cell(NONE),
            Cell(visits_words(checks), is_number=True) if checks else Cell(NONE),
            Cell(grade.channel.label),
            Cell(grade.deposit or NONE),
            Cell(grade.attention or NONE),
            firms,
        )
    )


def scheme_table(scheme: Scheme) -> Table:
    """Every item, direct grade and bound, with what it is about and where it is written."""
    heads = (
        Heading(Label("条目", "Clause")),
        Heading(Label("结果", "Effect")),
        Heading(Label("合计至多", "At most in all"), is_number=True),
        Heading(Label("计多久", "Counts for")),
        Heading(Label("出处", "Paper")),
    )
    rows: list[Cells] = []
    for item in scheme.items:
        once = Label("一次", "once") if item.clause.book else Label("每条记录", "each record")
        effect = Cell(same(points_words(item.points)), qualifier=once)
        rows.append([_clause(item.clause), effect, str(item.most) if item.most else NONE, _time(item.clause), _paper(item.clause)])
    for fixed in scheme.direct:
        effect = Cell(grade_label_of(scheme, fixed.grade), qualifier=Label("直接判定", "directly"))
        rows.append([_clause(fixed.clause), effect, NONE, _time(fixed.clause), _paper(fixed.clause)])
    for fixed in scheme.bounds:
        effect = Cell(grade_label_of(scheme, fixed.grade), qualifier=Label("最高不超过", "no better than"))
        rows.append([_clause(fixed.clause), effect, NONE, _time(fixed.clause), _paper(fixed.clause)])
    return plain_table(Label("怎么评", "How it is graded"), heads, rows)


def grade_label_of(scheme: Scheme, key: str) -> Label:
    """What a grade is called."""
    return scheme.by_key[key].name


def _clause(clause: Clause) -> Cell:
    return Cell(clause.text, qualifier=Label(f"按规则 {clause.book}", f"by the rule book {clause.book}") if clause.book else "")


def _time(clause: Clause) -> Label:
    return NONE if clause.book else months_words(clause.months)


def _paper(clause: Clause) -> Cell:
    return Cell(clause.paper or NONE, qualifier=UNVERIFIED if clause.is_unverified else "")


def versions_table(field: CreditField, sources: Mapping[str, Mapping[str, Any]], current: str) -> Table:
    """Every version with its days and the document behind it; each leads to itself."""
    heads = (
        Heading(Label("版本", "Version")),
        Heading(Label("有效", "In force")),
        Heading(Label("来源", "Standing")),
        Heading(Label("文件", "Document")),
    )
    address = reverse("credit:field", args=[field.key])
    rows: list[Cells] = [
        [
            Cell(
                each.version, "" if each.version == current else f"{address}?version={each.version}", qualifier=_here(each.version, current)
            ),
            in_force_words(each),
            _standing(each.standing),
            _document(sources[each.version]),
        ]
        for each in sorted(field.schemes, key=lambda scheme: scheme.since, reverse=True)
    ]
    table = plain_table(Label("各版评级办法", "All versions"), heads, rows)
    return replace(table, is_broad=True)


def in_force_words(scheme: Scheme) -> Label:
    """From when until when a version holds."""
    if scheme.until is None:
        return Label(f"{scheme.since} 起", f"from {scheme.since}")
    return Label(f"{scheme.since} 至 {scheme.until}", f"{scheme.since} to {scheme.until}")


def _here(version: str, current: str) -> Text:
    return Label("本页显示的", "shown on this page") if version == current else ""


def _document(source: Mapping[str, Any]) -> Cell:
    title, note = source["title"], source.get("note")
    words = [same(source["number"])] if source.get("number") else []
    words.append(Label(f"据{_SEEN[source['seen']].zh}", f"from {_SEEN[source['seen']].en}"))
    if note:
        words.append(Label(note["zh"], note["en"]))
    return Cell(Label(title["zh"], title["en"]), qualifier=joined(words))
