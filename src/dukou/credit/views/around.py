"""What the pages of this room share: the way to them, the firm meant, what fields are called."""

from __future__ import annotations

from django.http import Http404
from django.urls import reverse

from dukou.accounts.core.viewers import Viewer
from dukou.credit.actions import looks
from dukou.credit.queries.fields import CreditField, fields
from dukou.credit.queries.firms_asked import firm_in_sight
from dukou.enterprises.queries.own import FirmNamed, acts_for_entry
from dukou.kit.core.labels import Label, same
from dukou.kit.pages.parts import Crumb

CREDIT = Label("信用监管", "Credit")


def crumbs_of(*more: Crumb) -> list[Crumb]:
    """The way to a page of the room."""
    return [Crumb(CREDIT, reverse("credit:list")), *more] if more else [Crumb(CREDIT)]


def firm_crumbs(firm: FirmNamed, *more: Crumb) -> list[Crumb]:
    """The way to a page of a firm's credit."""
    name = same(firm.name)
    if not more:
        return crumbs_of(Crumb(name))
    return crumbs_of(Crumb(name, reverse("credit:firm", args=[firm.key])), *more)


def firm_asked(viewer: Viewer, key: str) -> FirmNamed:
    """The firm, for the administration and for its own agent; for nobody else it is there."""
    found = firm_in_sight(viewer, key)
    if found is None:
        raise Http404(key)
    return found


def seen(viewer: Viewer, firm: FirmNamed, what: str, purpose: str) -> bool:
    """Note that somebody from within looks at the firm; whether it was the firm's own agent, who leaves no line."""
    looks.note(by=viewer, enterprise=firm.id, key=firm.key, what=what, purpose=purpose[:200])
    return acts_for_entry(viewer, firm.id)


def by_slug() -> dict[str, CreditField]:
    """Every field by its slug."""
    return {each.key: each for each in fields()}


def field_names() -> dict[str, Label]:
    """What each field is called, by its slug."""
    return {each.key: each.label for each in fields()}
