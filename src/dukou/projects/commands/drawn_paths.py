"""Permit paths and forecasts as plain values, and drawn for a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from dukou.kit.core.labels import Label
from dukou.kit.output import Column, table_of
from dukou.projects.core.durations import Learnt
from dukou.projects.core.forecasts import Forecast
from dukou.projects.core.permits import Duration
from dukou.projects.core.standing import Project, Stand
from dukou.projects.packs.path_definitions import PathOfPack

Plain = dict[str, Any]
FIRM = Label("企业自办", "the firm itself")


def path_told(found: PathOfPack) -> Plain:
    """The path in the order in which it can be gone."""
    path, entry = found.path, found.entry
    tasks = [
        {
            "key": task.key,
            "name": task.name,
            "unit": task.unit or None,
            "unit_name": found.units.get(task.unit, FIRM),
            "after": list(task.after),
            "takes": _points(task.takes),
            "source": task.source,
        }
        for task in (path.tasks[at] for at in path.order)
    ]
    head = {"path": path.slug, "name": path.name, "about": entry.about.label, "source": entry.source.label, "draft": entry.draft}
    return head | {"ends": path.ends, "tasks": tasks}


def forecast_told(found: PathOfPack, project: Project, learnt: Sequence[Learnt], result: Forecast, odd: list[Label]) -> Plain:
    """The forecast, with what each task's duration stands on."""
    path = found.path
    tasks = [
        {
            "key": (task := path.tasks[at]).key,
            "name": task.name,
            "unit": task.unit or None,
            "state": _state(project.stands.get(task.key)),
            "takes": _learnt_points(learnt[at], task.takes),
            "by": learnt[at].label,
            "n": learnt[at].n,
            "by_month": dict(learnt[at].by_month),
            "p50": result.medians[task.key],
            "critical": round(result.critical[task.key], 4),
        }
        for at in path.order
    ]
    costs = [
        {"unit": unit or None, "name": found.units.get(unit, FIRM), "days": round(days, 1)}
        for unit, days in sorted(result.costs.items(), key=lambda each: -each[1])
    ]
    plan = result.by_plan
    return {
        "path": path.slug,
        "name": path.name,
        "draft": found.entry.draft,
        "ends": path.ends,
        "from": result.on,
        "p50": result.p50,
        "p80": result.p80,
        "mean_days": round(result.mean_days, 1),
        "by_plan": None if plan is None else {"runs": plan.numerator, "of": plan.denominator, "label": plan.label},
        "runs": result.runs,
        "seed": result.seed,
        "beyond": result.beyond,
        "tasks": tasks,
        "costs": costs,
        "odd": odd,
    }


def drawn_path(told: Plain) -> RenderableType:
    """Its head and its tasks."""
    rows = [
        each
        | {"unit": each["unit_name"], "after": ", ".join(each["after"]), "takes": _days(each["takes"]), "source": each["source"] or _DRAFT}
        for each in told["tasks"]
    ]
    return Group(Text(f"{told['name']} · {told['path']}"), Text(str(told["source"])), table_of(rows, TASKS))


def drawn_forecast(told: Plain) -> RenderableType:
    """The dates first, then what they hang on."""
    parts: list[RenderableType] = [Text(str(_HEAD.filled(**told)))]
    if told["by_plan"]:
        parts.append(Text(str(_PLAN.filled(label=told["by_plan"]["label"]))))
    rows = [each | {"takes": _days(each["takes"]), "critical": f"{each['critical']:.0%}"} for each in told["tasks"]]
    parts += [table_of(rows, STEPS), table_of(told["costs"], COSTS)]
    parts += [Text(str(_ODD.filled(odd=each))) for each in told["odd"]]
    samples = told["samples"]
    if samples["read"] > samples["used"]:
        parts.append(Text(str(_OTHERS.filled(n=samples["read"] - samples["used"]))))
    if told["beyond"]:
        parts.append(Text(str(_BEYOND.filled(n=told["beyond"]))))
    if told["p80"] > told["calendar"]["firm_until"]:
        parts.append(Text(str(_PROVISIONAL.filled(day=told["calendar"]["firm_until"]))))
    return Group(*parts, *([Text(str(_DRAFT_PATH))] if told["draft"] else []))


def _points(takes: Duration) -> Plain:
    return {"days": takes.unit, "low": takes.low, "usual": takes.usual, "high": takes.high}


def _learnt_points(known: Learnt, takes: Duration) -> Plain:
    low, usual, high = (round(known.spread.quantile(share), 1) for share in (0.1, 0.5, 0.9))
    return {"days": takes.unit, "low": low, "usual": usual, "high": high}


def _days(takes: Plain) -> str:
    return f"{takes['low']:g} / {takes['usual']:g} / {takes['high']:g} {takes['days'].label}"


def _state(stand: Stand | None) -> Plain | None:
    return None if stand is None else {"start": stand.start, "end": stand.end}


_DRAFT = Label("草案，无出处", "draft, no source")
_HEAD = Label(
    "{name}：{from} 起，P50 {p50}，P80 {p80}（{runs} 次，种子 {seed}）",
    "{name}: from {from}, P50 {p50}, P80 {p80} ({runs} runs, seed {seed})",
)
_PLAN = Label("按计划日期办成：{label}", "done by the planned day: {label}")
_ODD = Label("存疑：{odd}", "odd: {odd}")
_OTHERS = Label("{n} 例样本属于别的单位，没有用", "{n} samples are of another unit and were not used")
_BEYOND = Label("有 {n} 次超出可算的最后一天", "{n} runs went on past the last day that is told")
_PROVISIONAL = Label("{day} 以后放假安排未公布，按周末算", "after {day} no holidays are published: reckoned by weekends")
_DRAFT_PATH = Label("这条路径的工期是草案，不是任何单位的规定", "the durations of this path are a draft; no office has set them")
_KEY, _NAME, _UNIT = Column("key", Label("代号", "key")), Column("name", Label("任务", "task")), Column("unit", Label("单位", "unit"))
TASKS = [
    _KEY,
    _NAME,
    _UNIT,
    Column("after", Label("先办完", "after")),
    Column("takes", Label("申报工期 P10/P50/P90", "declared P10/P50/P90")),
    Column("source", Label("出处", "source")),
]
STEPS = [
    _KEY,
    _NAME,
    Column("takes", Label("工期 P10/P50/P90", "takes P10/P50/P90")),
    Column("by", Label("依据", "stands on")),
    Column("p50", Label("P50 办结", "done by P50")),
    Column("critical", Label("关键", "critical"), "right"),
]
COSTS = [Column("name", Label("单位", "unit")), Column("days", Label("占关键路径天数", "critical days"), "right")]
