"""Where firms work."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from dukou.accounts.core.viewers import Viewer
from dukou.enterprises.actions._recording import add
from dukou.enterprises.core.kinds import SiteUse
from dukou.enterprises.models import Site


def locate(
    *,
    by: Viewer,
    key: str,
    name: str,
    use: SiteUse,
    address: str,
    evidence: str,
    division: str = "",
    area: int | None = None,
    power: int | None = None,
    from_on: date | None = None,
    until_on: date | None = None,
    now: datetime | None = None,
) -> None:
    """Record a site; `area` in hundredths of a square metre, `power` in kVA."""
    columns = {"name": name, "use": use.value, "address": address, "division": division, "area": area, "power": power}
    with transaction.atomic():
        add(by, key, Site, columns | {"from_on": from_on, "until_on": until_on}, evidence, "sites.locate", now)
