"""Promises in sight, each with how it stands on a day: of one project, of all, or of a post that changes hands."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.enterprises.queries.own import own_entries
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.kit.predicates import Predicate
from dukou.projects.core.promise_kinds import PromiseState, Side
from dukou.projects.models import Project, Promise, PromiseStep
from dukou.projects.queries.promises_told import PromiseTold, told_of
from dukou.projects.queries.visibility import known_projects, owned_by


class NoSuchPromise(Refusal):
    """The promise is not there, or the viewer may not see it."""

    code = "projects.no_such_promise"
    status = 404
    what = Label("没有查到第 {number} 号承诺", "there is no promise {number}")
    why = Label("没有这个编号，或您看不到它", "none has this number, or you may not see it")
    cure = Label("核对编号", "check the number")


def _may_see(viewer: Viewer) -> Q:
    """What both sides promised where one works or acts for the firm; elsewhere what one's unit owns, or owned once."""
    if viewer.may(Permission.SEE_PROJECTS):
        return Q()
    seen = Q(project__in=known_projects.filter(viewer).values("pk"))
    if units := viewer.organisations_where(Permission.ANSWER_LEGS):
        seen |= Q(owner__key__in=units) | Q(pk__in=PromiseStep.objects.filter(owner__key__in=units).values("promise"))
    return seen


visible_promises: Predicate[Viewer, Promise] = Predicate(Promise, _may_see)


def promise_of(viewer: Viewer, number: int) -> Promise:
    """The promise with this number, or a refusal."""
    rows = visible_promises.filter(viewer, Promise.objects.filter(pk=number))
    found = rows.select_related("project", "owner", "authority").first()
    if found is None:
        raise NoSuchPromise(number=number)
    return found


def promise_told(viewer: Viewer, number: int, on: date) -> PromiseTold:
    """One promise with everything told of it, or a refusal."""
    return told_of(viewer, [promise_of(viewer, number)], on)[0]


def promises_of(viewer: Viewer, project: Project, on: date) -> list[PromiseTold]:
    """The promises of a project in sight, in the order in which they were made."""
    rows = visible_promises.filter(viewer, Promise.objects.filter(project=project))
    return told_of(viewer, rows.select_related("project", "owner", "authority").order_by("pk"), on)


def promises_seen(
    viewer: Viewer,
    on: date,
    *,
    owner: str = "",
    post: str = "",
    state: PromiseState | None = None,
    side: Side | None = None,
    is_owed: bool = False,
) -> list[PromiseTold]:
    """All promises in sight that match; those due first come first, those without a day last. `owner`: who answers for it on the day."""
    rows = visible_promises.filter(viewer)
    if side is not None:
        rows = rows.filter(side=side.value)
    if owner:
        rows = rows.filter(Q(owner__key=owner) | Q(pk__in=PromiseStep.objects.filter(owner__key=owner).values("promise")))
    found = told_of(viewer, rows.select_related("project", "owner", "authority").order_by("pk"), on)
    chosen = [
        each
        for each in found
        if (not owner or each.now.owner == owner)
        and (not post or each.now.post == post)
        and (state is None or each.now.state is state)
        and (not is_owed or each.now.state.is_owed)
    ]
    return _due_first(chosen)


def owners_seen(viewer: Viewer, on: date) -> dict[str, Label | str]:
    """Name of whoever answers for a promise in sight, by key: what a list offers to be narrowed by, and no other organisation."""
    found = {each.now.owner: each.owner_name for each in promises_seen(viewer, on) if each.now.owner}
    return dict(sorted(found.items()))


def promises_owed(viewer: Viewer, on: date) -> list[PromiseTold]:
    """What the viewer's units answer for and still owe, what is due first first."""
    return _still_owed(viewer, owned_by(viewer.organisations_where(Permission.ANSWER_LEGS)), on)


def promises_of_firms(viewer: Viewer, on: date) -> list[PromiseTold]:
    """What is still owed, by either side, in the projects of the viewer's own firms."""
    return _still_owed(viewer, Promise.objects.filter(project__enterprise__in=own_entries(viewer)), on)


def _still_owed(viewer: Viewer, rows: QuerySet[Promise], on: date) -> list[PromiseTold]:
    found = told_of(viewer, visible_promises.filter(viewer, rows).select_related("project", "owner", "authority").order_by("pk"), on)
    return _due_first(each for each in found if each.now.state.is_owed)


def _due_first(found: Iterable[PromiseTold]) -> list[PromiseTold]:
    return sorted(found, key=lambda each: (each.now.due_on or date.max, each.number))
