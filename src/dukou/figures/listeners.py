"""What this room tells the rooms beneath: what the sources of claims are called, and the page of a claim."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from dukou.figures.queries.addresses import claim_address
from dukou.figures.queries.subjects import source_names
from dukou.rules.core.facts import Stated
from dukou.rules.queries.naming import SOURCES, NamedSource


def _sources(stated: Collection[Stated]) -> Mapping[Stated, NamedSource]:
    names = source_names({each.source for each in stated})
    return {each: NamedSource(names[each.source], claim_address(each.ref) if each.ref else "") for each in stated if each.source in names}


SOURCES.add("figures", _sources)
