"""How broad the boxes of a map are, so that its words come out as large as they can on a sheet of A4, landscape."""

from __future__ import annotations

from collections.abc import Mapping

from dukou.chains.charts.faces import NodeFace, set_box
from dukou.chains.core.layout import Room
from dukou.chains.core.maps import ChainMap
from dukou.chains.core.ranks import columns_of
from dukou.chains.core.text import broken
from dukou.kit.core.labels import Label

HEADING, HEADING_LEADING = 14.0, 19.0
_HEADING_TOP, _LEGEND = 28.0, 46.0
_BREADTHS = (136.0, 152.0, 168.0, 192.0, 216.0, 248.0)
_SHEET = 277.0, 186.0  # millimetres inside the margins


def heading(label: Label, breadth: float) -> tuple[str, ...]:
    """The name of a stage in lines."""
    return broken(str(label), HEADING, breadth)


def room_for(chain: ChainMap, faces: Mapping[str, NodeFace]) -> Room:
    """The breadth at which the sheet shrinks the map least: broad boxes have fewer lines and make it less tall."""
    column_of, stage_of = columns_of(chain)
    return max((_room(chain, breadth) for breadth in _BREADTHS), key=lambda room: _scale(chain, faces, room, column_of, len(stage_of)))


def _room(chain: ChainMap, breadth: float) -> Room:
    most = max(len(heading(stage.label, breadth)) for stage in chain.stages)
    return Room(box=breadth, channel=min(84.0, 0.38 * breadth), head=_HEADING_TOP + most * HEADING_LEADING)


def _scale(chain: ChainMap, faces: Mapping[str, NodeFace], room: Room, column_of: Mapping[str, int], many: int) -> float:
    """Millimetres a point, by the tallest column; the lines that pass through it are left out of the reckoning."""
    tall = [0.0] * many
    roles: set[tuple[int, str]] = set()
    for node in chain.nodes:
        column = column_of[node.key]
        tall[column] += set_box(node, faces[node.key], room.box).height + room.gap
        if node.role and (column, node.role.zh) not in roles:
            roles.add((column, node.role.zh))
            tall[column] += room.role
    width = 2 * room.edge + many * room.box + (many - 1) * room.channel
    return min(_SHEET[0] / width, _SHEET[1] / (room.head + max(tall) + _LEGEND))
