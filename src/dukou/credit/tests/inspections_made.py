"""Made-up inspectors, firms and plans in the made-up district."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import person_of, viewer_of
from dukou.accounts.tests import cast
from dukou.credit.actions import check_draws, check_plans, inspectors
from dukou.credit.core.planning import Planned
from dukou.credit.models import CheckPlan, CheckVisit, DrawRow
from dukou.credit.tests import credit_made as made
from dukou.enterprises.models import Enterprise
from dukou.enterprises.tests import made_up

SEED = "0837462915"
PLAN = Planned(
    key="q3-tax",
    name="虚构三季度税务检查",
    fields=("tax",),
    starts_on=date(2026, 7, 1),
    ends_on=date(2026, 9, 30),
    seed_name="虚构彩票开奖号码",
    seed_on=date(2026, 7, 10),
)
DRAWN_AT = datetime(2026, 7, 10, 12, tzinfo=UTC)


def firms(count: int) -> list[Enterprise]:
    """So many made-up firms."""
    return made_up.register(*(f"虚构抽查企业{number:03d}号" for number in range(count)))


def team(unit: str, count: int = 4, *fields: str) -> list[str]:
    """Inspectors of a unit, each of whom signs in: keys `tax-1`, `tax-2`, …"""
    by = made.officer(unit, f"{unit}-roster")
    keys = [f"{unit}-{number}" for number in range(1, count + 1)]
    for key in keys:
        made.officer(unit, f"{key}-person")
        told: dict[str, Any] = {"name": f"虚构检查员{key}", "fields": fields or (unit,), "username": f"{key}-person"}
        inspectors.enrol(by=by, key=key, organisation=unit, now=made.NOW, **told)
    return keys


def inspector(key: str) -> Viewer:
    """An inspector of `team` as he signs in."""
    return viewer_of(person_of(f"{key}-person"), made.DAY)


def agent(row: Enterprise, name: str = "made-agent") -> Viewer:
    """Somebody who acts for a firm."""
    organisation = f"firm-{row.pk}"
    person, _ = cast.agent(name, organisation)
    row.organisation = cast.organisation(organisation)
    row.save(update_fields=["organisation"])
    return viewer_of(person, made.DAY)


def published(by: Viewer, planned: Planned = PLAN, **changes: Any) -> CheckPlan:
    """A plan that was drafted and published."""
    told = replace(planned, **changes)
    check_plans.draft(by=by, planned=told, now=made.NOW)
    return check_plans.publish(by=by, plan=told.key, now=made.NOW)


def drawn(by: Viewer, planned: Planned = PLAN, seed: str = SEED, **changes: Any) -> tuple[DrawRow, list[CheckVisit]]:
    """A plan that was drawn, and its visits."""
    plan = published(by, planned, **changes)
    found = check_draws.draw(by=by, plan=plan.key, seed=seed, now=DRAWN_AT)
    return found, list(CheckVisit.objects.filter(plan=plan).order_by("pk"))
