"""The pages of inspections for tests of the whole house."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from dukou.accounts.core.demo import OFFICE
from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.models import Organisation
from dukou.accounts.tests.visits import OF_FIRM, OPEN, Foreign, Gate, Has, Visit, those
from dukou.credit.actions import check_draws, check_plans, check_visits, inspectors
from dukou.credit.core.planning import Planned
from dukou.credit.models import CheckPlan, CheckVisit
from dukou.credit.queries.fields import field_named

_DRAWERS = those(Role.DEPARTMENT_OFFICER)
_AUDITED = _DRAWERS | those(Role.AUDITOR)
_VISITED = _DRAWERS | those(Role.ENTERPRISE_AGENT)
_OFFICES = those(Role.LEADER, Role.INDUSTRY_OFFICER, Role.DEPARTMENT_OFFICER)
_ITS = frozenset({OF_FIRM})
_API = "/api/v1/credit/draws"
_OFF = {"step": "call_off", "call_off-reason": "演示"}
_INTEREST = {"step": "declare", "declare-enterprise": "演示", "declare-reason": "演示"}
_CLOSE, _DRAW, _ARRIVE = {"step": "close"}, {"step": "draw", "seed": "1"}, {"step": "arrive"}

GATES = [
    Gate("credit:plans", _AUDITED),
    Gate("credit:plan_new", _DRAWERS, changes=_DRAWERS, sent={"key": "demo-new"}),
    Gate("credit:plan", _AUDITED, changes=_DRAWERS, sent=_CLOSE),
    Gate("credit:plan_ratios", _DRAWERS, changes=_DRAWERS, sent={"ratio_0": "5"}),
    Gate("credit:draw", _AUDITED, changes=_DRAWERS, sent=_DRAW),
    Gate("credit:draw_file", _AUDITED, address="/credit/plans/of/demo-own/draw/file/", is_page=False, told=200),
    Gate("credit:public_draws", OPEN),
    Gate("credit:public_draw", OPEN),
    Gate("credit:inspectors", _DRAWERS),
    Gate("credit:inspector_new", _DRAWERS, changes=_DRAWERS, sent={"key": "demo-9", "name": "演示"}),
    Gate("credit:inspector", _DRAWERS, changes=_DRAWERS, sent=_INTEREST),
    Gate("credit:visits", _VISITED),
    Gate("credit:visit", _VISITED, found_by=_DRAWERS | _ITS, changes=_DRAWERS, sent=_OFF),
    Gate("credit:arrival", _VISITED, found_by=_ITS, changes=_ITS, sent=_ARRIVE),
    Gate("credit:reports", _OFFICES),
    Gate(f"GET {_API}", OPEN),
    Gate(f"GET {_API}/<key>", OPEN),
]
PUBLIC_KEYS: dict[str, str] = {
    "credit:public_draw": "hashes, shares, seed and bounds are public",
    f"GET {_API}/<key>": "the same",
}


def prepare(keeper: Viewer, own: str) -> dict[str, str]:
    """A plan of the demo's department by which the demo firm is drawn and told, another of the unit of the field, and an inspector."""
    now = timezone.now()
    for number, unit in enumerate((field_named("tax").unit,) * 2 + (OFFICE.key,)):
        told = {"name": "演示检查员", "fields": ["tax"], "now": now}
        inspectors.enrol(by=keeper, key=f"tax-{number}", organisation=unit, **told)  # type: ignore[arg-type]
    for key in ("demo-own", "demo-foreign"):
        check_plans.draft(by=keeper, planned=_planned(key, timezone.localdate(now)), now=now - timedelta(days=1))
        check_plans.publish(by=keeper, plan=key, now=now - timedelta(days=1))
    for key in ("demo-own", "demo-foreign"):
        check_draws.draw(by=keeper, plan=key, seed="1", now=now)
    office = Organisation.objects.get(key=OFFICE.key)
    CheckPlan.objects.filter(key="demo-own").update(unit=office)
    visit = CheckVisit.objects.get(plan__key="demo-own", firm=own)
    foreign = CheckVisit.objects.filter(plan__key="demo-foreign").exclude(firm=own).order_by("pk")[0]
    check_visits.notify(by=keeper, visit=visit.pk, on=timezone.localdate(now), now=now)
    return {
        "credit_visit": str(visit.pk),
        "credit_code": visit.code,
        "credit_foreign_visit": str(foreign.pk),
        "credit_foreign_code": foreign.code,
    }


def _planned(key: str, today: date) -> Planned:
    """Everybody is in its control arm, so that the demo firm is drawn whatever the number."""
    starts, ends = max(today - timedelta(days=9), date(today.year, 1, 1)), min(today + timedelta(days=9), date(today.year, 12, 31))
    return Planned(key, "演示计划", ("tax",), starts, ends, "演示号码", today, control=10_000)


def visits(has: Has) -> list[Visit]:
    """Every page of inspections."""
    plan, visit = "/credit/plans/of/demo-own/", f"/credit/visits/{has['credit_visit']}/"
    return [
        Visit("credit:plans", "department", "/credit/plans/"),
        Visit("credit:plan_new", "department", "/credit/plans/new/"),
        Visit("credit:plan", "department", plan),
        Visit("credit:plan", "auditor", plan),
        Visit("credit:plan_ratios", "department", f"{plan}shares/"),
        Visit("credit:draw", "department", f"{plan}draw/?check=yes"),
        Visit("credit:public_draws", "", "/credit/draws/"),
        Visit("credit:public_draw", "", "/credit/draws/demo-own/"),
        Visit("credit:inspectors", "department", "/credit/inspectors/"),
        Visit("credit:inspector_new", "department", "/credit/inspectors/new/"),
        Visit("credit:inspector", "department", "/credit/inspectors/of/tax-2/"),
        Visit("credit:visits", "department", "/credit/visits/"),
        Visit("credit:visits", "enterprise", "/credit/visits/"),
        Visit("credit:visit", "department", visit),
        Visit("credit:visit", "enterprise", visit),
        Visit("credit:arrival", "enterprise", f"/credit/checks/{has['credit_code']}/"),
        Visit("credit:reports", "leader", "/credit/reports/"),
        Visit(f"GET {_API}", "", _API),
        Visit(f"GET {_API}/<key>", "", f"{_API}/demo-own"),
    ]


def of_others(has: Has) -> list[Foreign]:
    """A plan and an inspector of another unit, and a visit to another firm."""
    plan, visit, code = "/credit/plans/of/demo-foreign/", f"/credit/visits/{has['credit_foreign_visit']}/", has["credit_foreign_code"]
    return [
        Foreign("credit:plan", "department", plan, _CLOSE),
        Foreign("credit:plan_ratios", "department", f"{plan}shares/", {"ratio_0": "5"}),
        Foreign("credit:draw", "department", f"{plan}draw/", _DRAW),
        Foreign("credit:draw_file", "department", f"{plan}draw/file/"),
        Foreign("credit:inspector", "department", "/credit/inspectors/of/tax-0/", _INTEREST),
        *(Foreign("credit:visit", role, visit, _OFF) for role in ("department", "enterprise")),
        *(Foreign("credit:arrival", role, f"/credit/checks/{code}/", _ARRIVE) for role in ("department", "enterprise")),
    ]
