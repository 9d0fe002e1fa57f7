"""What this room tells the rooms beneath: whose internal figures somebody sees who does not see the whole register, and firms' names."""

from __future__ import annotations

from collections.abc import Collection

from dukou.accounts.core.viewers import Viewer
from dukou.enterprises.queries.merged import keys_of_many
from dukou.enterprises.queries.named import firm_as_subject
from dukou.enterprises.queries.visibility import sees_all, visible_enterprises
from dukou.figures.queries.visibility import SIGHTS
from dukou.rules.queries.subjects import SUBJECTS


def _in_sight(viewer: Viewer) -> Collection[str] | None:
    """The keys of the firms in sight, with those of what was merged into them."""
    if sees_all(viewer):
        return None
    known_as = keys_of_many(visible_enterprises.filter(viewer))
    return {key for keys in known_as.values() for key in keys}


SIGHTS.add("enterprise", _in_sight)
SUBJECTS.add("enterprise", firm_as_subject)
