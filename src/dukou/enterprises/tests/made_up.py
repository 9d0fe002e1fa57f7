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
from dukou.kit.core.actors import Actor

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
