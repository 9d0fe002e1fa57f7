"""The visit or case that found a firm: of that firm, and in the sight of whoever names it."""

from __future__ import annotations

from dukou.accounts.core.viewers import Viewer
from dukou.finance.actions.list_refusals import NoSuchFinding
from dukou.finance.queries.origins import origin_named


def found_of(by: Viewer, firm: int, found: tuple[str, str]) -> tuple[str, str]:
    """Kind and key as they are kept; refused alike where there is none, where it is another firm's and where it is out of sight."""
    named = origin_named(by, firm, *found)
    if named is None:
        raise NoSuchFinding()
    return found[0], str(named.number)
