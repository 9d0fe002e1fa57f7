"""The way to the pages of this room."""

from __future__ import annotations

from dukou.kit.core.labels import Label
from dukou.kit.pages.parts import Crumb

FINANCE = Label("企业融资", "Finance")


def crumbs_of(*more: Crumb) -> list[Crumb]:
    """The way to a page of the room."""
    return [Crumb(FINANCE), *more]
