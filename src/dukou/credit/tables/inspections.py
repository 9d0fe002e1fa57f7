"""Plans of inspections, their grades and lists as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse

from dukou.credit.core.inspections import PlanState
from dukou.credit.core.public_cuts import PublicCut, told
from dukou.credit.models import CheckPlan, InspectorRow, Interest
from dukou.credit.queries.check_plans import seed_text
from dukou.credit.queries.fields import CreditField
from dukou.credit.queries.plan_shown import FieldShown, GradeShown, PlanShown
from dukou.credit.tables.words import LEVEL_FACES, NONE, SYNTHETIC, percent, share_words, visits_words
from dukou.kit.core.labels import Label, joined, same
from dukou.kit.core.lights import Light
from dukou.kit.pages.tables import Cell, Heading, Row, Table, plain_table

PLAN_FACES = {
    PlanState.DRAFT: Light.UNDECIDED,
    PlanState.PUBLISHED: Light.YELLOW,
    PlanState.DRAWN: Light.GREEN,
    PlanState.CLOSED: Light.GREEN,
}
CONTROL = Label("随机对照组（不看等级）", "random control arm, whatever the grade")
Names = Mapping[str, CreditField]


def field_names(keys: Sequence[str], names: Names) -> Label:
    """Fields in words."""
    return joined([names[key].label if key in names else same(key) for key in keys], zh="、", en=", ") if keys else NONE


def plans_table(rows: Sequence[CheckPlan], names: Names) -> Table:
    """The plans, the newest first."""
    heads = (
        Heading(Label("计划", "Plan")),
        Heading(Label("领域", "Fields")),
        Heading(Label("单位", "Unit")),
        Heading(Label("时段", "Period")),
        Heading(Label("种子产生日", "Seed on")),
        Heading(Label("状态", "State")),
    )
    return plain_table(Label("检查计划", "Inspection plans"), heads, [_plan_cells(row, names) for row in rows])


def _plan_cells(row: CheckPlan, names: Names) -> list[Cell | Label | str]:
    state = PlanState.of(row.state)
    return [
        Cell(row.name, reverse("credit:plan", args=[row.key]), qualifier=SYNTHETIC if row.is_synthetic else ""),
        field_names(sorted(part.field for part in row.parts.all()), names),
        row.unit.label,
        f"{row.starts_on} – {row.ends_on}",
        str(row.seed_on),
        Cell(state.label, light=PLAN_FACES[state].value),
    ]


def grades_table(shown: PlanShown) -> Table:
    """Each grade of each field: what share it may have, what was chosen, and what comes of it."""
    heads = (
        Heading(Label("等级", "Grade")),
        Heading(Label("规定比例", "Share allowed")),
        Heading(Label("抽查比例", "Share"), is_number=True),
        Heading(Label("每年次数", "Visits a year")),
        Heading(Label("名单", "On the list"), is_number=True),
        Heading(Label("抽取", "Drawn"), is_number=True),
        Heading(Label("次数用完", "Number used up"), is_number=True),
    )
    rows = [row for each in shown.fields for row in _field_rows(each)]
    notes = (Label("次数用完的企业不在名单里；对照组与按等级抽中的可能重合", "firms whose number is used up stay off; both arms may meet"),)
    title = Label("各等级的名单和抽查比例", "The list and its shares by grade")
    return Table(title, (heads,), tuple(rows), notes=notes, unit=Label("家", "firms"))


def _field_rows(each: FieldShown) -> list[Row]:
    rows = [Row(_grade_cells(grade), begins=number == 0) for number, grade in enumerate(each.grades)]
    listed = sum(grade.listed for grade in each.grades)
    arm = (
        Cell(CONTROL, qualifier=each.field.label),
        Cell(NONE),
        Cell(f"{percent(each.control)}%", is_number=True),
        Cell(NONE),
        Cell(f"{listed:,}", is_number=True),
        Cell(f"{each.control_drawn:,}", is_number=True),
        Cell(NONE, is_number=True),
    )
    return [*rows, Row(arm)]


def _grade_cells(grade: GradeShown) -> tuple[Cell, ...]:
    return (
        Cell(grade.rule.name, qualifier=grade.field.label, light=LEVEL_FACES[grade.rule.level].value),
        Cell(share_words(grade.range)),
        Cell(f"{percent(grade.ratio)}%", is_number=True),
        Cell(visits_words(grade.range)),
        Cell(f"{grade.listed:,}", is_number=True),
        Cell(f"{grade.drawn:,}", is_number=True),
        Cell(f"{grade.left_out:,}", is_number=True),
    )


def cuts_table(cuts: Mapping[str, Mapping[str, Any]], names: Names) -> Table:
    """The bounds of a draw as everybody may read them."""
    heads = (
        Heading(Label("领域和等级", "Field and grade")),
        Heading(Label("名单（家）", "On the list"), is_number=True),
        Heading(Label("抽中（家）", "Drawn"), is_number=True),
        Heading(Label("界限", "Bound")),
    )
    rows: list[Row] = []
    for field, each in sorted(cuts.items()):
        label = names[field].label if field in names else same(field)
        lines = [*((same(grade), told(cut)) for grade, cut in each["grades"].items()), (CONTROL, told(each["control"]))]
        rows += [Row(_cut_cells(label, name, cut), begins=number == 0) for number, (name, cut) in enumerate(lines)]
    note = Label("键不大于界限的企业抽中", "a firm whose key is not above the bound is drawn")
    return Table(Label("界限", "Bounds"), (heads,), tuple(rows), notes=(note,))


def _cut_cells(field: Label, name: Label, cut: PublicCut) -> tuple[Cell, ...]:
    return (
        Cell(name, qualifier=field),
        Cell(f"{cut.listed:,}", is_number=True),
        Cell(f"{cut.drawn:,}", is_number=True),
        Cell(bound_words(cut)),
    )


def bound_words(cut: PublicCut) -> Label:
    """The bound without its row of f."""
    if not cut.bound:
        return Label("没有抽", "nobody is drawn")
    digits = cut.bound.rstrip("f")
    return same(f"{digits}f…f") if digits else Label("全部抽中", "everybody is drawn")


def hash_pairs(plan: CheckPlan) -> list[tuple[Label, object]]:
    """What was fixed, for everybody to compare."""
    return [
        (Label("总哈希", "Hash of the plan"), plan.plan_sha256),
        (Label("名单的哈希", "Hash of the list"), plan.list_sha256),
        (Label("办法的哈希", "Hash of the policy"), plan.policy_sha256),
        (Label("检查人员名录的哈希", "Hash of the roster"), plan.inspectors_sha256),
        (Label("种子名（写进哈希）", "Name of the seed, as it stands in the hash"), seed_text(plan)),
    ]


def countdown(days: int, seed_on: date) -> Label:
    """How long it is until the public number is there, in words."""
    if days > 1:
        return Label(f"种子号码 {seed_on} 产生，还有 {days} 天", f"the seed appears on {seed_on}, in {days} days")
    if days == 1:
        return Label(f"种子号码明天（{seed_on}）产生", f"the seed appears tomorrow, on {seed_on}")
    if days == 0:
        return Label(f"种子号码今天（{seed_on}）产生，公布后即可抽取", f"the seed appears today, {seed_on}: draw once it is public")
    return Label(f"种子号码已于 {seed_on} 产生，可以抽取", f"the seed appeared on {seed_on}: it can be drawn")


def roster_table(rows: Sequence[InspectorRow], names: Names) -> Table:
    """The inspectors with their fields and how many interests they declared."""
    heads = (
        Heading(Label("检查人员", "Inspector")),
        Heading(Label("代号", "Key")),
        Heading(Label("单位", "Unit")),
        Heading(Label("领域", "Fields")),
        Heading(Label("申报的利益关系", "Interests declared"), is_number=True),
        Heading(Label("登录", "Signs in")),
    )
    body = [
        [
            Cell(row.name, reverse("credit:inspector", args=[row.key]), qualifier=_off(row)),
            row.key,
            row.organisation.label,
            field_names(row.fields, names),
            str(sum(interest.ended_at is None for interest in row.interests.all())),
            row.person.username if row.person else NONE,
        ]
        for row in rows
    ]
    return plain_table(Label("检查人员名录", "Roster of inspectors"), heads, body)


def _off(row: InspectorRow) -> Label | str:
    if not row.is_active:
        return Label("已移出", "off the roster")
    return SYNTHETIC if row.is_synthetic else ""


def interests_table(rows: Sequence[Interest]) -> Table:
    """What an inspector declared."""
    heads = (
        Heading(Label("企业", "Firm")),
        Heading(Label("利益关系", "Interest")),
        Heading(Label("申报", "Declared")),
        Heading(Label("终止", "Over")),
    )
    body: list[list[Cell | Label | str]] = [[row.enterprise.name, row.reason, f"{row.declared_at:%Y-%m-%d}", _over(row)] for row in rows]
    return plain_table(Label("申报的利益关系", "Interests declared"), heads, body)


def _over(row: Interest) -> Cell:
    return Cell(f"{row.ended_at:%Y-%m-%d}", qualifier=row.ended_reason) if row.ended_at else Cell(NONE)
