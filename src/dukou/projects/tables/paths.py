"""A permit path and a forecast as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dukou.kit.core.labels import Label
from dukou.kit.core.rates import Rate
from dukou.kit.pages.tables import Cell, Heading, Row, Table, plain_table
from dukou.projects.core.scoring import Score
from dukou.projects.core.standing import Stand
from dukou.projects.models import KeptForecast, PathStep
from dukou.projects.queries.paths import Way

FIRM = Label("企业自办", "the firm itself")
NOT_BEGUN, NOT_NEEDED = Label("未开始", "not begun"), Label("不需要", "not needed")
_UNTIL, _DONE = Label("{start} 起在办", "under way since {start}"), Label("{end} 办结", "done on {end}")


def tasks_table(way: Way, units: Mapping[str, Label], newest: KeptForecast | None) -> Table:
    """The tasks in the order in which they can be gone; with a forecast, by when half of the runs have it done, how critical it is."""
    told = {each["key"]: each for each in newest.content["tasks"]} if newest else {}
    heads = [Heading(Label("任务", "Task")), Heading(Label("单位", "Unit")), Heading(Label("进度", "State"))]
    heads += [Heading(Label("P50 办结", "Done by P50")), Heading(Label("关键", "Critical"), is_number=True)] if told else []
    rows = []
    for at in way.whole.order:
        task = way.whole.tasks[at]
        cells: list[Cell | Label | str] = [task.name, units.get(task.unit, FIRM), _state(way.steps.get(task.key))]
        foretold = told.get(task.key)
        if told:
            cells += [foretold["p50"] if foretold else "—", _share(foretold["critical"]) if foretold else "—"]
        rows.append(cells)
    return plain_table(Label("许可路径", "Permit path"), heads, rows)


def costs_table(kept: KeptForecast, units: Mapping[str, Label]) -> Table:
    """The mean days of the critical path by whose they are."""
    heads = (Heading(Label("单位", "Unit")), Heading(Label("占关键路径天数", "Critical days"), is_number=True))
    rows: list[Sequence[Cell | Label | str]] = [[units.get(unit, FIRM), f"{days:g}"] for unit, days in kept.content["costs"]]
    total = Row((Cell(Label("合计", "Sum")), Cell(f"{kept.content['mean_days']:g}", is_number=True)), is_sum=True)
    table = plain_table(Label("时间花在谁那里", "Whose days it costs"), heads, rows)
    return Table(
        table.title, table.heads, (*table.rows, total), notes=(Label("自然日，多次模拟的平均数", "calendar days, the mean of the runs"),)
    )


def forecasts_table(kept: Sequence[KeptForecast]) -> Table:
    """Every forecast that was kept, with how earlier ones had fared by then."""
    heads = (
        Heading(Label("预测日", "Foretold on")),
        Heading(Label("P50 日期", "P50")),
        Heading(Label("P80 日期", "P80")),
        Heading(Label("当时以往 P80 说中", "Past P80s that held by then")),
    )
    rows: list[Sequence[Cell | Label | str]] = [
        [str(each.as_of), str(each.p50), str(each.p80), past_words(each.content["past"])] for each in kept
    ]
    return plain_table(Label("以往的预测", "Earlier forecasts"), heads, rows)


def past_words(past: Mapping[str, Any]) -> Label:
    """How earlier forecasts had fared when one was made, with their number."""
    rate = Rate(past["held"], past["of"])
    return Score(rate, rate, past["open"]).label


def _state(step: PathStep | None) -> Cell:
    if step is None:
        return Cell(NOT_BEGUN)
    if not step.is_needed:
        return Cell(NOT_NEEDED, qualifier=step.said)
    stand = Stand(step.begun_on, step.done_on)
    if stand.end is not None:
        return Cell(_DONE.filled(end=stand.end), qualifier=step.said)
    return Cell(_UNTIL.filled(start=stand.start) if stand.start else NOT_BEGUN, qualifier=step.said)


def _share(share: float) -> str:
    return f"{share:.0%}"
