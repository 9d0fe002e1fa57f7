"""Made-up firms and people for the room's tests. Nothing in it is about anybody real."""

from __future__ import annotations

from datetime import UTC, date, datetime

from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import viewer_of
from dukou.accounts.tests import cast
from dukou.enterprises.core.entries import Entry
from dukou.enterprises.models import Enterprise
from dukou.enterprises.register import Circumstances, add
from dukou.figures.actions import Introduced, Reported, introduce, name_source, record_many
from dukou.figures.core.claims import ClaimKind
from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label, same
from dukou.kit.core.periods import year
from dukou.rules.core.visibility import Visibility

NOW = datetime(2024, 7, 8, 2, tzinfo=UTC)
TODAY = date(2024, 7, 8)
CLERK = Actor("cli", "clerk")
HOW = Circumstances(CLERK, NOW, reason="核对后更正")


def register(*entries: Entry | str) -> list[Enterprise]:
    """Firms with these entries, or with only these names."""
    stated = [entry if isinstance(entry, Entry) else Entry(name=entry) for entry in entries]
    return add(stated, HOW)


def viewer(username: str, *roles: Role, at: str = "office") -> Viewer:
    """A person with these roles, as a viewer."""
    return viewer_of(cast.person(username, *roles, at=at), TODAY)


def report(row: Enterprise, of: int, value: str, kind: ClaimKind = ClaimKind.REPORTED, indicator: str = "output") -> None:
    """A figure of a made-up sheet."""
    introduce(subjects=[Introduced(row.ref, same(row.name))])
    name_source(key="list", name=Label("名单", "list"), sha256="", known_on=TODAY)
    reported = Reported(
        ref=f"{row.key}.{of}.{kind.value}",
        subject=row.ref,
        indicator=indicator,
        value=value,
        period=year(of),
        kind=kind,
        source="list",
        place="3",
        known_on=TODAY,
        visibility=Visibility.INTERNAL,
    )
    record_many(by=CLERK, rows=[reported], now=NOW)
