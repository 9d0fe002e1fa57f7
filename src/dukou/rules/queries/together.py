"""Several facts about the same subjects asked at once: a page of one firm asks few questions of the database, not a few for each fact."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from dukou.accounts.core.viewers import Viewer
from dukou.rules.core.facts import FACTS, Fact, Stated, Together
from dukou.rules.models import DeclaredFact
from dukou.rules.queries.catalogue import FACT_SETS, declared

Ask = tuple[str, int]  # a fact by name, so many years back


def facts_named(names: Collection[str]) -> dict[str, Fact]:
    """Some facts by name, as `catalogue` has them; a name that nobody knows is left out."""
    found = {name: FACTS[name] for name in names if name in FACTS}
    if left := set(names) - found.keys():
        found |= {fact.name: fact for some in FACT_SETS for fact in some.stored() if fact.name in left}
    if left := set(names) - found.keys():
        found |= {row.key: declared(row) for row in DeclaredFact.objects.filter(key__in=left)}
    return found


def stated_together(
    viewer: Viewer, facts: Mapping[str, Fact], keys: Sequence[str], as_of: date, asks: Collection[Ask]
) -> dict[Ask, Mapping[str, Stated]]:
    """What is known of each subject, by what was asked. An earlier year of what is not told of years is unknown."""
    found, lots = dict[Ask, Mapping[str, Stated]](), dict[Together, dict[tuple[Any, int], Ask]]()
    for name, back in asks:
        fact = facts.get(name)
        if fact is None or (back and fact.yearly is None):
            continue
        if fact.many is not None:
            way, called = fact.many
            lots.setdefault(way, {})[called, back] = (name, back)
        elif fact.yearly is not None:
            found[name, back] = fact.yearly(viewer, keys, as_of, back)
        else:
            found[name, back] = fact.state(viewer, keys, as_of)
    for way, named in lots.items():
        found |= {named[called]: told for called, told in way(viewer, keys, as_of, list(named)).items()}
    return found
