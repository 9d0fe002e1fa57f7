"""Who someone is on a day: the posts in force, and those that absent colleagues lend."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from itertools import chain
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.roles import PERMISSIONS_OF, Role
from dukou.accounts.core.viewers import ANONYMOUS_VIEWER, Post, Viewer, viewer_from
from dukou.accounts.models import Enrolment, Membership, Person, StandIn, TaskForceSeat
from dukou.accounts.models.tenures import in_force
from dukou.kit.core.actors import Actor

_CACHED = "_dukou_viewer"


def viewer_of(person: Person, on: date) -> Viewer:
    """The person as a viewer on the day `on`. Whoever is not active may nothing; four queries whatever the number of posts."""
    if not person.is_active:
        return Viewer(person.key, person.pk)
    lenders = {
        stand_in.absent_id: stand_in.absent
        for stand_in in StandIn.objects.filter(in_force(on), substitute=person, absent__is_active=True)
        .select_related("absent")
        .order_by("pk")
    }
    posts = posts_of([person.pk, *lenders], on)
    lent = [(absent.key, posts[absent.pk]) for absent in lenders.values()]
    return viewer_from(person.key, person.pk, posts[person.pk], lent)


def posts_of(people: Iterable[int], on: date) -> dict[int, list[Post]]:
    """The posts in force on the day `on`, by person: memberships, seats in task forces, enrolments for firms."""
    found: dict[int, list[Post]] = {person: [] for person in people}
    memberships = Membership.objects.filter(in_force(on), _open_still(on), person__in=found).order_by("pk")
    for owner, role, key in memberships.values_list("person_id", "role", "organisation__key"):
        found[owner].append(Post(Role.of(role), key))
    seats = TaskForceSeat.objects.filter(in_force(on), in_force(on, "task_force__"), person__in=found).order_by("pk")
    for seated, key in seats.values_list("person_id", "task_force__key"):
        found[seated or 0].append(Post(Role.TASK_FORCE_MEMBER, task_force=key))
    for agent, key in _enrolled(on, person__in=list(found)).values_list("person_id", "organisation__key"):
        found[agent].append(Post(Role.ENTERPRISE_AGENT, key))
    return found


def _open_still(on: date) -> Q:
    """Whether the organisation of a post is not closed on the day."""
    return Q(organisation__closed_on__isnull=True) | Q(organisation__closed_on__gt=on)


def _enrolled(on: date, **whose: Any) -> QuerySet[Enrolment]:
    """Enrolments accepted by the end of the day `on` and not revoked by then: a revocation takes effect at once."""
    end = timezone.make_aware(datetime.combine(on + timedelta(days=1), time.min))
    unrevoked = Q(revoked_at__isnull=True) | Q(revoked_at__gte=end)
    return Enrolment.objects.filter(unrevoked, _open_still(on), accepted_at__lt=end, **whose).order_by("pk")


def organisations_served(permission: Permission, keys: Iterable[str], on: date) -> frozenset[str]:
    """Those of these organisations for which somebody who is active has the permission on the day by a post of his own."""
    asked = {key for key in keys if key}
    at = Q(enrolments__organisation__key__in=asked) | Q(memberships__organisation__key__in=asked)
    people = Person.objects.filter(at, is_active=True).values_list("pk", flat=True).distinct()
    posts = chain.from_iterable(posts_of(people, on).values())
    return frozenset(post.organisation for post in posts if post.organisation in asked and permission in PERMISSIONS_OF[post.role])


def people_with(permission: Permission, on: date, organisation: str = "") -> list[int]:
    """The active people (primary keys) with the permission on the day by a post of their own; in the organisation where one is named.

    One query for each sort of post that can carry the permission: mostly one.
    """
    roles = {role for role, held in PERMISSIONS_OF.items() if permission in held}
    there = {"person__is_active": True} | ({"organisation__key": organisation} if organisation else {})
    members = Membership.objects.filter(in_force(on), _open_still(on), role__in=[role.value for role in roles], **there)
    found = set(members.values_list("person_id", flat=True))
    if Role.TASK_FORCE_MEMBER in roles and not organisation:
        seats = TaskForceSeat.objects.filter(in_force(on), in_force(on, "task_force__"), person__is_active=True)
        found |= {person for person in seats.values_list("person_id", flat=True) if person is not None}
    if Role.ENTERPRISE_AGENT in roles:
        found |= set(_enrolled(on, **there).values_list("person_id", flat=True))
    return sorted(found)


def request_viewer(request: HttpRequest) -> Viewer:
    """The visitor of a page, today; asked once per request."""
    cached: Viewer | None = getattr(request, _CACHED, None)
    if cached is None:
        user = getattr(request, "user", None)
        cached = viewer_of(user, timezone.localdate()) if isinstance(user, Person) else ANONYMOUS_VIEWER
        setattr(request, _CACHED, cached)
    return cached


def look_as(request: HttpRequest, viewer: Viewer) -> None:
    """Let the request be seen with this viewer's rights from now on, whoever is signed in."""
    setattr(request, _CACHED, viewer)


def actor_of(viewer: Viewer, using: Permission | None = None) -> Actor:
    """The viewer as the one who acts. `using` a permission that only an absent colleague lends, the act is done on his behalf."""
    return Actor.parse(viewer.key, viewer.on_behalf_for(using) if using else "")
