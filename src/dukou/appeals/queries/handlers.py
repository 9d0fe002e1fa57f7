"""Who had a part in an appeal, and so does not ask the enterprise how it went."""

from __future__ import annotations

from collections.abc import Collection

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.appeals.models import Appeal
from dukou.casework.queries.legs import acted_in, actors_of, answered_by, answerers_of, legs_of
from dukou.enterprises.queries.own import own_entries

_NO_PART = (
    "call_backs.record",
    "call_backs.lapse",
    "publication.draft",
    "publication.approve",
    "publication.withdraw",
)  # asks or tells of it


def handlers_of(appeal: Appeal) -> set[str]:
    """The keys of everybody who had a part: who did anything in the case but ask the enterprise, or had a leg in hand.

    It is read off the events, so no act can be forgotten: whoever dispatched, granted time or regraded is among them. What the enterprise
    did itself counts as well: its people handle nothing of it anyway.
    """
    return actors_of(appeal.pk, but=_NO_PART) | answerers_of(appeal.pk) | {appeal.filed_by}


def callers_seen(viewer: Viewer) -> set[str]:
    """As whom the viewer would ask the enterprise: as himself, and as whoever lent him the right to. A stand-in makes no second person."""
    return {viewer.key, viewer.on_behalf_for(Permission.HANDLE_APPEALS)} - {""}


def handled_by(viewer: Viewer, numbers: Collection[int]) -> set[int]:
    """Of these appeals those that the viewer had a part in, as `handlers_of` says; three queries however many they are."""
    who = callers_seen(viewer)
    found = set(Appeal.objects.filter(pk__in=numbers, filed_by__in=who).values_list("pk", flat=True))
    return found | answered_by(who, numbers) | acted_in(who, numbers, but=_NO_PART)


def may_ask(viewer: Viewer, appeal: Appeal) -> bool:
    """Whether the viewer is told whom to ask about it: who handles it, a unit with a part of it, who filed it, the firm itself."""
    units = viewer.organisations_where(Permission.ANSWER_LEGS)
    return (
        viewer.may(Permission.HANDLE_APPEALS)
        or appeal.filed_by in {viewer.key, *viewer.acting_for}
        or appeal.enterprise_id in own_entries(viewer)
        or (bool(units) and legs_of(appeal.pk).filter(unit__key__in=units).exists())
    )
