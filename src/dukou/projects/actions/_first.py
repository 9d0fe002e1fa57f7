"""Who was first: one investor, one project at work, until it is over or nothing has been heard of it for long."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from django.db.models import Q
from django.utils import timezone

from dukou.accounts.core.viewers import Viewer
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.projects.core.kinds import Meaning, ProjectStatus
from dukou.projects.core.leads import Investor, is_protected, masked
from dukou.projects.core.pipeline import Pipeline
from dukou.projects.models import PipelineText, Project
from dukou.projects.queries.visibility import project_of, visible_projects


class LeadTaken(Refusal):
    """Whoever registered a lead first keeps it. Whoever may not see that project learns who is to be asked, and no more."""

    code = "projects.lead_taken"
    status = 409
    what = Label("没有登记", "this was not registered")
    why = Label("“{firm}”已由{office}于 {day} 首先登记{more}", "“{firm}” was first registered by {office} on {day}{more}")
    cure = Label("与该单位联系；{days} 天没有进展报告，保护即失效", "ask that office; after {days} days without a report it is free again")


class NotTheSameInvestor(Refusal):
    """A project goes on from one of the same investor."""

    code = "projects.not_the_same_investor"
    what = Label("没有登记", "this was not registered")
    why = Label("项目“{key}”的投资方不是“{firm}”", "the investor of project “{key}” is not “{firm}”")
    cure = Label("核对前一项目的代号，或不写", "check the key of the earlier project, or leave it empty")


def earlier_one(
    by: Viewer,
    investor: Investor,
    enterprise: int | None,
    on: date,
    now: Pipeline,
    *,
    but: Collection[int | None] = (),
    named: str = "",
) -> Project | None:
    """The newest project of the investor that a new one follows, or None; refused where one is still protected.

    `but`: primary keys that do not bar: of the project itself and of the one it follows, when it is amended. `named`: key of the one that
    it openly goes on from, such as a first phase, which the viewer has to see. A project that produces bars nobody: what comes after it
    is new.
    """
    one_by_one()
    found = [row for row in same_investor(investor, enterprise) if row.pk not in but]
    first = _named(by, named, found, investor)
    for row in found:
        if row is not first and bars(row, on, now):
            raise taken(by, row, now)
    return first or (found[-1] if found else None)


def heard_on(row: Project) -> date:
    """When something was last heard of it: a report, or a new stage."""
    return max(row.reported_on, row.stage_since)


def one_by_one() -> None:
    """Two who register the same firm, or take it up again, at once come one after the other."""
    PipelineText.objects.select_for_update().first()


def same_investor(investor: Investor, enterprise: int | None) -> Iterator[Project]:
    """The projects of an investor, in the order in which they were registered."""
    near = Q(firm_core=investor.core)
    near |= Q(code__iexact=investor.code) if investor.code else Q()
    near |= Q(enterprise=enterprise) if enterprise else Q()
    for row in Project.objects.filter(near).select_related("registered_for").order_by("registered_at", "pk"):
        if (enterprise and row.enterprise_id == enterprise) or investor.meets(Investor(row.firm, row.code)):
            yield row


def _named(by: Viewer, key: str, found: list[Project], investor: Investor) -> Project | None:
    if not key:
        return None
    seen = project_of(by, key)
    first = next((row for row in found if row.pk == seen.pk), None)
    if first is None:
        raise NotTheSameInvestor(key=key, firm=investor.firm)
    return first


def bars(row: Project, on: date, now: Pipeline) -> bool:
    """Whether a project keeps others of its investor from being registered on a day."""
    stage = now.stage(row.stage)
    if ProjectStatus.of(row.status).is_over or (stage is not None and stage.means.place >= Meaning.PRODUCTION.place):
        return False
    return is_protected(heard_on(row), on, now.protected)


def taken(by: Viewer, row: Project, now: Pipeline) -> LeadTaken:
    """The refusal that names it, as far as the viewer may see it."""
    is_seen = visible_projects.check(by, row)
    more: Label | str = Label(f"（{row.key} {row.name}）", f" ({row.key} {row.name})") if is_seen else ""
    return LeadTaken(
        firm=row.firm if is_seen else masked(row.firm),
        office=row.registered_for.label,
        day=timezone.localdate(row.registered_at),
        more=more,
        days=now.protected,
    )
