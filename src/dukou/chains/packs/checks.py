"""What can be wrong with a chain map, in itself and beside the rest of its pack."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dukou.chains.core.maps import cycle_of, node_ref
from dukou.chains.packs.codes import code_faults, weight_faults
from dukou.chains.packs.schemas import ChainEntry, NodeEntry, source_of
from dukou.chains.packs.shares import SLUG
from dukou.kit.core.labels import Label
from dukou.kit.core.places import Fault
from dukou.kit.packfiles.reading import Contents
from dukou.kit.packfiles.sections import Declared, Entry

_SOURCE = Label("来源", "source")


def declared_nodes(entry: Entry[ChainEntry]) -> list[Declared]:
    """Each node as a subject of claims and tags, part of the cluster or segment that the chain names first."""
    return [
        Declared(node_ref(entry.key, node.key), node.name.label, entry.data.of[0], entry.located.find(["nodes", position, "key"]))
        for position, node in enumerate(entry.data.nodes)
    ]


def chain_faults(entry: Entry[ChainEntry], contents: Contents) -> list[Fault]:
    """Everything that is wrong with one chain map. It asks no database."""
    if not re.fullmatch(SLUG, entry.key):
        what = Label(f"文件名“{entry.key}”不能作代号", f"the file name “{entry.key}” cannot serve as a key")
        return [entry.fault(what, Label("用小写字母、数字和连字符，如 glass-fibre.yaml", "lower-case letters, digits and hyphens"))]
    faults = [*_head_faults(entry, contents), *_doubles(entry), *_source_faults(entry, contents)]
    for position, node in enumerate(entry.data.nodes):
        faults += _node_faults(entry, position, node, contents)
    editions = {key: each.data for key, each in contents.of("industries").items()}
    if entry.data.edition in editions:
        names = {each.code: each.name for each in editions[entry.data.edition].codes}
        faults += code_faults(entry, names, is_whole=False)
    else:
        faults.append(_unknown_edition(entry, list(editions)))
    return [*faults, *weight_faults(entry), *_flow_faults(entry, contents)]


def _head_faults(entry: Entry[ChainEntry], contents: Contents) -> Iterator[Fault]:
    known = [ref for ref in contents.declared if ref.startswith(("cluster/", "segment/"))]
    for position, ref in enumerate(entry.data.of):
        if ref not in known:
            yield contents.unknown(entry, ref, known, Label("集群或细分领域", "cluster or segment"), "of", position)


def _unknown_edition(entry: Entry[ChainEntry], known: list[str]) -> Fault:
    edition = entry.data.edition
    what = Label(f"没有行业分类“{edition}”", f"there is no edition “{edition}” of the industry codes")
    if not known:
        return entry.fault(what, Label("先在 industries.yaml 里写出它", "introduce it in industries.yaml first"), "edition")
    cure = Label(f"包里有：{'、'.join(known)}", f"the pack knows: {', '.join(known)}")
    return entry.fault(what, cure, "edition")


def _doubles(entry: Entry[ChainEntry]) -> Iterator[Fault]:
    """Keys of stages and nodes, and supplies between the same two nodes, that stand twice."""
    data = entry.data
    yield from _twice(entry, [each.key for each in data.stages], "stages", "key")
    yield from _twice(entry, [each.key for each in data.nodes], "nodes", "key")
    yield from _twice(entry, [f"{each.supplier} → {each.user}" for each in data.supplies], "supplies")


def _twice(entry: Entry[ChainEntry], keys: Sequence[str], name: str, *last: str) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for position, key in enumerate(keys):
        if key in first:
            line = entry.located.find([name, first[key], *last]).line
            what = Label(f"“{key}”写了两次（第一次在第 {line} 行）", f"“{key}” stands twice (first in line {line})")
            yield entry.fault(what, Label("留下一个，或换一个代号", "keep one of them, or give it another key"), name, position, *last)
        first.setdefault(key, position)


def _source_faults(entry: Entry[ChainEntry], contents: Contents) -> Iterator[Fault]:
    """Every source is one of the pack; every node and supply has one, its own or the map's; a target has its own."""
    data, sources = entry.data, list(contents.of("sources"))
    named: list[tuple[str | None, tuple[str | int, ...]]] = [(data.source, ("source",))]
    for name, items in (("nodes", data.nodes), ("supplies", data.supplies)):
        for position, item in enumerate(items):
            named.append((item.source, (name, position, "source")))
            if not source_of(item, data):
                what = Label("没有来源：这里和图上都没有写 source", "no source, neither here nor of the whole map")
                yield entry.fault(what, Label("写上 source", "name a source"), name, position)
    for position, node in enumerate(data.nodes):
        if node.target is None:
            continue
        named.append((node.target.source, ("nodes", position, "target", "source")))
        if not node.target.source:
            what = Label(f"“{node.key}”的目标没有来源", f"the target of “{node.key}” has no source")
            cure = Label("写上 source，或去掉目标", "name its source, or remove the target")
            yield entry.fault(what, cure, "nodes", position, "target")
    for source, path in named:
        if source and source not in sources:
            yield contents.unknown(entry, source, sources, _SOURCE, *path)


def _node_faults(entry: Entry[ChainEntry], position: int, node: NodeEntry, contents: Contents) -> Iterator[Fault]:
    stages = [each.key for each in entry.data.stages]
    if node.stage not in stages:
        yield contents.unknown(entry, node.stage, stages, Label("环节段", "stage"), "nodes", position, "stage")
    if not node.codes and not node.words:
        what = Label(f"“{node.key}”没有行业代码，也没有产品词", f"“{node.key}” has neither an industry code nor a product word")
        cure = Label("写 codes 或 words，否则没有企业会落在这里", "write codes or words: without them no firm can stand here")
        yield entry.fault(what, cure, "nodes", position)
    segments = [ref for ref in contents.declared if ref.startswith("segment/")]
    for number, ref in enumerate(node.segments):
        if ref not in segments:
            yield contents.unknown(entry, ref, segments, Label("细分领域", "segment"), "nodes", position, "segments", number)


def _flow_faults(entry: Entry[ChainEntry], contents: Contents) -> Iterator[Fault]:
    """Supplies join nodes that are there, go with the stages or say that they return, and run in no ring."""
    data = entry.data
    keys, stages = [node.key for node in data.nodes], [stage.key for stage in data.stages]
    at = {node.key: stages.index(node.stage) if node.stage in stages else 0 for node in data.nodes}
    faults = []
    for position, supply in enumerate(data.supplies):
        unknown = [(name, key) for name, key in (("from", supply.supplier), ("to", supply.user)) if key not in at]
        faults += [contents.unknown(entry, key, keys, Label("节点", "node"), "supplies", position, name) for name, key in unknown]
        if not unknown:
            faults += _direction_faults(entry, position, at[supply.user] - at[supply.supplier])
    yield from faults or _ring(entry)  # a ring beside these would be their echo


def _direction_faults(entry: Entry[ChainEntry], position: int, away: int) -> Iterator[Fault]:
    """`away`: how many stages after its supplier the user stands."""
    supply = entry.data.supplies[position]
    pair = f"{supply.supplier} → {supply.user}"
    if away < 0 and not supply.returns:
        what = Label(f"“{pair}”逆着各段的次序", f"“{pair}” goes against the order of the stages")
        cure = Label("改正方向；确是回流的写 returns: true", "turn it round, or write returns: true where it flows back")
        yield entry.fault(what, cure, "supplies", position)
    if supply.returns and (away > 0 or supply.supplier == supply.user):
        what = Label(f"“{pair}”写了 returns，却不是回流", f"“{pair}” says that it returns, and does not")
        yield entry.fault(what, Label("去掉 returns", "remove returns"), "supplies", position, "returns")


def _ring(entry: Entry[ChainEntry]) -> Iterator[Fault]:
    """The ring that supplies make, told at the last of them in the file."""
    onward = {(each.supplier, each.user): place for place, each in enumerate(entry.data.supplies) if not each.returns}
    ring = cycle_of(onward)
    if ring:
        way = " → ".join([*ring, ring[0]])
        place = max(onward[pair] for pair in zip(ring, [*ring[1:], ring[0]], strict=True))
        what = Label(f"供应成了环：{way}", f"supplies run in a ring: {way}")
        cure = Label("去掉一条；确是回流的写 returns: true", "remove one of them, or write returns: true where it flows back")
        yield entry.fault(what, cure, "supplies", place)
