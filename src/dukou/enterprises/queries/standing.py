"""The firms that are the district's on a day, all at once, as rooms above look at them together; and who leads what."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q
from django.utils import timezone

from dukou.accounts.core.viewers import Viewer
from dukou.enterprises.core.kinds import PartKind, Status, UnitKind
from dukou.enterprises.models import Amendment, Enterprise, Part
from dukou.enterprises.queries.merged import keys_of_many, standing_for
from dukou.enterprises.queries.visibility import visible_enterprises

OVER = [status.value for status in Status if status.is_over]


@dataclass(frozen=True, slots=True)
class StandingFirm:
    """One firm. `refs`: under which references things are stated about it, its own first."""

    key: str
    name: str
    industry: str
    edition: str
    is_synthetic: bool
    registered_on: date
    refs: tuple[str, ...]


def standing_firms(viewer: Viewer) -> list[StandingFirm]:
    """Every firm in the viewer's sight that was neither merged nor is gone, in the order of entry. Groups are left out: their figures
    are those of a whole family of firms, wherever these stand."""
    rows = Enterprise.objects.filter(merged_into__isnull=True).exclude(status__in=OVER).exclude(unit_kind=UnitKind.GROUP.value)
    found = list(visible_enterprises.filter(viewer, rows).order_by("pk"))
    known_as = keys_of_many(found)
    return [
        StandingFirm(
            row.key,
            row.name,
            row.industry,
            row.industry_edition,
            row.is_synthetic,
            timezone.localdate(row.registered_at),
            tuple(f"enterprise/{key}" for key in known_as[row.key]),
        )
        for row in found
    ]


def leaders_of(refs: Collection[str]) -> frozenset[str]:
    """The keys of the firms that lead (链主) one of these clusters or segments."""
    parts = Part.objects.filter(kind=PartKind.CHAIN_LEADER.value, of__in=refs, withdrawn_at__isnull=True)
    stands = standing_for(set(parts.values_list("enterprise_id", flat=True)))
    return frozenset(Enterprise.objects.filter(pk__in=set(stands.values())).values_list("key", flat=True))


def register_mark() -> list[int]:
    """How far the register has grown: entries, amendments, parts, and parts taken back. Equal marks: nothing changed that counts here."""
    parts = Part.objects.aggregate(last=Max("pk"), gone=Count("pk", filter=Q(withdrawn_at__isnull=False)))
    entries = Enterprise.objects.aggregate(last=Max("pk"))["last"] or 0
    merged = Enterprise.objects.filter(merged_into__isnull=False).count()
    amendments = Amendment.objects.aggregate(last=Max("pk"))["last"] or 0
    return [entries, merged, amendments, parts["last"] or 0, parts["gone"]]
