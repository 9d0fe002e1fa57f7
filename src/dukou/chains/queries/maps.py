"""The maps that stand, or stood on a day."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Q
from django.utils import timezone

from dukou.chains.core.maps import ChainMap, Node, node_ref
from dukou.chains.core.written import chain_of_plain
from dukou.chains.models import ChainText
from dukou.kit.core.texts import clean


def standing_texts(known_on: date | None = None) -> list[ChainText]:
    """The newest text of every chain, or the one that stood at the end of a day, in the pack's order."""
    if known_on is None:
        rows = ChainText.objects.filter(replaced_at__isnull=True)
    else:
        end = timezone.make_aware(datetime.combine(known_on, time.max))
        rows = ChainText.objects.filter(Q(replaced_at__isnull=True) | Q(replaced_at__gt=end), stated_at__lte=end)
    return list(rows.order_by("order", "slug"))


def standing_slugs() -> list[str]:
    """The chains that stand, in the pack's order; their texts, which are long, are not read."""
    return list(ChainText.objects.filter(replaced_at__isnull=True).order_by("order", "slug").values_list("slug", flat=True))


def text_of(slug: str, known_on: date | None = None) -> ChainText | None:
    """The text of one chain, as above."""
    return next((row for row in standing_texts(known_on) if row.slug == slug), None)


def chain_map(text: ChainText) -> ChainMap:
    """The map that a text holds."""
    return chain_of_plain(text.content)


def nodes_by_ref() -> Mapping[str, tuple[ChainText, Node]]:
    """Every node of the maps that stand, by its reference."""
    found = ((text, chain_map(text)) for text in standing_texts())
    return {node_ref(chain.key, node.key): (text, node) for text, chain in found for node in chain.nodes}


@dataclass(frozen=True, slots=True)
class NodeNames:
    """How people name nodes: by reference, or by the Chinese name where only one node bears it."""

    by_name: Mapping[str, tuple[str, ...]]
    refs: frozenset[str]

    def called(self, text: str) -> tuple[str, ...]:
        """The references of the nodes that `text` means: the one whose reference it is, else all that bear the name."""
        return (text,) if text in self.refs else self.by_name.get(clean(text).text, ())

    def near(self, text: str) -> list[str]:
        """Up to three names that look like `text`."""
        return difflib.get_close_matches(text, self.by_name, n=3, cutoff=0.4)


def node_names() -> NodeNames:
    """The names of all nodes of the maps that stand."""
    nodes = nodes_by_ref()
    by_name: dict[str, tuple[str, ...]] = {}
    for ref, (_, node) in nodes.items():
        name = clean(node.label.zh).text
        by_name[name] = (*by_name.get(name, ()), ref)
    return NodeNames(by_name, frozenset(nodes))
