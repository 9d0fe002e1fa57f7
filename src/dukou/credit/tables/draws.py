"""What was drawn, and what the public reads of a plan, as tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse

from dukou.credit.core.inspections import PlanState
from dukou.credit.models import CheckPlan
from dukou.credit.tables.inspections import CONTROL, PLAN_FACES, Names, field_names
from dukou.credit.tables.words import SYNTHETIC, percent
from dukou.kit.core.labels import Label, same
from dukou.kit.pages.tables import Cell, Heading, Row, Table, plain_table

_OF = {"field": Label("领域", "field"), "unit": Label("单位", "unit"), "visit": Label("整组", "the whole team")}


def teams_table(document: Mapping[str, Any]) -> Table:
    """Who goes how often."""
    visits = Heading(Label("抽中次数", "Visits"), is_number=True)
    heads = (Heading(Label("检查人员代号", "Inspector")), Heading(Label("单位", "Unit")), visits)
    count = Counter(key for each in document["drawn"].values() for key in each["inspectors"])
    body = [[key, each["unit"], str(count[key])] for key, each in sorted(document["inspectors"].items())]
    return plain_table(Label("抽中的检查人员", "Inspectors drawn"), heads, body)


def shortages_table(rows: Sequence[Mapping[str, Any]]) -> Table:
    """Visits that lack inspectors."""
    heads = (
        Heading(Label("企业", "Firm")),
        Heading(Label("缺在哪里", "Lacking in")),
        Heading(Label("要", "Needed"), is_number=True),
        Heading(Label("有", "Found"), is_number=True),
    )
    body = [[row["firm"], _lacking(row["of"], row["name"]), str(row["needed"]), str(row["found"])] for row in rows]
    return plain_table(Label("人手不足的检查", "Visits short of inspectors"), heads, body)


def _lacking(of: str, name: str) -> Label:
    return Label(f"{_OF[of].zh} {name}".strip(), f"{_OF[of].en} {name}".strip())


def public_policy_table(plan: CheckPlan, names: Names) -> Table:
    """The published shares by field and grade."""
    heads = (Heading(Label("领域", "Field")), Heading(Label("等级", "Grade")), Heading(Label("抽查比例", "Share"), is_number=True))
    rows: list[Row] = []
    for field, terms in sorted(plan.policy["fields"].items()):
        label = names[field].label if field in names else same(field)
        lines = [*((same(grade), ratio) for grade, ratio in terms["ratios"].items()), (CONTROL, terms["control"])]
        cells = [(Cell(label), Cell(name), Cell(f"{percent(ratio)}%", is_number=True)) for name, ratio in lines]
        rows += [Row(each, begins=not number) for number, each in enumerate(cells)]
    return Table(Label("公布的办法", "The published policy"), (heads,), tuple(rows))


def public_plans_table(rows: Sequence[CheckPlan], names: Names) -> Table:
    """Every published plan, for everybody."""
    heads = (
        Heading(Label("计划", "Plan")),
        Heading(Label("单位", "Unit")),
        Heading(Label("领域", "Fields")),
        Heading(Label("种子", "Seed")),
        Heading(Label("状态", "State")),
    )
    return plain_table(Label("公布的计划", "Published plans"), heads, [_public(row, names) for row in rows])


def _public(row: CheckPlan, names: Names) -> list[Cell | Label | str]:
    state = PlanState.of(row.state)
    return [
        Cell(row.name, reverse("credit:public_draw", args=[row.key]), qualifier=SYNTHETIC if row.is_synthetic else ""),
        row.unit.label,
        field_names(sorted(part.field for part in row.parts.all()), names),
        f"{row.seed_name} · {row.seed_on}",
        Cell(state.label, light=PLAN_FACES[state].value),
    ]
