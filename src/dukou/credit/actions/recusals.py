"""A firm asks that an inspector does not come; granted, another is drawn among the rest by the same number."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import actor_of
from dukou.credit.actions._inspecting import DRAWS, held_visit, locked_visit, visit_event
from dukou.credit.actions._steps import begun, said
from dukou.credit.actions._visit_words import tell_firm, tell_team
from dukou.credit.actions.visit_refusals import AskedBefore, NobodyElse, NothingAsked, NotOfTheTeam, NotYourVisit
from dukou.credit.core.inspections import RecusalRuling, VisitState
from dukou.credit.core.lots import Lots, Teams
from dukou.credit.models import CheckVisit, VisitInspector
from dukou.credit.queries.check_plans import draw_of, fixed_of
from dukou.credit.queries.inspectors import inspector_ids
from dukou.credit.queries.visits import is_of_team, team_of, visit_numbered
from dukou.enterprises.queries.own import acts_for_entry
from dukou.kit.core.labels import Label

_REASON = Label("理由", "the reason")


def ask(*, by: Viewer, visit: int, inspector: str, reason: str, now: datetime | None = None) -> VisitInspector:
    """Ask, for the firm or as the inspector himself, that he does not come."""
    moment = now or timezone.now()
    with transaction.atomic():
        row = locked_visit(visit_numbered(by, visit), VisitState.DRAWN, VisitState.NOTIFIED)
        is_firm = acts_for_entry(by, row.enterprise_id)
        if not (is_firm or is_of_team(by, row)):
            raise NotYourVisit()
        each = team_of(row).filter(inspector__key=inspector).first()
        if each is None:
            raise NotOfTheTeam(inspector=inspector)
        if each.asked_reason:
            raise AskedBefore()
        actor = actor_of(by, Permission.SEE_ENTERPRISE_DESK if is_firm else DRAWS)
        each.asked_reason, each.asked_at, each.asked_by = said(reason, _REASON), moment, str(actor)
        each.save(update_fields=["asked_reason", "asked_at", "asked_by"])
        visit_event(actor, "recusals.ask", row, {"inspector": inspector, "reason": each.asked_reason}, moment)
    return each


def rule(*, by: Viewer, visit: int, inspector: str, granted: bool, reason: str, now: datetime | None = None) -> VisitInspector | None:
    """Rule on it, for the unit of the plan. Granted, somebody of the rest is drawn by the number of the draw; gives who comes instead."""
    actor, moment = begun(by, now, DRAWS)
    with transaction.atomic():
        row = held_visit(by, visit, VisitState.DRAWN, VisitState.NOTIFIED)
        each = row.team.filter(inspector__key=inspector, ruling="").exclude(asked_reason="").select_related("inspector").first()
        if each is None:
            raise NothingAsked()
        each.ruling = (RecusalRuling.GRANTED if granted else RecusalRuling.REFUSED).value
        each.ruled_reason, each.ruled_at, each.ruled_by = said(reason, _REASON), moment, str(actor)
        each.save(update_fields=["ruling", "ruled_reason", "ruled_at", "ruled_by"])
        other = _drawn_instead(row, each) if granted else None
        after: dict[str, object] = {"inspector": inspector, "ruling": each.ruling, "reason": reason}
        after["instead"] = other.inspector.key if other else ""
        tell_firm(row, Label("回避申请已答复", "the request that an inspector does not come was answered"), moment)
        tell_team(row, Label("检查组有变动", "the team of a visit changed"), moment)
        visit_event(actor, "recusals.rule", row, after, moment)
    return other


def _drawn_instead(row: CheckVisit, gone: VisitInspector) -> VisitInspector:
    """Whoever the same number draws among the rest of the published roster."""
    draw = draw_of(row.plan)
    assert draw is not None, "a visit comes of a draw"
    kept = tuple(team_of(row).values_list("inspector__key", flat=True))
    without = frozenset(row.team.filter(ruling=RecusalRuling.GRANTED.value).values_list("inspector__key", flat=True))
    teams = Teams(fixed_of(row.plan), Lots(draw.seed))
    team, _ = teams.of(row.firm, tuple(sorted(row.fields)), kept, without)
    fresh = [key for key in team if key not in kept]
    if not fresh:
        raise NobodyElse()
    ids = inspector_ids(fresh)
    first, *more = (VisitInspector(visit=row, inspector_id=ids[key]) for key in fresh)
    first.instead_of = gone
    VisitInspector.objects.bulk_create([first, *more])
    return first
