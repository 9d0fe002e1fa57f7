"""The map of a chain as inline SVG: drawn on the server, sharp on paper, every node a link, its state in colour, pattern and word."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement

from dukou.chains.charts.drawing import lines, number, svg, text_of, words
from dukou.chains.charts.faces import NAME, NOTE, STRIP, NodeFace, SetBox, set_box, spoken_of
from dukou.chains.charts.legend import add_legend, legend_height
from dukou.chains.charts.palette import MIST, add_pattern, lay_pattern, look_of
from dukou.chains.charts.paper import HEADING, HEADING_LEADING, heading, room_for
from dukou.chains.charts.wires import add_arrows, add_wires
from dukou.chains.core.layout import Box, Layout, Room, layout_of
from dukou.chains.core.maps import ChainMap, Node
from dukou.chains.core.text import broken
from dukou.kit.charts import INK_SOFT, RIVER
from dukou.kit.core.labels import Label

_LEFT, _SWATCH = STRIP + 8, 20.0


def chain_map(chain: ChainMap, faces: Mapping[str, NodeFace], *, key: str = "", room: Room | None = None) -> str:
    """The drawing in the language spoken now. `faces`: of every node; `key`: begins all its ids, for two drawings on one page."""
    space, name = room or room_for(chain, faces), key or f"chain-{chain.key}"
    texts = {node.key: set_box(node, faces[node.key], space.box) for node in chain.nodes}
    layout = layout_of(chain, {node: text.height for node, text in texts.items()}, space)
    states = _states(chain, faces)
    height = layout.height + legend_height(states, layout.width)
    root = svg(name, layout.width, height, chain.label, _description(chain, faces))
    defs = SubElement(root, "defs")
    add_arrows(defs, name)
    for state in states:
        add_pattern(defs, f"{name}-{state}", look_of(state), _SWATCH, max(box.height for box in layout.boxes))
    _add_stages(root, chain, layout)
    add_wires(root, chain, layout, name)
    _add_roles(root, chain, layout)
    for node, box in zip(chain.nodes, layout.boxes, strict=True):
        _add_box(root, node, faces[node.key], box, texts[node.key], name)
    add_legend(root, chain, states, layout, name)
    return text_of(root)


def _states(chain: ChainMap, faces: Mapping[str, NodeFace]) -> dict[str, Label]:
    """The states on the map with their words, in the order of its nodes."""
    states: dict[str, Label] = {}
    for node in chain.nodes:
        states.setdefault(faces[node.key].status_key, faces[node.key].status_word)
    return states


def _description(chain: ChainMap, faces: Mapping[str, NodeFace]) -> Label:
    """What the eye would see in one sentence: stages, and how many nodes are in which state."""
    counts: dict[Label, int] = {}
    for node in chain.nodes:
        word = faces[node.key].status_word
        counts[word] = counts.get(word, 0) + 1
    zh = "，".join(f"{word.zh} {count} 个" for word, count in counts.items())
    en = ", ".join(f"{count} {word.en}" for word, count in counts.items())
    stages = "、".join(each.label.zh for each in chain.stages), ", ".join(each.label.en for each in chain.stages)
    return Label(
        f"{len(chain.nodes)} 个节点、{len(chain.supplies)} 条供应关系，从左到右：{stages[0]}。{zh}。",
        f"{len(chain.nodes)} nodes and {len(chain.supplies)} supplies, from left to right: {stages[1]}. {en}.",
    )


def _add_stages(root: Element, chain: ChainMap, layout: Layout) -> None:
    labels = {stage.key: stage.label for stage in chain.stages}
    for band in layout.stages:
        place = {"x": number(band.x), "y": "0", "width": number(band.width), "height": number(band.height)}
        SubElement(root, "rect", {**place, "fill": MIST, "rx": "4"})
        named = heading(labels[band.key], band.width - 16)
        centred = {"font_weight": "bold", "fill": RIVER, "text_anchor": "middle"}
        lines(root, named, band.x + band.width / 2, 22, HEADING, HEADING_LEADING, **centred)


def _add_roles(root: Element, chain: ChainMap, layout: Layout) -> None:
    for band in layout.roles:
        node = chain.node(band.key)
        if node is not None and node.role is not None:
            first, *more = broken(str(node.role), NOTE, band.width)
            words(root, f"{first}…" if more else first, band.x, band.y + 15, NOTE, font_weight="bold", fill=INK_SOFT)


def _add_box(root: Element, node: Node, face: NodeFace, box: Box, text: SetBox, name: str) -> None:
    """One node: a link that holds its frame, the pattern of its state at the left side, and its words."""
    look = look_of(face.status_key)
    link = SubElement(root, "a", {"href": face.address, "aria-label": str(spoken_of(node, face)), "data-node": node.key})
    place = {"x": number(box.x), "y": number(box.y), "width": number(box.width), "height": number(box.height)}
    frame = {"stroke": look.shape, "stroke-width": "2.4" if face.is_critical else "1.2", "fill": look.ground}
    SubElement(link, "rect", {**place, **frame, **({"stroke-dasharray": look.dash} if look.dash else {})})
    lay_pattern(link, f"{name}-{face.status_key}", box.x + 1, box.y + 1, STRIP - 1, box.height - 2)
    x = box.x + _LEFT
    for place_of, line in enumerate(text.name):
        words(link, line, x, box.y + text.name_line(place_of), NAME, font_weight="bold")
    state = words(link, "", x, box.y + text.note_line(0), NOTE)
    SubElement(state, "tspan", {"font-weight": "bold", "fill": look.ink}).text = text.status
    if text.beside:
        SubElement(state, "tspan", {"dx": "6"}).text = text.beside
    for place_of, line in enumerate(text.notes, 1):
        words(link, line, x, box.y + text.note_line(place_of), NOTE)
