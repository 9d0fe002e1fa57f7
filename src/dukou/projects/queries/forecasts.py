"""What was foretold of a project, and how earlier forecasts fared."""

from __future__ import annotations

from datetime import date

from dukou.projects.core.kinds import ProjectStatus
from dukou.projects.core.scoring import Past, Score, score
from dukou.projects.models import KeptForecast, Project
from dukou.projects.queries.paths import produced_on


def forecasts_of(project: Project) -> list[KeptForecast]:
    """What was foretold of it, the newest first."""
    return list(KeptForecast.objects.filter(project=project).select_related("path").order_by("-pk"))


def score_of_all(on: date, *, is_synthetic: bool) -> Score:
    """How all forecasts of the district had fared by the close of `on`, made-up projects by themselves.

    A rate of many, so it is told to whoever sees one of them. What was foretold of projects that are over is left out: nobody tried any
    more. Of forecasts of one day the last stands.
    """
    over = [status.value for status in ProjectStatus if status.is_over]
    rows = KeptForecast.objects.filter(project__is_synthetic=is_synthetic, as_of__lte=on).exclude(project__status__in=over)
    became = produced_on()
    told = {(row[0], row[1]): row for row in rows.order_by("pk").values_list("project_id", "as_of", "p50", "p80")}
    return score([Past(made, fifty, eighty, became.get(project)) for project, made, fifty, eighty in told.values()], on)
