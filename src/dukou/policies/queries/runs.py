"""The newest run over the register, and what it found."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Count, Q, QuerySet

from dukou.accounts.core.viewers import Viewer
from dukou.enterprises.queries.narrowing import ALL, Meant
from dukou.enterprises.queries.visibility import visible_enterprises
from dukou.policies.core.benefits import Amount
from dukou.policies.models import Entitlement, MatchingRun
from dukou.policies.queries.policies import Standing, measures_standing, standing
from dukou.rules.core.answers import Answer
from dukou.rules.core.nearness import Near, nearest_first

# measures as `measures_standing` orders them: a position is a place within one policy
_IN_ORDER = ("measure__policy__order", "measure__policy__slug", "measure__position", "enterprise__sort_key", "enterprise_id")


@dataclass(frozen=True, slots=True)
class Matched:
    """One firm under one measure in the newest run. `near`: the one sentence it is short of."""

    standing: Standing
    firm_id: int
    firm: str
    firm_name: str
    is_synthetic: bool
    code: str
    division: str
    answer: Answer
    amount: Amount | None
    near: Near | None


def newest_run() -> MatchingRun | None:
    """The run that pages read; None before there was any."""
    return MatchingRun.objects.order_by("-pk").first()


def matched(viewer: Viewer, measure: str = "", *, answer: Answer | None = None, is_near: bool = False, meant: Meant = ALL) -> list[Matched]:
    """What the newest run found of the firms that the viewer may see: of one measure, with one answer, or one short; of those meant.

    The latter come with the nearest first; otherwise measures stand in the pack's order, firms by name.
    An entry that was merged into another since is left out: the one that stands is told of. So is a measure that was withdrawn since.
    """
    run = newest_run()
    if run is None:
        return []
    rows = _found(viewer, run)
    if meant:
        rows = rows.filter(meant.condition)
    if measure:
        rows = rows.filter(measure__key=measure)
    if answer is not None:
        rows = rows.filter(answer=answer.value)
    if is_near:
        rows = rows.filter(near__isnull=False)
    ordered = rows.select_related("measure", "enterprise").order_by(*_IN_ORDER)
    known: dict[int, Standing] = {}
    found = []
    for row in ordered:
        if row.measure_id not in known:
            known[row.measure_id] = standing(row.measure)
        found.append(_matched(row, known[row.measure_id]))
    return nearest_first(found, lambda each: each.near) if is_near else found


def _matched(row: Entitlement, each: Standing) -> Matched:
    amount = None if row.least is None else Amount(row.least, row.most)
    near = Near.of_dict(row.near) if row.near else None
    firm = row.enterprise
    return Matched(each, firm.pk, firm.key, firm.name, firm.is_synthetic, firm.code, firm.division, Answer.of(row.answer), amount, near)


def near_counts(viewer: Viewer) -> dict[str, int]:
    """By measure, how many of the firms in sight are one condition short: as many as `matched` lists."""
    run = newest_run()
    rows = _found(viewer, run).filter(near__isnull=False) if run else Entitlement.objects.none()
    return dict(rows.values_list("measure__key").annotate(count=Count("pk")).order_by("measure__key"))


def _found(viewer: Viewer, run: MatchingRun) -> QuerySet[Entitlement]:
    """What a run found of the firms in sight; neither merged entries nor measures that were withdrawn since."""
    in_sight = Q(enterprise__in=visible_enterprises.filter(viewer), enterprise__merged_into__isnull=True)
    return Entitlement.objects.filter(in_sight, run=run, measure__key__in=[each.measure.key for each in measures_standing()])


def firms_done() -> int | None:
    """How many firms the run at work has matched; None where none is at work."""
    done: int | None = cache.get(PROGRESS)
    return done


PROGRESS = "policies.run.progress"
