"""What was found of chains: the newest look, an earlier one, or a fresh one that is not kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Count

from dukou.chains.core.assessed import Advice, Assessed, NodeFound
from dukou.chains.core.maps import ChainMap, node_ref
from dukou.chains.models import Assessment, ChainText
from dukou.chains.queries.maps import chain_map, standing_texts
from dukou.chains.queries.marks import marks


@dataclass(frozen=True)
class Shown:
    """A chain with the newest look at it; `row` is None where nobody has looked yet. `is_stale`: something was added since. `fresh`: a look
    that is not kept.

    Map and findings are read when they are asked for: a page that was drawn before needs neither.
    """

    text: ChainText
    row: Assessment | None
    is_stale: bool
    fresh: Assessed | None = None

    @cached_property
    def chain(self) -> ChainMap:
        """The map."""
        return chain_map(self.text)

    @cached_property
    def found(self) -> Assessed | None:
        """What was found."""
        return self.fresh or (Assessed.of_plain(self.row.content) if self.row else None)

    @cached_property
    def states(self) -> Mapping[str, int]:
        """How many nodes are in each state; empty where nobody has looked."""
        rows = self.row.nodes.values_list("status").annotate(count=Count("pk")) if self.row else ()
        return {status: count for status, count in rows}

    @property
    def number(self) -> int | None:
        """The number of the look; None where none is kept."""
        return self.row.pk if self.row else None

    @property
    def mark(self) -> str:
        """What a page of it depends on, beside the language: the same mark, the same page."""
        return f"{self.text.pk}.{self.row.pk if self.row else 0}.{int(self.is_stale)}"

    @property
    def nodes(self) -> Mapping[str, NodeFound]:
        """What was found, by node."""
        return {node.key: node for node in self.found.nodes} if self.found else {}

    @property
    def advice(self) -> Mapping[str, Advice]:
        """What is advised, by node."""
        return {each.node: each for each in self.found.advice} if self.found else {}

    def ref(self, node: str) -> str:
        """The reference of a node."""
        return node_ref(self.text.slug, node)


def look(text: ChainText, as_of: date, *, has_policy: bool = True) -> Assessed:
    """Look at a chain now, on everything that the administration knows on a day; nothing is kept. The same look for whoever asks."""
    from dukou.chains.core.assessing.assess import assessed  # arrays take a while to load, and most pages read what is kept
    from dukou.chains.queries.grounds import ground_of

    return assessed(ground_of(chain_map(text), as_of, has_policy=has_policy))


def shown_chains(known_on: date | None = None) -> list[Shown]:
    """Every chain with the newest look at it, or the newest of those that were of a day or earlier."""
    now = marks()
    return [_shown(text, known_on, now) for text in standing_texts()]


def shown_chain(slug: str, known_on: date | None = None) -> Shown | None:
    """One chain, as above."""
    text = next((row for row in standing_texts() if row.slug == slug), None)
    return None if text is None else _shown(text, known_on, marks())


def newest_look(slug: str, known_on: date | None = None) -> Assessment | None:
    """The newest look at a chain: of the latest day, or of the latest up to a day; the one that pages show and that acts lean on."""
    rows = Assessment.objects.filter(chain__slug=slug)
    if known_on is not None:
        rows = rows.filter(as_of__lte=known_on)
    return rows.select_related("chain").defer("content").order_by("-as_of", "-pk").first()


def _shown(text: ChainText, known_on: date | None, now: dict[str, object]) -> Shown:
    row = newest_look(text.slug, known_on)
    return Shown(text, None, False) if row is None else Shown(row.chain, row, row.marks != now)
