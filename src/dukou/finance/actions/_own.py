"""The firm for which somebody acts."""

from __future__ import annotations

from dukou.accounts.core.viewers import Viewer
from dukou.enterprises.queries.own import FirmNamed, acts_for_entry, firm_named
from dukou.finance.actions.refusals import NotYourFirm


def own_firm(by: Viewer, key: str) -> FirmNamed:
    """The firm that the viewer acts for, under this key."""
    found = firm_named(by, key)
    if found is None or not acts_for_entry(by, found.id):
        raise NotYourFirm()
    return found
