"""Foretelling when a project produces. What is foretold is kept with everything it stands on, and scored by what comes."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.viewers import Viewer
from dukou.audit.actions import record
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.projects.actions._steps import begun, held
from dukou.projects.core.days import DayTable
from dukou.projects.core.forecasts import Asked, forecasts, learnt_of
from dukou.projects.core.foretold import plain_forecast
from dukou.projects.core.scoring import Score
from dukou.projects.core.standing import Project as Standing
from dukou.projects.core.standing import oddities
from dukou.projects.models import KeptForecast, Project
from dukou.projects.queries.forecasts import score_of_all
from dukou.projects.queries.paths import calendar, learnt_samples, produced_on, way_of

RUNS, MOST_RUNS = 10_000, 100_000


class ProducesAlready(Refusal):
    """What has come is not foretold."""

    code = "projects.produces_already"
    status = 409
    what = Label("没有预测", "nothing was foretold")
    why = Label("项目“{key}”已于 {day} 投产", "project “{key}” is in production since {day}")
    cure = Label("看它以往的预测说中没有", "look how its earlier forecasts fared")


class RunsOutOfRange(Refusal):
    """Few runs tell nothing, very many keep everybody waiting."""

    code = "projects.runs_out_of_range"
    what = Label("没有预测", "nothing was foretold")
    why = Label("模拟次数 {runs} 不在 100 到 {most} 之间", "{runs} runs are not between 100 and {most}")
    cure = Label("通常用 10000", "10,000 is usual")


def make(
    *, by: Viewer, project: str, plan: date | None = None, runs: int = RUNS, seed: int = 1, now: datetime | None = None
) -> KeptForecast:
    """Foretell a project from what is noted of its path by today, and keep it: P50, P80, what they hang on, how earlier forecasts fared."""
    actor, moment = begun(by, now)
    if not 100 <= runs <= MOST_RUNS:
        raise RunsOutOfRange(runs=runs, most=MOST_RUNS)
    on = timezone.localdate(moment)
    with transaction.atomic():
        row = held(by, project)
        produced = produced_on([row.pk]).get(row.pk)
        if produced is not None:
            raise ProducesAlready(key=project, day=produced)
        kept = _made(row, on, Asked(runs, seed, plan))
        kept.made_at, kept.made_by = moment, by.key
        kept.save()
        after = {"forecast": kept.pk, "path": kept.path.slug, "as_of": on, "p50": kept.p50, "p80": kept.p80, "runs": runs, "seed": seed}
        record(by=actor, act="forecasts.make", subject=("project", project), after=after, now=moment)
    return kept


def _made(row: Project, on: date, asked: Asked) -> KeptForecast:
    way, days = way_of(row), calendar()
    state = Standing(on, way.stands)
    known = learnt_of(way.path, learnt_samples(way, DayTable(days), on, is_synthetic=row.is_synthetic))
    (result,) = forecasts(way.path, known, [state], days, asked)
    content = plain_forecast(way.path, state, known, result, list(oddities(way.path, state)), days.firm_until)
    past = score_of_all(on, is_synthetic=row.is_synthetic)
    content |= {"past": _plain_score(past), "left_out": [key for key in way.whole.places if key not in way.path.places]}
    return KeptForecast(
        project=row, path=way.text, as_of=on, seed=asked.seed, runs=asked.runs, p50=result.p50, p80=result.p80, content=content
    )


def _plain_score(past: Score) -> dict[str, Any]:
    return {"held": past.p80.numerator, "of": past.p80.denominator, "open": past.open}
