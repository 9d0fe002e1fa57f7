"""A made-up affair for the tests of definitions, as plain values and as files of a pack. Nothing in it is about anybody real."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dukou.affairs.core.affairs import Affair
from dukou.affairs.core.concepts import Concept
from dukou.affairs.core.forms import Form
from dukou.affairs.core.kinds import FieldKind
from dukou.casework.tests.packs_made import CALENDARS
from dukou.kit.actions import load_pack
from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label
from dukou.kit.core.places import Place
from dukou.kit.models import PackVersion
from dukou.kit.packfiles.reading import read_pack

NOW = datetime(2026, 9, 24, 2, 0, tzinfo=UTC)
CLERK = Actor("cli", "clerk")
WORDS = {"zh": "虚构", "en": "made up"}
FIELDS = """form_fields:
  - {key: firm, name: {zh: 企业, en: firm}, kind: line, register: name}
  - {key: power, name: {zh: 容量, en: power}, kind: number, unit: kVA, least: 1, most: 1000}
  - key: grade
    name: {zh: 等级, en: grade}
    kind: choice
    choices: [{key: high, name: {zh: 高, en: high}}, {key: low, name: {zh: 低, en: low}}]
  - {key: services, name: {zh: 业务, en: services}, kind: choices, choices: [{key: voice, name: {zh: 话, en: voice}}]}
  - {key: digs, name: {zh: 掘路, en: digs}, kind: truth}
  - {key: metres, name: {zh: 长度, en: metres}, kind: number}
  - {key: wanted_on, name: {zh: 日期, en: wanted on}, kind: date}
  - {key: spare, name: {zh: 备用, en: spare}, kind: line}
"""
AFFAIR = """name: {zh: 虚构联办, en: made-up affair}
about: {zh: 虚构, en: made up}
edition: "1"
source: {zh: 虚构, en: made up}
verified: false
profile: usual
matters:
  - key: power
    name: {zh: 用电, en: power}
    units: [power-unit]
    asks:
      - {field: firm}
      - {field: power}
      - {field: grade, when: power >= 100}
      - {field: digs}
    separately:
      - {name: {zh: 执照, en: licence}, becomes: licence}
      - {name: {zh: 表, en: sheet}, becomes: form}
      - {name: {zh: 清单, en: list}, becomes: list}
    stages: [{key: survey, name: {zh: 踏勘, en: survey}}, {key: works, name: {zh: 施工, en: works}, holder: enterprise}]
    waits: [{stage: works, for: road}]
  - key: telecom
    name: {zh: 通信, en: telecom}
    units: [telecom-a, telecom-b]
    choose: {least: 1, most: 2}
    asks:
      - {field: firm}
      - {field: services}
      - {field: wanted_on, required: false}
    separately:
      - {name: {zh: 执照, en: licence}, becomes: licence}
    stages: [{key: survey, name: {zh: 踏勘, en: survey}}]
  - key: road
    name: {zh: 掘路, en: road}
    units: [road-unit]
    given: digs
    asks:
      - {field: firm}
      - {field: metres}
    separately:
      - {name: {zh: 保证, en: pledge}, becomes: pledge}
    stages: [{key: permit, name: {zh: 许可, en: permit}, holder: permit_office}]
materials:
  - {key: licence, name: {zh: 执照, en: licence}, ways: [upload], matters: [power, telecom]}
  - key: list
    name: {zh: 清单, en: list}
    main: false
    ways: [upload]
    matters: [power]
    when: grade = "high"
    tolerance: {workdays: 5, consequence: {zh: 停办, en: it stops}}
  - {key: pledge, name: {zh: 保证, en: pledge}, ways: [promise], matters: [road], promise: {zh: 保证, en: we pledge}}
joins:
  - {join: survey, matters: [power, telecom]}
pages:
  - {key: first, name: {zh: 首页, en: first}, fields: [firm, digs]}
"""
PROFILE = """name: {zh: 虚构档案, en: made-up profile}
official: false
source: {zh: 虚构, en: made up}
calendar: made
grades:
  ordinary:
    name: {zh: 一般, en: ordinary}
    clocks:
      acceptance: {name: {zh: 受理, en: acceptance}, within: 5 workdays, expiry: deemed_agreed}
      outer: {name: {zh: 答复, en: answer}, within: 5 workdays}
"""
UNITS = ("power-unit", "telecom-a", "telecom-b", "road-unit")
DEPARTMENTS = "departments:\n" + "".join(f"  - {{key: {key}, name: {{zh: 虚构, en: made up}}}}\n" for key in UNITS)


def write(folder: Path, **files: str) -> Path:
    """The pack below `folder`; `files` replace those that are usual, by name without ending (`affairs__made` for one in a folder)."""
    usual = {
        "pack": "name: {zh: 虚构区, en: made-up district}\n",
        "calendars": CALENDARS,
        "departments": DEPARTMENTS,
        "form_fields": FIELDS,
        "profiles__usual": PROFILE,
        "affairs__made": AFFAIR,
    }
    root = folder / "made-up"
    for path in root.rglob("*.yaml"):
        path.unlink()
    for name, text in (usual | files).items():
        path = root / f"{name.replace('__', '/')}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        if text:
            path.write_text(text, encoding="utf-8")
    return root


def load(folder: Path, *, reason: str = "", **files: str) -> PackVersion | None:
    """Write the pack and load it."""
    return load_pack(by=CLERK, path=write(folder, **files), reason=reason, now=NOW)


def faults(folder: Path, **files: str) -> list[tuple[str, str, str]]:
    """What is wrong with the pack: line with what stands at the place, what, cure."""
    found = read_pack(write(folder, **files), beside_stored=False).faults
    return [(_pointed(folder, each.place), each.what.en, each.cure.en) for each in found]


def _pointed(folder: Path, place: Place) -> str:
    line = (folder / place.file).read_text(encoding="utf-8").splitlines()[place.line - 1][place.column - 1 :]
    [word] = re.findall(r"^[^,\]}:\n]+", line)
    return f"{place.file.removeprefix('made-up/')}:{place.line} {word}"


def concept(key: str, kind: FieldKind, **more: Any) -> Concept:
    """A concept called by its key."""
    choices = more.pop("choices", None)
    return Concept(key, Label(key, key), kind, choices={each: Label(each, each) for each in choices} if choices else None, **more)


def ask(field: str, when: str | None = None, *, required: bool = True) -> dict[str, Any]:
    """A matter asks."""
    return {"field": field, "when": when, "required": required}


def matter(key: str, *asks: dict[str, Any], given: str = "chosen", **more: Any) -> dict[str, Any]:
    """A matter of one unit."""
    return {"key": key, "name": {"zh": key, "en": key}, "units": ["unit"], "given": given, "asks": list(asks)} | more


def affair(*matters: dict[str, Any], **more: Any) -> Affair:
    """An affair of these matters."""
    head = {"edition": "1", "name": WORDS, "about": WORDS, "source": WORDS, "verified": False, "profile": "usual"}
    return Affair.read("made", "0", head | {"matters": list(matters)} | more)


def form(of: Affair, *concepts: Concept, chosen: tuple[str, ...] | None = None) -> Form:
    """The form of all matters, or of those that were chosen."""
    return Form(
        of, {each.key: each for each in concepts}, frozenset(each.key for each in of.matters) if chosen is None else frozenset(chosen)
    )
