"""A made-up district with three clusters, for tests. Nothing in it is about anybody real."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from dukou.clusters.tests.lights_made import book_text
from dukou.kit.actions import load_pack
from dukou.kit.core.actors import Actor
from dukou.kit.core.places import Fault
from dukou.kit.models import PackVersion
from dukou.kit.packfiles.reading import read_pack

KNOWN = date(2024, 7, 8)
NOW = datetime(2024, 7, 10, 2, 0, tzinfo=UTC)
CLERK = Actor("cli", "clerk")

FILES = {
    "pack.yaml": "name: {zh: 虚构区, en: made-up district}\n",
    "departments.yaml": "departments: [{key: salt-office, name: {zh: 虚构盐办, en: made-up salt office}}]\n",
    "sources.yaml": "sources: [{key: sheet, title: {zh: 虚构报表, en: made-up sheet}, known_on: 2024-07-08}]\n",
    "subjects.yaml": """
subjects:
  - {key: district/made-up, name: {zh: 虚构区, en: made-up district}}
  - {key: enterprise/pan, name: {zh: 虚构锅厂, en: made-up pan works}, part_of: cluster/salt}
""",
    "indicators.yaml": """
indicators:
  - {key: revenue, name: {zh: 营收, en: revenue}, unit: 亿元, role: revenue, definition: {zh: 虚构, en: made up}}
  - {key: chain, name: {zh: 全链营收, en: chain revenue}, unit: 亿元, role: revenue, definition: {zh: 虚构, en: made up}}
  - {key: firms, name: {zh: 企业数, en: firms}, unit: 家, role: enterprises, definition: {zh: 虚构, en: made up}}
  - {key: name, name: {zh: 简称, en: short name}, holds: text, role: name, definition: {zh: 虚构, en: made up}}
  - key: growth
    name: {zh: 营收增速, en: growth of revenue}
    unit: "%"
    role: growth
    growth_of: revenue
    may_be_negative: true
    definition: {zh: 同比, en: on the year before}
""",
    "lights.yaml": """
lights:
  - {key: default, name: {zh: 三色灯, en: three lights}, baseline: [several_years, last_year, calendar], book: three-lights}
  - {key: strict, name: {zh: 日历灯, en: calendar lights}, baseline: [calendar], book: strict-lights}
""",
    "rules/three-lights.yaml": book_text(),
    "rules/strict-lights.yaml": book_text("strict-lights", ahead="0", behind="-2"),
    "clusters/salt.yaml": """
name: {zh: 虚构盐业, en: made-up salt}
order: 1
office: salt-office
segments:
  - {key: rock-salt, name: {zh: 虚构岩盐, en: made-up rock salt}}
  - {key: sea-salt, name: {zh: 虚构海盐, en: made-up sea salt}}
about: {zh: 全属虚构, en: all made up}
""",
    "clusters/tin.yaml": "name: {zh: 虚构锡业, en: made-up tin}\norder: 2\nlights: strict\n",
    "clusters/tea.yaml": "name: {zh: 虚构茶业, en: made-up tea}\norder: 3\n",
    "figures.yaml": """
defaults: {source: sheet, kind: reported, at: "1"}
figures:
  - {key: salt.2023, of: cluster/salt, is: revenue, value: 50.8亿元, period: 2023}
  - {key: salt.growth.2023, of: cluster/salt, is: growth, value: 109%, period: 2023}
  - {key: salt.2024-h1, of: cluster/salt, is: revenue, value: ≈24亿元, period: 2024H1, kind: expected}
  - {key: salt.growth.2024-h1, of: cluster/salt, is: growth, value: 76%, period: 2024H1, kind: expected}
  - {key: salt.2024, of: cluster/salt, is: revenue, value: 80多亿元, period: 2024, kind: expected}
  - {key: salt.target, of: cluster/salt, is: revenue, value: 100亿元, period: undated, kind: target}
  - {key: salt.firms, of: cluster/salt, is: firms, value: 216家, period: undated}
  - {key: rock-salt.firms, of: segment/rock-salt, is: firms, value: 159家, period: undated}
  - {key: tin, of: cluster/tin, is: chain, value: ">100亿元", period: undated}
  - {key: tin.2027, of: cluster/tin, is: chain, value: 300亿元, period: 2027, kind: target}
  - {key: tin.2035, of: cluster/tin, is: chain, value: 1000亿元, period: 2035, kind: target}
  - {key: tea.internal, of: cluster/tea, is: revenue, value: 65亿元, period: 2023, visibility: internal}
  - {key: pan.name, of: enterprise/pan, is: name, value: 锅厂}
  - {key: pan.name.other, of: enterprise/pan, is: name, value: 锅场}
""",
}


def write_pack(folder: Path, *without: str, **changed: str) -> Path:
    """The made-up pack below `folder`, some files left out; `clusters__tin="…"` replaces `clusters/tin.yaml`."""
    root = folder / "made-up"
    files = FILES | {f"{stem.replace('__', '/').replace('_', '-')}.yaml": text for stem, text in changed.items()}
    for name in FILES.keys() | files.keys():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).unlink(missing_ok=True)
        if name not in without:
            (root / name).write_text(files[name], encoding="utf-8")
    return root


def load(folder: Path, *without: str, reason: str = "", **changed: str) -> PackVersion | None:
    """Write the made-up pack and load it."""
    return load_pack(by=CLERK, path=write_pack(folder, *without, **changed), reason=reason, now=NOW)


def faults(folder: Path, *without: str, **changed: str) -> list[Fault]:
    """What is wrong with the pack."""
    return read_pack(write_pack(folder, *without, **changed)).faults
