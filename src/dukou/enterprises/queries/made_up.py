"""The made-up firms of a demo home, for the stories that rooms plant there. Real firms get none."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.enterprises.core.kinds import Status, UnitKind
from dukou.enterprises.models import Enterprise
from dukou.enterprises.queries.lists import Asked, Listed, listed
from dukou.figures.queries import latest_day_of_knowledge


def made_up_firms(now: datetime, few: int) -> list[str]:
    """The keys of some made-up companies that are active, in the order of the register."""
    whole, after, found = Viewer("cli:seeds", permissions=frozenset(Permission)), "", list[str]()
    known_on = latest_day_of_knowledge(whole) or timezone.localdate(now) - timedelta(days=1)
    while len(found) < few:
        rows, after = listed(whole, Asked(), after=after, known_on=known_on, size=200)
        found += [row.key for row in rows if _is_fit(row)]
        if not after:
            break
    return found[:few]


def made_up_ids() -> frozenset[int]:
    """The primary keys of all of them."""
    return frozenset(Enterprise.objects.filter(is_synthetic=True).values_list("pk", flat=True))


def _is_fit(firm: Listed) -> bool:
    return firm.is_synthetic and firm.unit_kind is UnitKind.COMPANY and firm.status is Status.ACTIVE
