"""Visits as tables: for units, for inspectors, for the firm."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils import timezone

from dukou.credit.core.inspections import Arm, RecusalRuling, VisitState
from dukou.credit.core.kinds import Severity
from dukou.credit.models import CheckVisit, VisitFinding, VisitInspector
from dukou.credit.queries.own_keys import OwnKey
from dukou.credit.tables.inspections import Names, bound_words, field_names
from dukou.credit.tables.words import NONE, SEVERITY_FACES, SYNTHETIC
from dukou.kit.core.labels import Label, joined, same
from dukou.kit.core.lights import Light
from dukou.kit.pages.tables import Cell, Heading, Row, Table, plain_table

VISIT_FACES = {
    VisitState.DRAWN: Light.UNDECIDED,
    VisitState.NOTIFIED: Light.YELLOW,
    VisitState.ARRIVED: Light.YELLOW,
    VisitState.RECORDED: Light.GREEN,
    VisitState.CANCELLED: Light.UNKNOWN,
}
FORGOTTEN = Label("随后的信用记录已终止，内容不再展示", "the record that followed has ended; its content is shown no more")


def visits_table(rows: Sequence[CheckVisit], names: Names, teams: Mapping[int, Sequence[str]]) -> Table:
    """The visits, each once for all its fields."""
    heads = (
        Heading(Label("企业", "Firm")),
        Heading(Label("领域", "Fields")),
        Heading(Label("抽中的原因", "Why")),
        Heading(Label("检查人员", "Inspectors")),
        Heading(Label("到场", "Arrived")),
        Heading(Label("状态", "State")),
    )
    return plain_table(Label("检查", "Visits"), heads, [_cells(row, names, teams.get(row.pk, ())) for row in rows])


def _cells(row: CheckVisit, names: Names, team: Sequence[str]) -> list[Cell | Label | str]:
    state = VisitState.of(row.state)
    when = timezone.localtime(row.arrived_at).strftime("%Y-%m-%d %H:%M") if row.arrived_at else str(row.planned_on or "—")
    return [
        Cell(row.enterprise.name, reverse("credit:visit", args=[row.pk]), qualifier=SYNTHETIC if row.enterprise.is_synthetic else ""),
        field_names(sorted(row.fields), names),
        why(row),
        "、".join(team) or NONE,
        when,
        Cell(state.label, light=VISIT_FACES[state].value),
    ]


def why(row: CheckVisit) -> Label:
    """Why a firm was drawn, over all its fields."""
    arms = {arm for words in row.fields.values() for arm in words}
    return joined([each.label for each in Arm if each.value in arms], zh="、", en=", ")


def fields_table(row: CheckVisit, names: Names, findings: Mapping[str, VisitFinding], ended: frozenset[int]) -> Table:
    """Each field of a visit: with which grade it was drawn, why, and what was found. Of a record that ended nothing is told."""
    heads = (
        Heading(Label("领域", "Field")),
        Heading(Label("等级", "Grade")),
        Heading(Label("抽中的原因", "Why it was drawn")),
        Heading(Label("结果", "Result")),
    )
    body = [
        [
            names[field].label if field in names else same(field),
            row.grades.get(field, "—"),
            joined([Arm.of(arm).label for arm in arms], zh="、", en=", "),
            _found(findings.get(field), ended),
        ]
        for field, arms in sorted(row.fields.items())
    ]
    return plain_table(Label("查什么", "What is checked"), heads, body)


def _found(finding: VisitFinding | None, ended: frozenset[int]) -> Cell:
    if finding is None:
        return Cell(NONE)
    if not finding.is_hit:
        return Cell(Label("未发现问题", "nothing found"), light=Light.GREEN.value)
    if finding.record_id in ended:
        return Cell(FORGOTTEN)
    severity = Severity.of(finding.severity)
    told = Label(f"发现问题（{severity.label.zh}）", f"found ({severity.label.en})")
    address = reverse("credit:record", args=[finding.record_id]) if finding.record_id else ""
    return Cell(told, address, qualifier=finding.words, light=SEVERITY_FACES[severity].value)


def team_table(rows: Sequence[VisitInspector]) -> Table:
    """Who was drawn, who comes instead of whom, and what was asked and ruled."""
    heads = (
        Heading(Label("检查人员", "Inspector")),
        Heading(Label("单位", "Unit")),
        Heading(Label("回避", "Recusal")),
        Heading(Label("到场", "There")),
    )
    body: list[list[Cell | Label | str]] = [
        [
            Cell(row.inspector.name, qualifier=row.inspector.key),
            row.inspector.organisation.label,
            _recusal(row),
            {True: Label("到场", "was there"), False: Label("未到场", "was not there"), None: NONE}[row.is_present],
        ]
        for row in rows
    ]
    return plain_table(Label("谁来检查", "Who comes"), heads, body)


def _recusal(row: VisitInspector) -> Cell:
    if row.ruling:
        return Cell(RecusalRuling.of(row.ruling).label, qualifier=row.ruled_reason)
    if row.asked_reason:
        return Cell(Label("已申请，待答复", "asked, not ruled on"), qualifier=row.asked_reason)
    return Cell(Label("回避后改抽", "drawn after a recusal")) if row.instead_of_id else Cell(NONE)


def keys_table(rows: Sequence[OwnKey], names: Names) -> Table:
    """The firm's own keys beside the bounds, so that it sees for itself."""
    heads = (
        Heading(Label("领域", "Field")),
        Heading(Label("算什么", "Text")),
        Heading(Label("键", "Key")),
        Heading(Label("界限", "Bound")),
        Heading(Label("结论", "So")),
    )
    body = [
        Row(
            (
                Cell(names[row.field].label if row.field in names else row.field, qualifier=row.grade or Arm.CONTROL.label),
                Cell(row.text),
                Cell(f"{row.key[:12]}…"),
                Cell(bound_words(row.cut)),
                Cell(Label("抽中", "drawn") if row.cut.reaches(row.key) else Label("没有抽中", "not drawn")),
            )
        )
        for row in rows
    ]
    return Table(Label("自己核对", "Check it yourself"), (heads,), tuple(body))
