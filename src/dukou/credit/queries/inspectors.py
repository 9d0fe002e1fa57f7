"""Who may be drawn to inspect, with declared interests."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q, QuerySet

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.credit.core.published import Inspector
from dukou.credit.models import InspectorRow, Interest
from dukou.credit.queries.fields import frame_or_none
from dukou.enterprises.queries.merged import entries_of
from dukou.enterprises.queries.rosters import keys_by_id
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.kit.predicates import Predicate

DRAWS = Permission.DRAW_CHECKS


class NoSuchInspector(Refusal):
    """Nobody has this key, or he is of another unit."""

    code = "credit.no_such_inspector"
    status = 404
    what = Label("没有查到检查人员“{key}”", "there is no inspector “{key}”")
    why = Label("名录里没有这个代号，或您看不到", "the roster has no such key, or you may not see it")
    cure = Label("核对代号", "check the key")


def leads(viewer: Viewer) -> bool:
    """Whether the viewer plans and draws for every field: in the unit that leads, or at the machine."""
    if viewer.is_at_the_machine:
        return viewer.may(DRAWS)
    frame = frame_or_none()
    return frame is not None and bool(frame.lead) and frame.lead in viewer.organisations_where(DRAWS)


def _may_see(viewer: Viewer) -> Q:
    """All for the leading unit, its own for another unit, himself for an inspector."""
    if leads(viewer):
        return Q()
    return Q(organisation__key__in=viewer.organisations_where(DRAWS)) | Q(person=viewer.person_id, person__isnull=False)


visible_inspectors: Predicate[Viewer, InspectorRow] = Predicate(InspectorRow, _may_see)


def inspectors_seen(viewer: Viewer) -> QuerySet[InspectorRow]:
    """The roster in sight, by unit and key."""
    rows = visible_inspectors.filter(viewer).select_related("organisation", "person").prefetch_related("interests__enterprise")
    return rows.order_by("-is_active", "organisation__key", "key")


def inspector_named(viewer: Viewer, key: str) -> InspectorRow:
    """The inspector with this key, or a refusal."""
    found = inspectors_seen(viewer).filter(key=key).first()
    if found is None:
        raise NoSuchInspector(key=key)
    return found


def interests_of(row: InspectorRow) -> list[Interest]:
    """What he declared, what stands first."""
    return list(row.interests.select_related("enterprise").order_by("ended_at", "-pk"))


def inspectors_for(fields: Collection[str]) -> list[Inspector]:
    """Everybody active who may inspect one of the fields, with the firms (keys in the register) in which an interest stands."""
    recused: dict[int, set[str]] = {}
    standing = Interest.objects.filter(ended_at__isnull=True, inspector__is_active=True).select_related("enterprise")
    for interest in standing:
        recused.setdefault(interest.inspector_id, set()).update(_keys_of(interest.enterprise_id))
    rows = InspectorRow.objects.filter(is_active=True).select_related("organisation").order_by("key")
    return [
        Inspector(row.key, row.organisation.key, frozenset(row.fields) & frozenset(fields), frozenset(recused.get(row.pk, ())))
        for row in rows
        if set(row.fields) & set(fields)
    ]


def _keys_of(entry: int) -> set[str]:
    """The keys of all entries of a firm: whichever of them stands on a list, it is the firm."""
    return set(keys_by_id(sorted(entries_of(entry))).values())


def inspector_ids(keys: Collection[str]) -> dict[str, int]:
    """Primary keys by key."""
    return dict(InspectorRow.objects.filter(key__in=list(keys)).values_list("key", "pk"))
