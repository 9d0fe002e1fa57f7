"""Places every firm of a district on a chain.

What is placed by hand is left alone: a firm with confirmed or likely node tags of the chain stands where these say and nowhere else.
Without them a code gives the shares (segment tags narrow its nodes, and the weight of those they exclude goes to the others); without a
code the firm is split equally over the nodes whose words its name holds; a segment alone places only where it leads to one node. Two
signs that agree make a placement likely, one is a suggestion. A sign that places nobody is handed back with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from dukou.chains.core.firms import Firm
from dukou.chains.core.maps import ChainMap
from dukou.chains.core.placements.by_tags import placed_by_tags, waiting_tags
from dukou.chains.core.placements.placed import Freshness, Placed, Placement, PlacementBasis, Unplaced, freshness
from dukou.chains.core.placements.signs import Index, Signs, index_of, narrowed, signs_of
from dukou.figures.core.tags import Confidence
from dukou.kit.core.labels import Label, joined

_NOTHING = Decimal(0)


def place(chain: ChainMap, firms: Iterable[Firm], *, as_of: date, stale_after: int) -> Placed:
    """Where every firm stands on the chain; evidence older than `stale_after` months on `as_of` is stale. Hand over what was known then."""
    index, fresh = index_of(chain), freshness(as_of, stale_after)
    placements: list[Placement] = []
    unplaced: list[Unplaced] = []
    for firm in firms:
        found, faults = placed_by_tags(firm, index, fresh)
        if not found:
            found, more = _placed_by_signs(firm, index, fresh)
            faults += more
        placements += found
        unplaced += faults
    return Placed(tuple(placements), tuple(unplaced))


def _placed_by_signs(firm: Firm, index: Index, fresh: Freshness) -> tuple[list[Placement], list[Unplaced]]:
    signs = signs_of(firm, index)
    basis, shares = _shares(signs, index)
    placements = [
        _placement(firm, node, share, basis, signs, index, fresh)
        for node, share in sorted(shares.items(), key=lambda each: index.order[each[0]])
    ]
    return placements, [Unplaced(firm, why) for why in _unused(firm, signs, index, is_placed=bool(shares))]


def _shares(signs: Signs, index: Index) -> tuple[PlacementBasis, dict[str, Decimal]]:
    """The nodes with their shares, and what gives them: the code, else the words, else the segment."""
    by_code = narrowed(signs.weights, signs, index)
    left = sum((signs.weights[node] for node in by_code), _NOTHING)
    if left > 0:
        scale = sum(signs.weights.values(), _NOTHING) / left
        return PlacementBasis.CODE, {node: signs.weights[node] * scale for node in by_code if signs.weights[node] > 0}
    if by_words := narrowed(signs.words, signs, index):
        return PlacementBasis.WORDS, dict.fromkeys(by_words, Decimal(1) / len(by_words))
    is_silent = not signs.weights and not signs.words
    return PlacementBasis.SEGMENT, dict.fromkeys(signs.segments, Decimal(1)) if is_silent and len(signs.segments) == 1 else {}


def _placement(firm: Firm, node: str, share: Decimal, basis: PlacementBasis, signs: Signs, index: Index, fresh: Freshness) -> Placement:
    agree = (node in signs.weights, node in signs.words, node in signs.segments)
    confidence = Confidence.LIKELY if sum(agree) > 1 else Confidence.SUGGESTED
    evidence = joined(_evidence(firm, node, signs, index), zh="；", en="; ")
    dates = [tag.known_on for tag in signs.tags] if node in signs.segments else []
    dates += [firm.registered_on] if firm.registered_on and (node in signs.weights or node in signs.words) else []
    known_on = max(dates, default=None)
    return Placement(firm, node, share, False, confidence, basis, evidence, known_on, fresh.is_stale(known_on))


def _evidence(firm: Firm, node: str, signs: Signs, index: Index) -> list[Label]:
    """The signs that speak for a node, and those that speak for others only."""
    said = []
    if node in signs.weights:
        said.append(Label(f"行业代码 {firm.industry} 属 {signs.prefix}", f"industry code {firm.industry} is within {signs.prefix}"))
    if word := signs.words.get(node):
        said.append(Label(f"名称中有“{word}”", f"the name holds “{word}”"))
    if node in signs.segments:
        tags = "、".join(tag.ref.removeprefix("segment/") for tag in signs.tags)
        said.append(Label(f"细分领域标签 {tags}", f"segment tag {tags}"))
    elsewhere = [other for other in signs.words if other not in signs.weights]
    if node in signs.weights and elsewhere:
        words = "、".join(signs.words[other] for other in elsewhere)
        names = _names(elsewhere, index)
        said.append(Label(f"名称中的“{words}”却指向{names.zh}", f"yet “{words}” in the name points to {names.en}"))
    return said


def _unused(firm: Firm, signs: Signs, index: Index, *, is_placed: bool) -> list[Label]:
    """Why signs of a firm place it nowhere."""
    found = []
    if firm.industry and firm.edition != index.codes.edition:
        ours, theirs = index.codes.edition, firm.edition or "？"
        zh = f"行业代码 {firm.industry} 属 {theirs} 版，图谱用 {ours} 版，没有按代码归入"
        found.append(Label(zh, f"its code {firm.industry} is of edition {theirs}, the map's are of {ours}: not placed by code"))
    if is_placed:
        return found
    if signs.weights or signs.words:
        names, tagged = _names([*signs.weights, *signs.words], index), _names(signs.segments, index)
        if signs.segments:
            zh = f"代码或产品词指向{names.zh}，细分领域标签指向{tagged.zh}，两者不合"
            found.append(Label(zh, f"code or product words point to {names.en}, the segment tag to {tagged.en}: they disagree"))
        else:
            found.append(Label(f"代码 {signs.prefix} 在{names.zh}的权重为 0", f"the weight of code {signs.prefix} on {names.en} is 0"))
    elif len(signs.segments) > 1:
        names = _names(signs.segments, index)
        zh = f"细分领域标签对应 {len(signs.segments)} 个节点（{names.zh}），没有别的依据可分"
        found.append(Label(zh, f"its segment has {len(signs.segments)} nodes ({names.en}), and nothing tells them apart"))
    for tag in waiting_tags(firm, index):
        found.append(Label(f"标签 {tag.ref} 待确认，不据以归入", f"the tag {tag.ref} is to be confirmed and places nobody"))
    return found


def _names(nodes: Iterable[str], index: Index) -> Label:
    """The nodes by name, in the order of the map, each once."""
    ordered = sorted(set(nodes), key=index.order.__getitem__)
    return joined([index.chain.nodes[index.order[node]].label for node in ordered], zh="、", en=", ")
