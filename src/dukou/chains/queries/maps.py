"""The maps that stand, or stood on a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time

from django.db.models import Q
from django.utils import timezone

from dukou.chains.core.maps import ChainMap, Node, node_ref
from dukou.chains.core.written import chain_of_plain
from dukou.chains.models import ChainText


def standing_texts(known_on: date | None = None) -> list[ChainText]:
    """The newest text of every chain, or the one that stood at the end of a day, in the pack's order."""
    if known_on is None:
        rows = ChainText.objects.filter(replaced_at__isnull=True)
    else:
        end = timezone.make_aware(datetime.combine(known_on, time.max))
        rows = ChainText.objects.filter(Q(replaced_at__isnull=True) | Q(replaced_at__gt=end), stated_at__lte=end)
    return list(rows.order_by("order", "slug"))


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
