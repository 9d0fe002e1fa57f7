"""What this room tells the rooms beneath: whose internal figures somebody sees who does not see the whole register, and firms' names."""

from __future__ import annotations

from collections.abc import Collection

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.enterprises.queries.facts import REGISTER
from dukou.enterprises.queries.merged import keys_of_many
from dukou.enterprises.queries.named import firm_as_subject
from dukou.enterprises.queries.visibility import sees_all, visible_enterprises
from dukou.figures.queries.visibility import OWN, SIGHTS
from dukou.kit.core.labels import Label
from dukou.rules.queries.naming import SOURCES, one_source
from dukou.rules.queries.subjects import SUBJECTS


def _in_sight(viewer: Viewer) -> Collection[str] | None:
    """The keys of the firms in sight, with those of what was merged into them."""
    if sees_all(viewer):
        return None
    known_as = keys_of_many(visible_enterprises.filter(viewer))
    return {key for keys in known_as.values() for key in keys}


def _own(viewer: Viewer) -> Collection[str]:
    """The keys of the firms that the viewer acts for, with those of what was merged into them; not of what they were merged into."""
    own = viewer.organisations_where(Permission.SEE_ENTERPRISE_DESK)
    if not own:
        return ()
    rows = visible_enterprises.filter(viewer).filter(organisation__key__in=own, merged_into__isnull=True)
    return {key for keys in keys_of_many(rows).values() for key in keys}


SIGHTS.add("enterprise", _in_sight)
OWN.add("enterprise", _own)
SUBJECTS.add("enterprise", firm_as_subject)
SOURCES.add("enterprises", one_source(REGISTER, Label("企业名录", "the register of enterprises")))
