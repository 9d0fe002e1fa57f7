"""What was found of chains: the newest look, an earlier one, or a fresh one that is not kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from dukou.accounts.core.viewers import Viewer
from dukou.chains.core.assessed import Advice, Assessed, NodeFound
from dukou.chains.core.maps import ChainMap, node_ref
from dukou.chains.models import Assessment, ChainText
from dukou.chains.queries.maps import chain_map, standing_texts
from dukou.chains.queries.marks import marks


@dataclass(frozen=True, slots=True)
class Shown:
    """A chain with what was last found of it. `found` is None where nobody has looked yet; `is_stale`: something was added since."""

    text: ChainText
    chain: ChainMap
    number: int | None
    found: Assessed | None
    made_at: datetime | None
    made_by: str
    is_stale: bool

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


def look(viewer: Viewer, text: ChainText, as_of: date, *, has_policy: bool = True) -> Assessed:
    """Look at a chain now, on everything known on a day; nothing is kept."""
    from dukou.chains.core.assessing.assess import assessed  # arrays take a while to load, and most pages read what is kept
    from dukou.chains.queries.grounds import ground_of

    return assessed(ground_of(viewer, chain_map(text), as_of, has_policy=has_policy))


def shown_chains(known_on: date | None = None) -> list[Shown]:
    """Every chain with the newest look at it, or the newest of those that were of a day or earlier."""
    now = marks()
    return [_shown(text, known_on, now) for text in standing_texts()]


def shown_chain(slug: str, known_on: date | None = None) -> Shown | None:
    """One chain, as above."""
    text = next((row for row in standing_texts() if row.slug == slug), None)
    return None if text is None else _shown(text, known_on, marks())


def _shown(text: ChainText, known_on: date | None, now: dict[str, object]) -> Shown:
    rows = Assessment.objects.filter(chain__slug=text.slug)
    if known_on is not None:
        rows = rows.filter(as_of__lte=known_on)
    row = rows.select_related("chain").order_by("-as_of", "-pk").first()
    if row is None:
        return Shown(text, chain_map(text), None, None, None, "", False)
    told = Assessed.of_plain(row.content)
    return Shown(row.chain, chain_map(row.chain), row.pk, told, row.made_at, row.made_by, row.marks != now)
