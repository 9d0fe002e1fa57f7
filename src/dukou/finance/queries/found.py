"""What found a firm: the name of the visit or case, and its page for whoever may see it."""

from __future__ import annotations

from dataclasses import dataclass

from dukou.accounts.core.viewers import Viewer
from dukou.casework.core.states import MeetingKind
from dukou.casework.queries.owners import CASE_KINDS
from dukou.finance.queries.origins import VISIT, origin_named
from dukou.kit.core.labels import Label, same


@dataclass(frozen=True, slots=True)
class Found:
    """Its name, and the address of its page; empty where the viewer may not see it."""

    name: Label
    address: str


def kinds_that_find() -> list[tuple[str, Label]]:
    """Kinds of what may find a firm: a visit, or a case of any room beneath."""
    return [(VISIT, MeetingKind.VISIT.label), *((kind, CASE_KINDS[kind].label) for kind in sorted(CASE_KINDS.keys()))]


def found_as(viewer: Viewer, firm: int, kind: str, key: str) -> Found | None:
    """What found a firm (primary key), as a viewer may know it; None where nothing is kept."""
    if not kind:
        return None
    what = dict(kinds_that_find()).get(kind, same(kind))
    named = origin_named(viewer, firm, kind, key)
    return Found(Label("{what} {number}", "{what} {number}").filled(what=what, number=key), named.address if named else "")
