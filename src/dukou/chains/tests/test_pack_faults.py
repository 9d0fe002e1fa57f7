"""`chains/*.yaml` and `chain_sets.yaml`: what they mean, and every fault with its line, its column and its cure."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from dukou.chains.core.maps import Cited, Need, Target
from dukou.chains.core.sets import SheetKind
from dukou.chains.core.written import chain_of_plain, chain_plain
from dukou.chains.packs.checks import chain_faults, declared_nodes
from dukou.chains.packs.codes import code_faults
from dukou.chains.packs.schemas import ChainEntry, chain_of
from dukou.chains.packs.sheets import SheetSetEntry, sheet_faults
from dukou.chains.tests.made_up import CHAIN, contents, entry, located
from dukou.kit.core.places import Fault
from dukou.kit.packfiles.schemas import checked
from dukou.kit.packfiles.sections import Entry


def told(fault: Fault) -> tuple[int, int, str, str]:
    """A fault as line, column, what and cure in English."""
    return fault.place.line, fault.place.column, fault.what.en, fault.cure.en


def faults_of(folder: Path, before: str, after: str, count: int = 1) -> list[tuple[int, int, str, str]]:
    """The faults of the made-up chain with one text replaced."""
    assert CHAIN.count(before) >= count
    return [told(fault) for fault in chain_faults(entry(CHAIN.replace(before, after, count)), contents(folder))]


def test_a_chain_is_read_as_it_is_written(tmp_path: Path) -> None:
    chain = chain_of("salt", entry().data)
    assert chain_faults(entry(), contents(tmp_path)) == []
    brine, pans, salt = chain.nodes
    assert (chain.key, chain.version, chain.since, chain.of, chain.edition) == (
        "salt",
        "1.0",
        date(2024, 7, 8),
        ("cluster/salt",),
        "虚构分类 2024",
    )
    assert (brine.codes, brine.local_sales, brine.sector, brine.is_critical) == ({"3061": Decimal("0.30")}, Decimal("0.35"), "c9", True)
    assert brine.target == Target(date(2027, 12, 31), 3 * 10**10, Cited("sheet", "9", None, True))
    assert (brine.cited, pans.cited) == (Cited("sheet", "3", None, False), Cited("sheet", "4", date(2024, 1, 1), True))
    assert (brine.need, salt.need, salt.role) == (Need.REQUIRED, Need.SUBSTITUTABLE, None)
    assert [(each.supplier, each.user, each.share, each.is_required, each.is_return) for each in chain.supplies] == [
        ("brine", "salt", Decimal("0.08"), True, False),
        ("pans", "salt", None, False, False),
        ("salt", "brine", None, False, True),
    ]


def test_a_chain_comes_back_from_plain_values_as_it_went() -> None:
    chain = chain_of("salt", entry().data)
    assert chain_of_plain(chain_plain(chain)) == chain
    assert chain_plain(chain)["nodes"][0]["codes"] == {"3061": "0.30"}


def test_nodes_are_subjects_below_the_first_that_the_chain_is_of() -> None:
    found = [(each.ref, each.parent, each.place.line, each.place.column) for each in declared_nodes(entry())]
    assert found == [
        ("node/salt-brine", "cluster/salt", 13, 10),
        ("node/salt-pans", "cluster/salt", 24, 10),
        ("node/salt-salt", "cluster/salt", 32, 11),
    ]


SALT = "{key: salt, name: {zh: 精盐, en: salt}, stage: down, words: [精盐], need: substitutable}"
WRONG = {
    "of": ("cluster/salt", "cluster/silt", (2, 6), "there is no cluster or segment “cluster/silt”", "did you mean “cluster/salt”?"),
    "edition": ("2024\n", "2017\n", (5, 10), "there is no edition “虚构分类 2017” of the industry codes", "the pack knows: 虚构分类 2024"),
    "source": ("source: sheet", "source: shelf", (6, 9), "there is no source “shelf”", "did you mean “sheet”?"),
    "stage": ("stage: down", "stage: dawn", (32, 50), "there is no stage “dawn”", "did you mean “down”?"),
    "segment": ("segment/rock-salt", "segment/rock", (19, 16), "there is no segment “segment/rock”", "did you mean “segment/rock-salt”?"),
    "nothing to stand by": (
        ", words: [精盐]",
        "",
        (32, 5),
        "“salt” has neither an industry code nor a product word",
        "write codes or words: without them no firm can stand here",
    ),
    "class": ("3061: 70%", "306: 70%", (27, 13), "“306” is no code of a class", "write the four digits of a class, such as 3061"),
    "divided": ("3061: 70%", "3060: 70%", (27, 13), "“3060” is no code of 虚构分类 2024", "its group has: 3061 虚构小类"),
    "undivided": ("3061: 70%", "3071: 70%", (27, 13), "“3071” is no code of 虚构分类 2024", "its group has: 3070 虚构不分的中类"),
    "double counting": (
        "3061: 70%",
        "3061: 70.5%",
        (27, 19),
        "the shares of “3061” over the nodes come to 100.5 %",
        "at most 100 % together, or a firm's revenue is counted twice",
    ),
    "target": (', source: sheet, at: "9"}', "}", (23, 13), "the target of “brine” has no source", "name its source, or remove the target"),
    "node": ("from: pans", "from: pens", (35, 12), "there is no node “pens”", "did you mean “pans”?"),
    "doubled supply": (
        "from: pans",
        "from: brine",
        (35, 5),
        "“brine → salt” stands twice (first in line 34)",
        "keep one of them, or give it another key",
    ),
    "against the stages": (
        "salt, to: brine, returns: true",
        "salt, to: pans",
        (36, 5),
        "“salt → pans” goes against the order of the stages",
        "turn it round, or write returns: true where it flows back",
    ),
    "no return": ("to: salt}", "to: salt, returns: true}", (35, 37), "“pans → salt” says that it returns, and does not", "remove returns"),
    "doubled stage": (
        "nodes:\n",
        "  - {key: up, name: {zh: 再, en: again}}\nnodes:\n",
        (12, 11),
        "“up” stands twice (first in line 10)",
        "keep one of them, or give it another key",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_each_fault_has_its_line_its_column_and_its_cure(tmp_path: Path, name: str) -> None:
    before, after, (line, column), what, cure = WRONG[name]
    assert faults_of(tmp_path, before, after) == [(line, column, what, cure)]


def test_a_node_key_stands_once(tmp_path: Path) -> None:
    assert faults_of(tmp_path, "key: pans", "key: brine")[0] == (
        24,
        10,
        "“brine” stands twice (first in line 13)",
        "keep one of them, or give it another key",
    )


def test_supplies_run_in_no_ring(tmp_path: Path) -> None:
    ring = "  - {from: brine, to: pans}\n  - {from: pans, to: brine}\n  - {from: salt, to: brine, returns: true}\n"
    found = faults_of(tmp_path, "  - {from: salt, to: brine, returns: true}\n", ring)
    assert found == [
        (37, 5, "supplies run in a ring: brine → pans → brine", "remove one of them, or write returns: true where it flows back"),
    ]


def test_what_returns_may_run_in_a_ring(tmp_path: Path) -> None:
    ring = "  - {from: brine, to: pans}\n  - {from: pans, to: brine, returns: true}\n"
    assert faults_of(tmp_path, "  - {from: salt, to: brine, returns: true}\n", ring) == []


def test_without_a_source_of_the_map_each_item_needs_its_own(tmp_path: Path) -> None:
    found = faults_of(tmp_path, "source: sheet\nat", "at")
    assert [(line, what) for line, _, what, _ in found] == [
        (line, "no source, neither here nor of the whole map") for line in (12, 31, 33, 34, 35)
    ]


def test_of_a_whole_edition_every_code_must_be_there() -> None:
    chain = entry(CHAIN.replace("3061: 70%", "3062: 70%"))
    assert list(code_faults(chain, {"3061": "虚构小类"}, is_whole=False)) == []
    assert [told(fault) for fault in code_faults(chain, {"3061": "虚构小类"}, is_whole=True)] == [
        (27, 13, "“3062” is no code of 虚构分类 2024", "its group has: 3061 虚构小类")
    ]


def test_a_file_name_is_a_key(tmp_path: Path) -> None:
    assert [fault.what.en for fault in chain_faults(entry(key="Salt_1"), contents(tmp_path))] == [
        "the file name “Salt_1” cannot serve as a key"
    ]


SHARES = {
    "share: 8%": ("share: 108%", (34, 36), "“108%” is not between 0 and 100 %", "correct the share"),
    "local_sales: 35%": ("local_sales: -1%", (22, 18), "“-1%” is not between 0 and 100 %", "correct the share"),
    "3061: 30%": ("3061: 0.3", (17, 19), "“0.3” is no percentage", "write it like 8% or 2.5%"),
    "revenue: 3亿": ("revenue: 0亿", (23, 39), "“0亿” is not above nought", "correct the amount"),
    "need: substitutable": (
        "need: nice",
        (32, 75),
        "“nodes → 2 → need” knows no value “nice”",
        "use one of: 'required' or 'substitutable'",
    ),
    "segments:": ("segment:", (19, 5), "unknown key “segment”", "did you mean “segments”?"),
}


@pytest.mark.parametrize("before", SHARES)
def test_what_the_schema_refuses(before: str) -> None:
    after, (line, column), what, cure = SHARES[before]
    _, faults = checked(ChainEntry, located(CHAIN.replace(before, after, 1)))
    assert [told(fault) for fault in faults] == [(line, column, what, cure)]


SET = "name: {zh: 两图, en: two charts}\nitems:\n  - {kind: map}\n  - {kind: gaps, name: {zh: 补链图, en: links to add}}\n"


def test_a_set_has_its_own_words_in_its_order() -> None:
    data, faults = checked(SheetSetEntry, located(SET))
    assert data is not None and faults == []
    assert [(item.kind, item.label.zh, item.kind.is_chart) for item in data.items] == [
        (SheetKind.MAP, "产业链图", True),
        (SheetKind.GAPS, "补链图", True),
    ]
    assert list(sheet_faults(Entry("chain_sets", data, located(SET)))) == []


def test_an_unknown_kind_is_refused_with_the_known_ones() -> None:
    _, faults = checked(SheetSetEntry, located(SET.replace("kind: map", "kind: mop")))
    known = ", ".join(f"'{kind.value}'" for kind in list(SheetKind)[:-1])
    assert [told(fault) for fault in faults] == [
        (3, 12, "“items → 0 → kind” knows no value “mop”", f"use one of: {known} or 'projects'"),
    ]


def test_a_kind_stands_once() -> None:
    text = SET.replace("kind: gaps", "kind: map")
    data, _ = checked(SheetSetEntry, located(text))
    assert data is not None
    found = [told(fault) for fault in sheet_faults(Entry("chain_sets", data, located(text)))]
    assert found == [(4, 12, "“map” stands twice (first in line 3)", "keep one of them")]
