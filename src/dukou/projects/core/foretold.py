"""A forecast as plain values, in the form in which it is kept and shown: everything that it stands on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from dukou.kit.core.labels import Label
from dukou.projects.core.durations import Learnt
from dukou.projects.core.forecasts import Forecast
from dukou.projects.core.permits import PermitPath
from dukou.projects.core.standing import Project, Stand


def plain_forecast(
    path: PermitPath, project: Project, known: Sequence[Learnt], result: Forecast, odd: Sequence[Label], firm_until: date
) -> dict[str, Any]:
    """Tasks in the order in which they can be gone, days by unit from the most, doubts, and until when holidays are published."""
    plan = result.by_plan
    return {
        "tasks": [_task(path, at, project, known[at], result) for at in path.order],
        "costs": [[unit, round(days, 1)] for unit, days in sorted(result.costs.items(), key=lambda each: (-each[1], each[0]))],
        "mean_days": round(result.mean_days, 1),
        "plan": None if plan is None else [plan.numerator, plan.denominator],
        "beyond": result.beyond,
        "odd": [_words(each) for each in odd],
        "firm_until": firm_until.isoformat(),
    }


def _task(path: PermitPath, at: int, project: Project, known: Learnt, result: Forecast) -> dict[str, Any]:
    task, stand = path.tasks[at], project.stands.get(path.tasks[at].key)
    return {
        "key": task.key,
        "name": _words(task.name),
        "unit": task.unit,
        "start": _day(stand, "start"),
        "end": _day(stand, "end"),
        "days": task.takes.unit.value,
        "takes": [round(known.spread.quantile(share), 1) for share in (0.1, 0.5, 0.9)],
        "by": _words(known.label),
        "n": known.n,
        "p50": result.medians[task.key].isoformat(),
        "critical": round(result.critical[task.key], 4),
    }


def _day(stand: Stand | None, name: str) -> str | None:
    day = getattr(stand, name) if stand else None
    return None if day is None else str(day)


def _words(said: Label) -> dict[str, str]:
    return {"zh": said.zh, "en": said.en}
