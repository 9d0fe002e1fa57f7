"""The ladder of a project as it stands, its papers, and the investment on its land."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Count, Max, Sum

from dukou.accounts.core.viewers import Viewer
from dukou.projects.core.kinds import MoveState
from dukou.projects.core.ladders import Line, Proof, Told, Total, intensity, ladder
from dukou.projects.core.replays import Rung
from dukou.projects.models import MoneyPaper, MoneyStatement, Project
from dukou.projects.queries.facts import fact_told
from dukou.projects.queries.standing import IN_WORK
from dukou.projects.queries.visibility import inner_projects
from dukou.rules.core.values import Number

LAND = "project.land"
_STANDS, _WAITS = MoveState.STANDS.value, MoveState.WAITING.value


def ladder_of(project: Project) -> dict[Rung, Line]:
    """Every rung with the total that stands, the one that waits, and what papers prove."""
    told = [
        Told(Rung.of(row.rung), row.amount, row.as_of, row.said_by, row.state == _WAITS)
        for row in MoneyStatement.objects.filter(project=project, state__in=[_STANDS, _WAITS]).order_by("pk")
    ]
    papers = MoneyPaper.objects.filter(project=project, state__in=[_STANDS, _WAITS], withdrawn_at__isnull=True)
    return ladder(told, [Proof(Rung.of(row.rung), row.amount, row.state == _WAITS) for row in papers])


def contract_sums(viewer: Viewer) -> dict[str, int]:
    """The contract sum that stands of each project in sight for which one was told, in fen, by the key of the project."""
    rows = MoneyStatement.objects.filter(project__in=inner_projects.filter(viewer), rung=Rung.CONTRACT.value, state=_STANDS)
    return dict(rows.order_by("pk").values_list("project__key", "amount"))  # the newest of each comes last


def totals(viewer: Viewer) -> list[Total]:
    """Every rung over the projects in sight that are not over: the newest total of each, and what papers prove. Three questions.

    Of a project that told nothing nothing is counted. A paper proves only what stands on its rung, so what is proved never exceeds it.
    """
    seen = inner_projects.filter(viewer).filter(IN_WORK).order_by()
    rows = MoneyStatement.objects.filter(project__in=seen)
    newest = rows.filter(state=_STANDS).values("project", "rung").annotate(newest=Max("pk")).values("newest")
    told = rows.filter(pk__in=newest).values_list("rung").annotate(Sum("amount"), Count("pk"))
    waiting = dict(rows.filter(state=_WAITS).values_list("rung").annotate(Sum("amount")))
    papers = MoneyPaper.objects.filter(project__in=seen, state=_STANDS, withdrawn_at__isnull=True)
    proved = dict(papers.values_list("rung").annotate(Sum("amount")))
    sums = {rung: (amount, count) for rung, amount, count in told}
    return [Total(rung, *sums.get(rung.value, (0, 0)), proved.get(rung.value, 0), waiting.get(rung.value, 0)) for rung in Rung]


def papers_of(project: Project) -> Sequence[MoneyPaper]:
    """Every paper that was ever entered, by rung and day: those that wait, were turned down or withdrawn too."""
    return list(MoneyPaper.objects.filter(project=project).order_by("rung", "issued_on", "pk"))


def statements_of(project: Project) -> Sequence[MoneyStatement]:
    """Every total that was ever told, the newest first."""
    return list(MoneyStatement.objects.filter(project=project).order_by("-pk"))


def intensity_of(viewer: Viewer, project: Project, lines: dict[Rung, Line], on: date) -> Number:
    """Fixed assets that stand in 万元 a mu of the land stated; None where one of them is not known."""
    fixed, land = lines[Rung.FIXED_ASSETS].amount, fact_told(viewer, project.key, LAND, on)
    return None if fixed is None or land is None else intensity(fixed, land)
