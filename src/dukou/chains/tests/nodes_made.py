"""Made-up chains and firms for tests of places and states. No firm here exists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from dukou.chains.core.firms import Firm, Tagged
from dukou.chains.core.maps import ChainMap, Cited, Need, Node, Stage, Supply
from dukou.figures.core.tags import Confidence
from dukou.kit.core.labels import same

CITED = Cited("made-up", "1", date(2026, 1, 1), False)
EDITION = "2017"
AS_OF = date(2026, 6, 30)
RECENT = date(2026, 1, 15)


def node(
    key: str,
    *,
    codes: Mapping[str, str] | None = None,
    words: Iterable[str] = (),
    segments: Iterable[str] = (),
    need: Need = Need.REQUIRED,
    local_sales: str | None = None,
) -> Node:
    """A node that is called by its key."""
    weights = {code: Decimal(weight) for code, weight in (codes or {}).items()}
    sold = None if local_sales is None else Decimal(local_sales)
    return Node(key, same(key), "all", None, weights, tuple(words), tuple(segments), "", False, need, sold, None, CITED)


def supply(supplier: str, user: str, share: str | None = None, *, is_required: bool = False) -> Supply:
    """A supply with a share such as "0.2", or with none."""
    return Supply(supplier, user, None if share is None else Decimal(share), is_required, False, CITED)


def chain(nodes: Iterable[Node | str], supplies: Iterable[Supply] = ()) -> ChainMap:
    """A chain of one stage; nodes may be given by their keys."""
    made = tuple(node(each) if isinstance(each, str) else each for each in nodes)
    return ChainMap("noodles", same("noodles"), "1", date(2026, 1, 1), (), EDITION, (Stage("all", same("all")),), made, tuple(supplies))


def firm(
    key: str,
    *tags: Tagged,
    name: str | None = None,
    industry: str = "",
    edition: str = EDITION,
    revenue: int | None = None,
    failure: float | None = None,
    registered_on: date | None = RECENT,
) -> Firm:
    """A firm that is called by its key."""
    return Firm(key, name or key, industry, edition, revenue, None, None, failure, tags, registered_on)


def tag(ref: str, share: str | None = None, confidence: Confidence = Confidence.CONFIRMED, known_on: date = RECENT) -> Tagged:
    """A tag; a bare word is a node of the chain."""
    full = ref if "/" in ref else f"node/noodles-{ref}"
    return Tagged(full, confidence, None if share is None else Decimal(share), None, same("a list"), known_on)
