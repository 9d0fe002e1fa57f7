"""Visits: who sees them, how often each firm was visited, and what the firm itself reads."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from dukou.accounts.core.viewers import Viewer
from dukou.credit.core.inspections import RecusalRuling, VisitState
from dukou.credit.core.visits import Visited, counted
from dukou.credit.models import CheckVisit, PlanField, VisitInspector
from dukou.credit.queries.inspectors import DRAWS, leads
from dukou.credit.queries.records import standing_for_many
from dukou.enterprises.queries.own import acts_for_entry, own_entries
from dukou.enterprises.queries.rosters import keys_by_id
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.kit.predicates import Predicate

MADE = [state.value for state in VisitState if state.was_made]
AHEAD = [state.value for state in VisitState if state.is_ahead]
OPEN = [state.value for state in VisitState if state.is_open]
COMES = ~Q(ruling=RecusalRuling.GRANTED.value)
KNOWN_TO_FIRM = Q(notified_at__isnull=False) | Q(arrived_at__isnull=False)


class NoSuchVisit(Refusal):
    """No visit has this number or code, or it is not for the viewer."""

    code = "credit.no_such_visit"
    status = 404
    what = Label("没有查到这次检查", "there is no such visit")
    why = Label("没有这个编号或到场码，或与您无关：没有抽中、没有公布的检查不能实施", "none has this number or code, or it is not yours")
    cure = Label("核对到场码；来人出示不了有效的码，企业可以拒绝检查", "check the code; a firm may turn away whoever has no valid one")


def _may_see(viewer: Viewer) -> Q:
    """All for the leading unit; a unit those of its plans and fields; an inspector his own; a firm its own once it was told or visited."""
    if leads(viewer):
        return Q()
    units = viewer.organisations_where(DRAWS)
    seen = Q(enterprise__in=own_entries(viewer)) & KNOWN_TO_FIRM
    if viewer.person_id is not None:
        seen |= Q(Exists(VisitInspector.objects.filter(COMES, visit=OuterRef("pk"), inspector__person=viewer.person_id)))
    if units:
        seen |= Q(plan__unit__key__in=units) | Q(plan__in=PlanField.objects.filter(unit__key__in=units).values("plan"))
    return seen


visible_visits: Predicate[Viewer, CheckVisit] = Predicate(CheckVisit, _may_see)


def visits_seen(viewer: Viewer) -> QuerySet[CheckVisit]:
    """The visits in sight, the newest first."""
    return visible_visits.filter(viewer).select_related("plan__unit", "enterprise").order_by("-pk")


def visit_numbered(viewer: Viewer, number: int) -> CheckVisit:
    """The visit with this number, or a refusal."""
    found = visits_seen(viewer).filter(pk=number).first()
    if found is None:
        raise NoSuchVisit()
    return found


def visit_of_code(viewer: Viewer, code: str) -> CheckVisit:
    """The visit with this code, for an inspector of its team or an agent of its firm; for nobody else, whatever he may see."""
    found = CheckVisit.objects.select_related("plan__unit", "enterprise").filter(code=code).first()
    if found is None or not (is_of_team(viewer, found) or acts_for_entry(viewer, found.enterprise_id)):
        raise NoSuchVisit()
    return found


def is_of_team(viewer: Viewer, visit: CheckVisit) -> bool:
    """Whether the viewer is one of the inspectors who come."""
    return viewer.person_id is not None and team_of(visit).filter(inspector__person=viewer.person_id).exists()


def team_of(visit: CheckVisit) -> QuerySet[VisitInspector]:
    """Who comes, without those who were recused."""
    return visit.team.filter(COMES).select_related("inspector__organisation").order_by("inspector__key")


def made_visits(since: date | None = None, until: date | None = None) -> list[Visited]:
    """The visits that were made, by the key of the firm that stands."""
    rows = CheckVisit.objects.filter(state__in=MADE)
    rows = rows if since is None else rows.filter(arrived_at__date__gte=since)
    rows = rows if until is None else rows.filter(arrived_at__date__lte=until)
    told = list(rows.values_list("enterprise_id", "arrived_at", "fields"))
    keys = keys_of_standing({firm for firm, _, _ in told})
    return [Visited(keys[firm], timezone.localdate(at), tuple(sorted(fields))) for firm, at, fields in told if at is not None]


def visits_of_year(year: int) -> dict[str, int]:
    """By firm (key) how many visits it had in a year, and those that were drawn for the year and are still ahead."""
    found = counted(made_visits(date(year, 1, 1), date(year, 12, 31)), year)
    ahead = list(CheckVisit.objects.filter(state__in=AHEAD, plan__starts_on__year=year).values_list("enterprise_id", flat=True))
    keys = keys_of_standing(set(ahead))
    for firm in ahead:
        found[keys[firm]] = found.get(keys[firm], 0) + 1
    return found


def keys_of_standing(entries: set[int]) -> dict[int, str]:
    """By entry the key of the firm that stands for it."""
    stands = standing_for_many(entries)
    keys = keys_by_id(sorted(set(stands.values())))
    return {entry: keys[firm] for entry, firm in stands.items()}
