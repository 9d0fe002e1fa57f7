"""The demo's inspections: a plan of the past weeks drawn, carried out and finished, and a second one that was published and waits.

All of it over made-up firms, by made-up inspectors; the numbers are invented and say so.
"""

from __future__ import annotations

import hashlib
from datetime import date, datetime, timedelta

from django.utils import timezone

from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import command_line_viewer
from dukou.accounts.queries.people import organisation_of
from dukou.credit.actions import check_draws, check_plans, check_visits, inspectors
from dukou.credit.actions._arriving import arrived
from dukou.credit.core.draws import drawn
from dukou.credit.core.findings import Found
from dukou.credit.core.kinds import Level, Severity
from dukou.credit.core.planning import Planned
from dukou.credit.models import CheckPlan, CheckVisit, GradeRun
from dukou.credit.queries.check_plans import fixed_of
from dukou.credit.queries.fields import CreditField, field_named, fields, frame_or_none
from dukou.credit.queries.visits import team_of
from dukou.kit.core.actors import Actor

_MADE_UP = "（合成）"
_FIELDS, _PER_UNIT, _CONTROL = 2, 4, 1_000
_PUBLISHED, _DRAWN, _FIRST, _LAST = 28, 26, 24, 4  # days ago
_WAITS = 5  # days until the number of the second plan appears
# In how many of a hundred inspections something is found, by the risk of the grade.
_HITS = {Level.LOW: 12, Level.ORDINARY: 25, Level.HIGHER: 45, Level.HIGH: 70}
_SURNAMES = "赵钱孙李周吴郑王"


def plant_checks(*, by: Actor, own_firm: str, now: datetime) -> None:
    """Plant the two plans over the first fields that were graded; nothing where there are plans, or no field was. A part of the seeds' act.

    `own_firm`: key of the demo agent's firm, for which a number is looked for that draws it: an invented number may be looked for.
    """
    among = _graded()
    if CheckPlan.objects.exists() or not among or frame_or_none() is None:
        return
    keeper = command_line_viewer(by.key)
    _enrol(keeper, among, now)
    past = _planned("demo-past", "上一批联合检查", among, _day(now, _FIRST), _day(now, _LAST), _day(now, _DRAWN))
    check_plans.draft(by=keeper, planned=past, now=_at(now, _PUBLISHED), is_synthetic=True)
    plan = check_plans.publish(by=keeper, plan=past.key, now=_at(now, _PUBLISHED))
    check_draws.draw(by=keeper, plan=plan.key, seed=_seed(plan, own_firm), now=_at(now, _DRAWN))
    for number, visit in enumerate(CheckVisit.objects.filter(plan=plan).select_related("plan__unit").order_by("pk")):
        _carry_out(keeper, by, visit, number, now)
    check_plans.close(by=keeper, plan=plan.key, now=now)
    begins = _day(now, -_WAITS - 1)
    ends = min(begins + timedelta(days=80), date(begins.year, 12, 31))
    ahead = _planned("demo-next", "下一批检查", among[:1], begins, ends, _day(now, -_WAITS))
    check_plans.draft(by=keeper, planned=ahead, now=now, is_synthetic=True)
    check_plans.publish(by=keeper, plan=ahead.key, now=now)


def _graded() -> list[CreditField]:
    """The first fields with a grading, each of a unit of its own."""
    run = set(GradeRun.objects.values_list("field", flat=True))
    found: dict[str, CreditField] = {}
    for field in fields():
        if field.key in run and not field.is_composite:
            found.setdefault(field.unit, field)
    return list(found.values())[:_FIELDS]


def _planned(key: str, name: str, among: list[CreditField], starts_on: date, ends_on: date, seed_on: date) -> Planned:
    starts_on = max(starts_on, date(ends_on.year, 1, 1))
    slugs, seed = tuple(field.key for field in among), f"{_MADE_UP}虚构彩票的开奖号码"
    return Planned(key, f"{_MADE_UP}{name}", slugs, starts_on, ends_on, seed, seed_on, control=_CONTROL)


def _enrol(keeper: Viewer, among: list[CreditField], now: datetime) -> None:
    """Made-up inspectors; the first is the demo's department officer, so that somebody of the demo carries a code."""
    for unit_number, field in enumerate(among):
        for number in range(_PER_UNIT):
            surname = _SURNAMES[(unit_number * _PER_UNIT + number) % len(_SURNAMES)]
            inspectors.enrol(
                by=keeper,
                key=f"demo-{unit_number + 1}{number + 1}",
                organisation=organisation_of(field.unit).key,
                name=f"{_MADE_UP}{surname}检查员",
                fields=[each.key for each in among if each.unit == field.unit],
                username="demo-department" if not unit_number and not number else "",
                now=_at(now, _PUBLISHED + 1),
                is_synthetic=True,
            )


def _seed(plan: CheckPlan, firm: str) -> str:
    """A made-up number by which the demo agent's own firm is drawn, so that the demo shows what a firm reads."""
    fixed = fixed_of(plan)
    numbers = [f"{number:06d}" for number in range(271_828, 271_828 + 40)]
    return next((each for each in numbers if any(visit.firm == firm for visit in drawn(fixed, each).visits)), numbers[0])


def _carry_out(keeper: Viewer, by: Actor, visit: CheckVisit, number: int, now: datetime) -> None:
    """Made on a day of the period with the whole team; every tenth is called off."""
    ago = _FIRST - number % (_FIRST - _LAST)
    at = max(_at(now, ago), _at(now, (timezone.localdate(now) - visit.plan.starts_on).days))
    if number % 10 == 9:
        check_visits.call_off(by=keeper, visit=visit.pk, reason=f"{_MADE_UP}企业停产检修", now=at)
        return
    arrived(visit, by, at, "team")
    found = {field: _found(visit, field) for field in visit.fields}
    present = [each.inspector.key for each in team_of(visit)]
    check_visits.record(by=keeper, visit=visit.pk, present=present, found=found, now=at + timedelta(hours=2))


def _found(visit: CheckVisit, field: str) -> Found:
    """Decided by a hash, so that the same firms always give the same."""
    digest = hashlib.sha256(f"{field}|{visit.firm}".encode()).digest()
    schemes = [each for each in field_named(field).schemes if visit.grades[field] in each.by_key]
    level = schemes[-1].by_key[visit.grades[field]].level if schemes else Level.ORDINARY
    if digest[0] * 100 // 256 >= _HITS[level]:
        return Found()
    return Found(Severity.GENERAL if digest[1] % 3 else Severity.MINOR, f"{_MADE_UP}台账与现场不符")


def _day(now: datetime, ago: int) -> date:
    return timezone.localdate(now) - timedelta(days=ago)


def _at(now: datetime, ago: int) -> datetime:
    return min(now - timedelta(days=ago), now)
