"""The maps that come with the packs: without faults, in the words of the offices, with codes that the classification has."""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path

import pytest
import yaml

from dukou.chains.core.maps import ChainMap
from dukou.chains.packs.checks import chain_faults
from dukou.chains.packs.schemas import ChainEntry, chain_of
from dukou.chains.packs.sheets import SheetSetEntry, sheet_faults
from dukou.chains.tests.made_up import located
from dukou.kit.packfiles.reading import Contents, read_pack
from dukou.kit.packfiles.schemas import checked
from dukou.kit.packfiles.sections import Entry

PACKS = Path(__file__).parents[4] / "packs"
TABLE = Path(__file__).parents[5] / "shared" / "data" / "gbt4754_2017.csv"
CHAINS = ["glass-fibre", "ivd", "motorcycles", "noodles", "visual-aiot"]


@lru_cache
def _pack() -> Contents:
    return read_pack(PACKS / "dadukou", beside_stored=False)


def entry_of(slug: str) -> Entry[ChainEntry]:
    """A shipped chain as it is written."""
    read = located((PACKS / "dadukou" / "chains" / f"{slug}.yaml").read_text(encoding="utf-8"), f"dadukou/chains/{slug}.yaml")
    data, faults = checked(ChainEntry, read)
    assert data is not None, faults
    return Entry(slug, data, read)


def chain(slug: str) -> ChainMap:
    """A shipped chain as a value."""
    return chain_of(slug, entry_of(slug).data)


def test_five_maps_are_shipped() -> None:
    assert sorted(path.stem for path in (PACKS / "dadukou" / "chains").glob("*.yaml")) == CHAINS


@pytest.mark.parametrize("slug", CHAINS)
def test_a_shipped_map_has_no_fault_and_says_what_nobody_confirmed(slug: str) -> None:
    assert chain_faults(entry_of(slug), _pack()) == []
    found = chain(slug)
    assert 20 <= len(found.nodes) <= 35
    assert [each for each in found.supplies if each.cited.is_verified] == []
    assert [each.key for each in found.nodes if each.cited.is_verified] == []


@pytest.mark.parametrize("slug", CHAINS)
def test_every_code_stands_in_the_classification_under_the_name_of_the_pack(slug: str) -> None:
    if not TABLE.is_file():
        pytest.skip(f"the whole classification is not here: {TABLE.name}")
    with TABLE.open(encoding="utf-8", newline="") as file:
        whole = {row["code"]: row["name"] for row in csv.DictReader(file)}
    [edition] = _pack().of("industries").values()
    names = {each.code: each.name for each in edition.data.codes}
    used = {code for node in chain(slug).nodes for code in node.codes}
    assert {code: names.get(code) for code in used} == {code: whole.get(code) for code in used}


NOODLES = ("碱面", "油辣椒包", "调味液包", "电商", "MCN 机构", "平台供应链", "出海", "贸易", "展销")
IVD = ("原材料", "关键零部件", "宠物诊疗", "抗原", "化学发光", "质控品", "注册")


@pytest.mark.parametrize(("slug", "words"), [("noodles", NOODLES), ("ivd", IVD)])
def test_the_offices_find_their_own_words(slug: str, words: tuple[str, ...]) -> None:
    found = "、".join([*(stage.label.zh for stage in chain(slug).stages), *(node.label.zh for node in chain(slug).nodes)])
    assert [word for word in words if word not in found] == []


def test_the_set_of_charts_and_lists_has_no_fault() -> None:
    read = located((PACKS / "dadukou" / "chain_sets.yaml").read_text(encoding="utf-8"))
    data, faults = checked(SheetSetEntry, read)
    assert data is not None and faults == []
    assert list(sheet_faults(Entry("chain_sets", data, read))) == []


@pytest.mark.parametrize(("name", "schema"), [("chains/example.yaml", ChainEntry), ("chain_sets.yaml", SheetSetEntry)])
def test_the_template_is_a_comment_that_reads_once_its_signs_are_taken_away(name: str, schema: type[ChainEntry]) -> None:
    text = (PACKS / "template" / name).read_text(encoding="utf-8")
    assert yaml.safe_load(text) is None
    bare = "\n".join(line.removeprefix("# ") for line in text.splitlines() if not line.startswith("##"))
    data, faults = checked(schema, located(bare))
    assert data is not None and faults == []
