"""Who had a part in an appeal, and so does not ask the enterprise how it went."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.appeals.models import Appeal
from dukou.casework.queries.legs import answered_by, answerers_of, legs_of
from dukou.enterprises.queries.own import own_entries


def handlers_of(appeal: Appeal) -> set[str]:
    """The keys of everybody who filed, took in, handled or answered the appeal, or ruled on an objection about it."""
    found = {appeal.filed_by, appeal.triaged_by, *answerers_of(appeal.pk)}
    found |= set(appeal.replies.values_list("replied_by", flat=True))
    found |= set(appeal.objections.values_list("ruled_by", flat=True))
    return found - {""}


def handled_by(viewer: Viewer, numbers: Collection[int]) -> set[int]:
    """Of these appeals those that the viewer had a part in, as `handlers_of` says; four queries however many they are."""
    own = Appeal.objects.filter(pk__in=numbers)
    found = set(own.filter(Q(filed_by=viewer.key) | Q(triaged_by=viewer.key)).values_list("pk", flat=True))
    found |= answered_by(viewer.key, numbers)
    found |= set(own.filter(replies__replied_by=viewer.key).values_list("pk", flat=True))
    return found | set(own.filter(objections__ruled_by=viewer.key).values_list("pk", flat=True))


def may_ask(viewer: Viewer, appeal: Appeal) -> bool:
    """Whether the viewer is told whom to ask about it: who handles it, a unit with a part of it, who filed it, the firm itself."""
    units = viewer.organisations_where(Permission.ANSWER_LEGS)
    return (
        viewer.may(Permission.HANDLE_APPEALS)
        or appeal.filed_by in {viewer.key, *viewer.acting_for}
        or appeal.enterprise_id in own_entries(viewer)
        or (bool(units) and legs_of(appeal.pk).filter(unit__key__in=units).exists())
    )
