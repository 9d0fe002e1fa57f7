"""What hints at a firm's place where no tag names it: its industry code, product words in its name, the segments it is tagged to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from dukou.chains.core.codes import CodeTable, codes_of
from dukou.chains.core.firms import Firm, Tagged
from dukou.chains.core.maps import ChainMap
from dukou.figures.core.tags import Confidence


@dataclass(frozen=True, slots=True)
class Index:
    """A chain as firms are looked up in it; made once, asked thousands of times. `words` are folded, each with the nodes that name it."""

    chain: ChainMap
    order: dict[str, int]
    codes: CodeTable
    words: dict[str, tuple[str, ...]]
    lengths: tuple[int, ...]
    segments: dict[str, frozenset[str]]
    narrowed: frozenset[str]  # nodes that name a segment at all: the others are for firms of any


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs of one firm, by node. `prefix`: the code of the map that fits; `tags`: the segment tags that count."""

    prefix: str
    weights: dict[str, Decimal]
    words: dict[str, str]
    segments: frozenset[str]
    tags: tuple[Tagged, ...]


def index_of(chain: ChainMap) -> Index:
    """The index of a chain."""
    words: dict[str, tuple[str, ...]] = {}
    segments: dict[str, frozenset[str]] = {}
    for node in chain.nodes:
        for word in node.words:
            words[word.casefold()] = (*words.get(word.casefold(), ()), node.key)
        for segment in node.segments:
            key = segment.removeprefix("segment/")
            segments[key] = segments.get(key, frozenset()) | {node.key}
    narrowed = frozenset(node.key for node in chain.nodes if node.segments)
    return Index(chain, chain.position, codes_of(chain), words, tuple(sorted({len(word) for word in words})), segments, narrowed)


def signs_of(firm: Firm, index: Index) -> Signs:
    """The signs of a firm. Its code is read only where it is of the map's edition; only confirmed and likely segment tags count."""
    is_read = bool(firm.industry) and firm.edition == index.codes.edition
    prefix, weights = index.codes.found(firm.industry) if is_read else ("", {})
    tags = tuple(each for each in firm.tags if _is_known_segment(each, index))
    segments = frozenset(node for each in tags for node in index.segments[each.ref.removeprefix("segment/")])
    return Signs(prefix, weights, words_in(firm.name, index), segments, tags)


def words_in(name: str, index: Index) -> dict[str, str]:
    """By node, the longest of its words that the name holds. A word inside a longer one does not count: 碱面 is no 面."""
    folded = name.casefold()
    hits = [
        (start, start + length)
        for length in index.lengths
        for start in range(len(folded) - length + 1)
        if folded[start : start + length] in index.words
    ]
    found: dict[str, str] = {}
    for start, end in _outermost(hits):  # the shorter first, so that the longest stays
        word = folded[start:end]
        found |= dict.fromkeys(index.words[word], word)
    return found


def narrowed(nodes: Iterable[str], signs: Signs, index: Index) -> tuple[str, ...]:
    """The nodes that the segment tags leave: those that name the segment; where none does, those that name no segment at all."""
    kept = tuple(nodes)
    if not signs.segments:
        return kept
    return tuple(node for node in kept if node in signs.segments) or tuple(node for node in kept if node not in index.narrowed)


def _is_known_segment(tag: Tagged, index: Index) -> bool:
    kind, _, key = tag.ref.partition("/")
    return kind == "segment" and key in index.segments and tag.confidence is not Confidence.SUGGESTED


def _outermost(hits: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The hits that lie in no longer one."""
    return [one for one in hits if not any(other != one and other[0] <= one[0] and one[1] <= other[1] for other in hits)]
