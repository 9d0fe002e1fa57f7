"""Places that somebody named: confirmed and likely tags `node/<chain>-<node>`. A tag that waits for confirmation places nobody."""

from __future__ import annotations

from decimal import Decimal

from dukou.chains.core.firms import Firm, Tagged
from dukou.chains.core.maps import node_ref
from dukou.chains.core.placements.placed import Freshness, Placement, PlacementBasis, Unplaced
from dukou.chains.core.placements.signs import Index
from dukou.figures.core.tags import Confidence
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal

_RANK = {Confidence.LIKELY: 0, Confidence.CONFIRMED: 1}


class TagSharesPastOne(Refusal):
    """Of a firm's revenue no more than all can be shared out."""

    code = "chains.tag_shares_past_one"
    what = Label("没有把“{firm}”归入产业链“{chain}”", "“{firm}” was not placed on the chain “{chain}”")
    why = Label(
        "它在各节点标签上的营收占比合计 {total}，或有一项不在 0 到 1 之间",
        "the shares on its node tags make {total}, or one is not from 0 to 1",
    )
    cure = Label("改正这家企业的标签占比，合计不超过 1", "correct the shares on this firm's tags; together they are at most 1")


def placed_by_tags(firm: Firm, index: Index, fresh: Freshness) -> tuple[list[Placement], list[Unplaced]]:
    """The places that a firm's node tags of this chain name, and the tags that name none.

    Stated shares hold; what they leave is split equally over the tags without one. Shares that pass 1 are refused.
    """
    tags = _tags_by_node(firm, index)
    unplaced = [Unplaced(firm, _no_such_node(node)) for node in tags if node not in index.order]
    stated = [tag.share for tag in tags.values() if tag.share is not None]
    if sum(stated) > 1 or any(not 0 <= share <= 1 for share in stated):
        raise TagSharesPastOne(firm=firm.name, chain=index.chain.label, total=f"{sum(stated):f}")
    known = {node: tags[node] for node in sorted(tags.keys() & index.order.keys(), key=index.order.__getitem__)}
    open_tags = sum(tag.share is None for tag in tags.values())
    rest = (1 - sum(stated, Decimal(0))) / open_tags if open_tags else Decimal(0)
    placements = []
    for node, tag in known.items():
        share = rest if tag.share is None else tag.share
        if share > 0:
            placements.append(_placement(firm, node, tag, share, fresh))
        else:
            unplaced.append(Unplaced(firm, _nothing_left(index, node)))
    return placements, unplaced


def waiting_tags(firm: Firm, index: Index) -> list[Tagged]:
    """Tags of nodes of this chain and of its segments that nobody has confirmed yet."""
    prefix = node_ref(index.chain.key, "")
    return [
        tag
        for tag in firm.tags
        if tag.confidence is Confidence.SUGGESTED
        and (tag.ref.startswith(prefix) or (tag.ref.startswith("segment/") and tag.ref.removeprefix("segment/") in index.segments))
    ]


def _tags_by_node(firm: Firm, index: Index) -> dict[str, Tagged]:
    """By node, the surest tag; of equally sure ones the newest."""
    prefix = node_ref(index.chain.key, "")
    found: dict[str, Tagged] = {}
    for tag in firm.tags:
        if tag.confidence in _RANK and tag.ref.startswith(prefix):
            node = tag.ref.removeprefix(prefix)
            held = found.get(node)
            if held is None or (_RANK[tag.confidence], tag.known_on) > (_RANK[held.confidence], held.known_on):
                found[node] = tag
    return found


def _placement(firm: Firm, node: str, tag: Tagged, share: Decimal, fresh: Freshness) -> Placement:
    said = tag.evidence or tag.source
    evidence = Label(f"节点标签（{tag.confidence.label.zh}）：{said.zh}", f"node tag ({tag.confidence.label.en}): {said.en}")
    stale = fresh.is_stale(tag.known_on)
    return Placement(firm, node, share, tag.share is not None, tag.confidence, PlacementBasis.TAG, evidence, tag.known_on, stale)


def _no_such_node(node: str) -> Label:
    return Label(f"标签所指的节点“{node}”不在这一版图谱上", f"a tag names the node “{node}”, which this version of the map has not")


def _nothing_left(index: Index, node: str) -> Label:
    name = index.chain.nodes[index.order[node]].label
    return Label(
        f"“{name.zh}”的标签没有分到营收：占比为 0，或已被其余标签占满",
        f"the tag of “{name.en}” gets no revenue: its share is 0, or the others take all",
    )
