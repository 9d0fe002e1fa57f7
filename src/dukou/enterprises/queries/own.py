"""The firms that somebody acts for: whoever acts for one entry of the register acts for the firm, with all entries merged into it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.enterprises.models import Enterprise, EnterpriseName
from dukou.enterprises.queries.merged import entries_of, standing_for
from dukou.enterprises.queries.visibility import visible_enterprises

REGISTERED = ("name", "code", "address", "division", "founded_on", "capital_written")  # the columns that forms may be filled from


def own_entries(viewer: Viewer) -> frozenset[int]:
    """Every entry of the firms that the viewer acts for, by primary key."""
    own = viewer.organisations_where(Permission.SEE_ENTERPRISE_DESK)
    if not own:
        return frozenset()
    rows = Enterprise.objects.filter(organisation__key__in=own)  # whoever acts for a firm sees it
    return frozenset(entry for row in rows.values_list("pk", flat=True) for entry in entries_of(row))


def own_firms(viewer: Viewer) -> list[str]:
    """The keys of the firms that the viewer acts for, as they stand."""
    rows = visible_enterprises.filter(viewer).filter(pk__in=own_entries(viewer), merged_into__isnull=True)
    return list(rows.values_list("key", flat=True).order_by("pk"))


def acts_for(viewer: Viewer, key: str) -> bool:
    """Whether the viewer is an agent of the firm that stands under the key."""
    return key in own_firms(viewer)


def acts_for_entry(viewer: Viewer, entry: int) -> bool:
    """Whether the viewer is an agent of the firm, of whose entries one is given by its primary key."""
    return entry in own_entries(viewer)


@dataclass(frozen=True, slots=True)
class FirmNamed:
    """A firm in sight, as short as it can be told."""

    id: int
    key: str
    name: str
    is_synthetic: bool


def firm_named(viewer: Viewer, key: str) -> FirmNamed | None:
    """The firm that stands for a key; None where there is none that the viewer may see."""
    columns = ("pk", "key", "name", "is_synthetic")
    found = visible_enterprises.filter(viewer, Enterprise.objects.filter(key=key)).values_list(*columns, "merged_into_id").first()
    if found is None:
        return None
    *told, merged_into = found
    if merged_into is not None:  # whoever sees a merged entry sees the one that stands for it
        told = list(Enterprise.objects.values_list(*columns).get(pk=standing_for([merged_into])[merged_into]))
    return FirmNamed(*told)


def firms_standing(entries: Collection[int]) -> dict[int, FirmNamed]:
    """By entry (primary key) the firm that stands for it, as it is called now. Who may read of it, whoever asks has judged."""
    stands = standing_for(entries)
    rows = Enterprise.objects.filter(pk__in=set(stands.values())).values_list("pk", "key", "name", "is_synthetic")
    named = {row[0]: FirmNamed(*row) for row in rows}
    return {entry: named[firm] for entry, firm in stands.items()}


def names_of(number: int) -> list[str]:
    """Every name that the firm with this primary key has or had, for texts in which none of them may stand."""
    names = EnterpriseName.objects.filter(enterprise__in=entries_of(number)).values_list("text", flat=True)
    return list(dict.fromkeys([Enterprise.objects.values_list("name", flat=True).get(pk=number), *names]))


def registered(viewer: Viewer, key: str) -> dict[str, str]:
    """What the register says of a firm in sight, by column, for forms that it fills in; what is empty is left out."""
    found = firm_named(viewer, key)
    if found is None:
        return {}
    row = Enterprise.objects.get(pk=found.id)
    told = {name: str(getattr(row, name) or "") for name in REGISTERED}
    return {name: value for name, value in told.items() if value}
