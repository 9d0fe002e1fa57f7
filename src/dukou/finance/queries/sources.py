"""Where a fact of a portrait is put right: the place that the firm can see, if there is one."""

from __future__ import annotations

from django.urls import reverse

from dukou.credit.queries.facts import LEDGER, SOURCE
from dukou.enterprises.queries.facts import REGISTER
from dukou.finance.queries.portraits import ItemTold
from dukou.kit.core.labels import same
from dukou.rules.core.facts import Stated
from dukou.rules.queries.naming import NamedSource, named_sources


def put_right_at(told: ItemTold, firm: str) -> NamedSource:
    """The source of one item by name, and the page of the firm's own where it is disputed or shown; an empty address where it has none."""
    stated = told.stated
    if stated is None:
        return NamedSource(told.fact.source if told.fact else same("—"))
    return place_of(stated, named_sources({stated})[stated], firm)


def place_of(stated: Stated, source: NamedSource, firm: str) -> NamedSource:
    """A source with that page. Credit records are disputed where credit stands, the register is shown on the firm's page."""
    if stated.source in (LEDGER, SOURCE):
        return NamedSource(source.name, reverse("credit:firm", args=[firm]))
    if stated.source == REGISTER:
        return NamedSource(source.name, reverse("enterprises:detail", args=[firm]))
    return source
