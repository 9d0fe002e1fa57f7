"""What tables of chains say of nodes without firms, and that every word in their heads is explained beneath."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dukou.chains.actions.assessments import assess
from dukou.chains.core.status.facts import NodeStatus
from dukou.chains.core.words import NONE
from dukou.chains.queries.assessments import Shown, shown_chain
from dukou.chains.tables.chains import chain_table
from dukou.chains.tables.nodes import QUOTIENT_NOTE, node_table
from dukou.chains.tests.listed import DAY, NOW, OFFICE, firms, load

pytestmark = pytest.mark.django_db
PRIOR = (0.4, 0.97, 1.8)


@pytest.fixture
def salt(tmp_path: Path) -> Shown:
    """The salt chain, of which two nodes have no firm; every node has the quotient of a panel."""
    load(tmp_path)
    firms()
    assess(by=OFFICE, chain="salt", as_of=DAY, now=NOW)
    kept = shown_chain("salt", DAY)
    assert kept is not None and kept.found is not None
    return Shown(kept.text, kept.row, False, replace(kept.found, nodes=tuple(replace(node, quotient=PRIOR) for node in kept.found.nodes)))


def test_a_node_without_firms_has_no_quotient_and_one_with_firms_has_its_own(salt: Shown) -> None:
    table = node_table(salt, "")
    at = [str(each) for each in table.columns].index("区位商")
    assert {str(row.cells[2].text): str(row.cells[at].text) for row in table.rows} == {"0": NONE, "2": "0.97"}
    assert [node.quotient_here for node in salt.nodes.values()] == [PRIOR if node.firms else None for node in salt.nodes.values()]
    assert QUOTIENT_NOTE in table.notes


def test_with_firms_and_without_a_panel_the_quotient_is_not_known(salt: Shown) -> None:
    assert salt.found is not None
    bare = replace(salt, fresh=replace(salt.found, nodes=tuple(replace(node, quotient=None) for node in salt.found.nodes)))
    table = node_table(bare, "")
    at = [str(each) for each in table.columns].index("区位商")
    assert {str(row.cells[2].text): str(row.cells[at].text) for row in table.rows} == {"0": NONE, "2": "未知"}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_legend_explains_every_state_of_the_head_in_its_order(salt: Shown, language: str) -> None:
    (legend,) = chain_table([salt], "").notes
    text = getattr(legend, language).casefold()
    stop, colon = {"zh": ("。", "："), "en": (". ", ": ")}[language]
    heads = [part.partition(colon)[0] for part in text.removesuffix(stop.strip()).split(stop)]
    assert heads == [getattr(status.label, language).casefold() for status in NodeStatus]
