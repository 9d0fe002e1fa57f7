"""Where a map's boxes and lines stand: no two boxes share a spot, stages go from left to right, the same map gives the same drawing."""

from __future__ import annotations

import time
from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from dukou.chains.core.layout import Box, Layout, Room, layout_of
from dukou.chains.core.maps import ChainMap
from dukou.chains.core.ranks import Spot, crossings, ranks_of
from dukou.chains.core.text import broken, text_width
from dukou.chains.tests.drawn import chain, made, node, supply

ROOM = Room()
CHAINS = st.builds(made, st.integers(1, 40), st.integers(0, 80), st.integers(0, 10**6), st.integers(1, 5))


def heights(of: ChainMap) -> dict[str, float]:
    """Boxes of different heights."""
    return {each.key: 40.0 + 13 * (place % 4) for place, each in enumerate(of.nodes)}


def overlapping(layout: Layout) -> list[tuple[str, str]]:
    """Pairs of boxes that share a spot."""

    def meet(one: Box, other: Box) -> bool:
        across = one.x < other.x + other.width and other.x < one.x + one.width
        return across and one.y < other.y + other.height and other.y < one.y + one.height

    return [(one.key, other.key) for one, other in combinations(layout.boxes, 2) if meet(one, other)]


@given(CHAINS)
def test_no_two_boxes_overlap(of: ChainMap) -> None:
    assert overlapping(layout_of(of, heights(of))) == []


@given(CHAINS)
def test_stages_stand_in_their_order_and_hold_their_boxes(of: ChainMap) -> None:
    layout = layout_of(of, heights(of))
    assert [band.key for band in layout.stages] == [stage.key for stage in of.stages]
    assert [(one.key, other.key) for one, other in pairwise(layout.stages) if one.x + one.width > other.x] == []
    band = {each.key: each for each in layout.stages}
    for each, box in zip(of.nodes, layout.boxes, strict=True):
        stage = band[each.stage]
        assert stage.x <= box.x and box.x + box.width <= stage.x + stage.width
        assert stage.y + ROOM.head <= box.y and box.y + box.height <= stage.y + stage.height


@given(CHAINS)
def test_everything_stands_on_the_sheet(of: ChainMap) -> None:
    layout = layout_of(of, heights(of))
    points = [point for wire in layout.wires for point in wire.points]
    for each in (*layout.stages, *layout.roles):
        points += [(each.x, each.y), (each.x + each.width, each.y + each.height)]
    for box in layout.boxes:
        points += [(box.x, box.y), (box.x + box.width, box.y + box.height)]
    assert [(x, y) for x, y in points if not (0 <= x <= layout.width and 0 <= y <= layout.height)] == []


@given(CHAINS)
@settings(max_examples=25)
def test_the_same_map_is_laid_out_in_the_same_way(of: ChainMap) -> None:
    assert layout_of(of, heights(of)) == layout_of(of, heights(of))


@given(CHAINS)
def test_each_supply_has_one_way_from_its_supplier_to_its_user(of: ChainMap) -> None:
    layout = layout_of(of, heights(of))
    boxes = {box.key: box for box in layout.boxes}
    assert sorted((wire.supplier, wire.user) for wire in layout.wires) == sorted((each.supplier, each.user) for each in of.supplies)
    for wire in layout.wires:
        start, end = boxes[wire.supplier], boxes[wire.user]
        assert wire.points[0][0] == start.x + start.width and start.y <= wire.points[0][1] <= start.y + start.height
        assert wire.points[-1][0] == end.x and end.y <= wire.points[-1][1] <= end.y + end.height


@given(CHAINS)
def test_a_way_runs_through_no_box(of: ChainMap) -> None:
    layout = layout_of(of, heights(of))
    for wire in (each for each in layout.wires if not each.is_return):
        for (x, y), (to_x, to_y) in pairwise(wire.points):
            if y == to_y and to_x - x == ROOM.box:  # the level part through a column
                assert [box.key for box in layout.boxes if box.x == x and box.y < y < box.y + box.height] == []


@given(CHAINS)
def test_returns_run_below_all_boxes(of: ChainMap) -> None:
    layout = layout_of(of, heights(of))
    floor = max(box.y + box.height for box in layout.boxes)
    returns = [wire for wire in layout.wires if wire.is_return]
    assert [wire for wire in returns if max(y for _, y in wire.points) <= floor] == []
    lanes = [max(y for _, y in wire.points) for wire in returns]
    assert len(set(lanes)) == len(lanes)


@given(CHAINS)
def test_the_nodes_of_a_role_stand_together(of: ChainMap) -> None:
    for column in ranks_of(of).columns:
        runs = [spot.role if spot.is_node and spot.role else spot for spot in column]
        runs = [one for place, one in enumerate(runs) if place == 0 or one != runs[place - 1]]
        assert len(set(runs)) == len(runs)


def test_inside_a_stage_a_user_stands_right_of_its_suppliers() -> None:
    three = [node("a", "s0"), node("b", "s0"), node("c", "s0"), node("d", "s1")]
    layout = layout_of(chain(three, [supply("a", "b"), supply("b", "c"), supply("c", "d")], stages=2), dict.fromkeys("abcd", 40.0))
    assert [box.column for box in layout.boxes] == [0, 1, 2, 3]


def test_lines_that_cross_are_uncrossed() -> None:
    nodes = [node(key, "s0") for key in "abcd"] + [node(key, "s1") for key in "wxyz"]
    layout = layout_of(chain(nodes, [supply(*pair) for pair in ("az", "by", "cx", "dw")], stages=2), {each.key: 40.0 for each in nodes})
    level = {box.key: box.y for box in layout.boxes}
    assert [level[one] - level[other] for one, other in ("az", "by", "cx", "dw")] == [0, 0, 0, 0]


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), unique=True))
def test_crossings_are_counted_as_one_by_one(pairs: list[tuple[int, int]]) -> None:
    left = [Spot(f"l{number}", 0, True) for number in range(7)]
    right = [Spot(f"r{number}", 1, True) for number in range(7)]
    after: dict[Spot, list[Spot]] = {}
    for start, end in pairs:
        after.setdefault(left[start], []).append(right[end])
    place = {spot: float(at) for column in (left, right) for at, spot in enumerate(column)}
    each = sum((a - c) * (b - d) < 0 for (a, b), (c, d) in combinations(pairs, 2))
    assert crossings([left, right], after, place) == each


def test_two_hundred_nodes_take_a_tenth_of_a_second() -> None:
    of = made(200, 600, 1)
    assert 380 <= len(of.supplies) <= 480
    tall = heights(of)
    layout_of(of, tall)
    took = []
    for _ in range(3):
        start = time.process_time()
        layout_of(of, tall)
        took.append(time.process_time() - start)
    assert min(took) <= 0.1


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zl", "Zp", "Zs")), max_size=60), st.integers(40, 200))
def test_a_name_is_broken_into_lines_that_fit_and_loses_nothing(text: str, width: int) -> None:
    lines = broken(text, 13, width)
    assert "".join(lines) == text
    assert [line for line in lines if text_width(line, 13) > width and len(line) > 1] == []


def test_a_stop_begins_no_line_and_a_bracket_ends_none() -> None:
    assert broken("委托研发生产（CDMO）", 13, 124) == ("委托研发生产", "（CDMO）")
    assert broken("酱油、醋、芽菜等调味料", 13, 65) == ("酱油、醋、", "芽菜等调味", "料")
    assert broken("Chemistry and immunoassay analysers", 13, 130) == ("Chemistry and", "immunoassay", "analysers")
    assert (broken("", 13, 60), text_width("中a", 10)) == ((), 15.5)
