"""AND over a graph with shared ancestors, importance and bottlenecks, each against counting every case."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from dukou.chains.core.maps import Need
from dukou.chains.core.reliability import (
    Requirements,
    bottlenecks,
    greatest_importance,
    importance,
    node_reliability,
    probability,
    required_set,
    requirements_of,
)
from dukou.chains.tests.nodes_made import chain, node, supply

SOME = settings(max_examples=40, deadline=None)


def test_or_over_firms_import_where_nobody_is_and_a_default_where_failure_is_unknown() -> None:
    assert node_reliability([0.5, 0.2], unknown=0.1, imported=0.8) == pytest.approx(0.9)
    assert node_reliability([0.5, None], unknown=0.1, imported=0.8) == pytest.approx(0.95)
    assert node_reliability([], unknown=0.1, imported=0.8) == 0.8


def test_only_required_supplies_of_inputs_without_substitute_gate() -> None:
    made = chain(
        ["flour", node("oil", need=Need.SUBSTITUTABLE), "box", "noodle"],
        [supply("flour", "noodle", is_required=True), supply("oil", "noodle", is_required=True), supply("box", "noodle", "0.1")],
    )
    assert requirements_of(made) == Requirements(((), (), (), (0,)))


def test_a_shared_ancestor_counts_once() -> None:
    diamond = Requirements(((), (0,), (0,), (1, 2)))
    works = np.array([0.5, 0.8, 0.9, 1.0])
    assert probability(diamond, works, 3) == pytest.approx(0.36)  # a product over suppliers would say 0.18
    assert importance(diamond, works, 3) == pytest.approx([0.72, 0.45, 0.4, 0.36])
    assert bottlenecks(diamond, 3) == {}  # there are two ways from 0 to 3
    assert bottlenecks(Requirements(((), (0,), (1,), (2,))), 3) == {1: (0,), 2: (0, 1)}


def test_importance_holds_where_nodes_surely_fail() -> None:
    line = Requirements(((), (0,), (1,)))
    assert importance(line, np.array([0.0, 0.5, 1.0]), 2) == pytest.approx([0.5, 0, 0])
    assert importance(line, np.array([0.0, 0.0, 1.0]), 2) == pytest.approx([0, 0, 0])
    assert greatest_importance(line, np.array([0.5, 0.5, 1.0]), [1, 2]) == pytest.approx([0.5, 0.5, 0.25])
    assert greatest_importance(line, np.array([0.5, 0.5, 1.0]), []) == pytest.approx([0, 0, 0])


def test_products_that_need_one_another_are_one_set() -> None:
    circle = Requirements(((1,), (0,), (1,)))
    assert required_set(circle, 2) == (0, 1, 2)
    assert probability(circle, np.array([0.5, 0.5, 1.0]), 2) == pytest.approx(0.25)
    assert bottlenecks(circle, 2) == {1: (0,)}


@st.composite
def graphs(draw: st.DrawFn) -> Requirements:
    """Any graph of up to six nodes in which each requires some of those before it."""
    count = draw(st.integers(1, 6))
    return Requirements(tuple(tuple(i for i in range(each) if draw(st.booleans())) for each in range(count)))


@SOME
@given(graphs(), st.data())
def test_probability_and_importance_are_what_counting_every_case_says(needs: Requirements, data: st.DataObject) -> None:
    count = len(needs.inputs)
    works = np.array(data.draw(st.lists(st.floats(0, 1), min_size=count, max_size=count)))
    target = data.draw(st.integers(0, count - 1))
    assert probability(needs, works, target) == pytest.approx(counted(needs, works, target))
    for each, found in enumerate(importance(needs, works, target)):
        up, down = works.copy(), works.copy()
        up[each], down[each] = 1, 0
        assert found == pytest.approx(counted(needs, up, target) - counted(needs, down, target))


@SOME
@given(graphs(), st.data())
def test_bottlenecks_are_the_nodes_without_which_an_input_reaches_nothing(needs: Requirements, data: st.DataObject) -> None:
    target = data.draw(st.integers(0, len(needs.inputs) - 1))
    members = set(required_set(needs, target))
    expected = {}
    for gone in members - {target}:
        without = Requirements(tuple(tuple(i for i in each if i != gone) for each in needs.inputs))
        if cut := sorted(members - {gone} - set(required_set(without, target))):
            expected[gone] = tuple(cut)
    assert bottlenecks(needs, target) == expected


def counted(needs: Requirements, works: NDArray[np.float64], target: int) -> float:
    """P(target) by the definition: over every combination of nodes that work, is the target's product made?"""
    total = 0.0
    for state in product((False, True), repeat=len(needs.inputs)):
        made: list[bool] = []
        for each, inputs in enumerate(needs.inputs):
            made.append(state[each] and all(made[i] for i in inputs))
        if made[target]:
            total += float(np.prod([r if up else 1 - r for r, up in zip(works, state, strict=True)]))
    return total
