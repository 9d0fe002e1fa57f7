"""A made-up pack with a made-up chain, for tests. Nothing in it is about anybody real."""

from __future__ import annotations

from pathlib import Path

from dukou.chains.packs.schemas import ChainEntry
from dukou.kit.packfiles.nodes import Located, read_yaml
from dukou.kit.packfiles.reading import Contents, read_pack
from dukou.kit.packfiles.schemas import checked
from dukou.kit.packfiles.sections import Entry

PACK = {
    "pack.yaml": "name: {zh: 虚构区, en: made-up district}\n",
    "sources.yaml": "sources: [{key: sheet, title: {zh: 虚构报表, en: made-up sheet}}]\n",
    "clusters/salt.yaml": """
name: {zh: 虚构盐业, en: made-up salt}
segments: [{key: rock-salt, name: {zh: 虚构岩盐, en: made-up rock salt}}]
""",
    "lights.yaml": "lights: []\n",
    "industries.yaml": """
industries:
  - key: 虚构分类 2024
    source: 虚构
    codes:
      - {section: C, code: C, name: 虚构业}
      - {section: C, code: 30, parent: C, name: 虚构大类}
      - {section: C, code: 306, parent: 30, name: 虚构中类}
      - {section: C, code: 3061, parent: 306, name: 虚构小类}
      - {section: C, code: 307, parent: 30, name: 虚构不分的中类}
      - {section: C, code: 3070, parent: 307, name: 虚构不分的中类}
""",
}
CHAIN = """\
name: {zh: 虚构盐链, en: made-up salt chain}
of: [cluster/salt]
version: "1.0"
from: 2024-07-08
edition: 虚构分类 2024
source: sheet
at: "3"
unverified: true
stages:
  - {key: up, name: {zh: 上, en: up}}
  - {key: down, name: {zh: 下, en: down}}
nodes:
  - key: brine
    name: {zh: 卤水, en: brine}
    stage: up
    role: {zh: 原料, en: materials}
    codes: {3061: 30%}
    words: [卤水]
    segments: [segment/rock-salt]
    sector: c9
    critical: true
    local_sales: 35%
    target: {by: 2027-12-31, revenue: 3亿, source: sheet, at: "9"}
  - key: pans
    name: {zh: 盐锅, en: pans}
    stage: up
    codes: {3061: 70%}
    source: sheet
    at: "4"
    on: 2024-01-01
    unverified: false
  - {key: salt, name: {zh: 精盐, en: salt}, stage: down, words: [精盐], need: substitutable}
supplies:
  - {from: brine, to: salt, share: 8%, required: true}
  - {from: pans, to: salt}
  - {from: salt, to: brine, returns: true}
"""


def contents(folder: Path) -> Contents:
    """The pack, read; the chain is not in it."""
    for name, text in PACK.items():
        path = folder / "made-up" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return read_pack(folder / "made-up", beside_stored=False)


def located(text: str, file: str = "made-up/chains/salt.yaml") -> Located:
    """A file as it is read."""
    read, faults = read_yaml(text, file)
    assert read is not None and faults == []
    return read


def entry(text: str = CHAIN, key: str = "salt") -> Entry[ChainEntry]:
    """A chain that its schema takes."""
    data, faults = checked(ChainEntry, located(text))
    assert data is not None, faults
    return Entry(key, data, located(text))
