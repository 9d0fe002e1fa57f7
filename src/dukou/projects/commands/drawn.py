"""A replay drawn for a terminal."""

from __future__ import annotations

from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from dukou.kit.core.labels import Label
from dukou.kit.output import Column, table_of
from dukou.projects.core.replays import Milestone
from dukou.projects.core.replays.months import STRETCHES

Plain = dict[str, Any]


def drawn_replay(told: Plain) -> RenderableType:
    """Milestones and months, money, intensity, blockers, then what was assumed and what stays open."""
    parts: list[RenderableType] = [Text(f"{told['name']} · {told['of']} · {told['source']}")]
    if told["milestones"]:
        parts += [table_of(told["milestones"], MILESTONES, _MILESTONES), table_of(_months(told), MONTHS, _MONTHS)]
    if told["spans"]:
        parts.append(table_of([each | {"between": _between(each["from"], each["to"])} for each in told["spans"]], SPANS, _SPANS))
    if told["money"]:
        parts.append(table_of([_money(each) for each in told["money"]], MONEY, _MONEY))
    if told["intensity"]:
        parts.append(Text(str(_INTENSITY.filled(**told["intensity"]))))
    if told["blockers"]:
        parts.append(table_of([_blocker(each) for each in told["blockers"]], BLOCKERS, _BLOCKERS))
    parts += [Text(str(_ASSUMED.filled(said=each["said"]))) for each in told["assumptions"]]
    parts += [Text(str(_FOUND.filled(kind=each["kind"].label, said=each["said"]))) for each in told["findings"]]
    if not told["verified"]:
        parts.append(Text(str(_UNVERIFIED)))
    return Group(*parts)


def _months(told: Plain) -> list[Plain]:
    counted = [(first, last, told["months"][f"{first}_to_{last}"]) for first, last in STRETCHES]
    return [{"between": _between(first, last), "months": _UNKNOWN if count is None else count} for first, last, count in counted]


def _between(first: Milestone, last: Milestone) -> Label:
    return Label("{first} → {last}", "{first} → {last}").filled(first=first.label, last=last.label)


def _money(each: Plain) -> Plain:
    unit = each["unit"]
    written = {name: f"{each[name]:f}{unit}" for name in ("evidence_told_for", "without_evidence_told")}
    return each | written | {"sum": f"{each['operator'].sign}{each['value']:f}{unit}"}


def _blocker(each: Plain) -> Plain:
    owner = each["owner"]
    return each | {"unit": owner["name"] if owner else _UNKNOWN, "source": owner["source"] if owner else None}


_UNKNOWN = Label("不详", "unknown")
_MILESTONES, _MONTHS, _SPANS = Label("节点", "milestones"), Label("历时", "months"), Label("来源所述时段", "spans told by the source")
_MONEY, _BLOCKERS = Label("资金", "money"), Label("遇到的问题", "blockers")
_INTENSITY = Label("每亩投资：{value} {unit}（{least} 至 {most}）", "investment per mu: {value} {unit} ({least} to {most})")
_ASSUMED = Label("假定：{said}", "assumed: {said}")
_FOUND = Label("疑点（{kind}）：{said}", "finding ({kind}): {said}")
_UNVERIFIED = Label("未核实：只按公开文字，没有对照项目文件", "unverified: from the published text alone, no papers seen")
MILESTONES = [
    Column("name", Label("节点", "milestone")),
    Column("date", Label("日期", "date")),
    Column("figure", Label("数据项", "figure")),
    Column("place", Label("出处", "where it stands")),
]
MONTHS = [Column("between", Label("从哪里到哪里", "from and to")), Column("months", Label("月数", "months"), "right")]
SPANS = [
    Column("what", Label("做什么", "what")),
    Column("between", Label("从哪里到哪里", "from and to")),
    Column("months", Label("月数", "months"), "right"),
    Column("place", Label("出处", "where it stands")),
]
MONEY = [
    Column("name", Label("哪一级", "rung")),
    Column("sum", Label("金额", "sum"), "right"),
    Column("evidence_told_for", Label("交代了凭据", "evidence told for"), "right"),
    Column("without_evidence_told", Label("没有交代", "not told for"), "right"),
    Column("projects", Label("项目数", "projects"), "right"),
    Column("place", Label("出处", "where it stands")),
]
BLOCKERS = [
    Column("name", Label("问题", "blocker")),
    Column("unit", Label("建议牵头单位", "owner proposed")),
    Column("source", Label("职责清单来源", "source of the duty list")),
    Column("place", Label("出处", "where it stands")),
]
