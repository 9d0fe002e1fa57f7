"""A made-up pack with a calendar of two years and one profile. Nothing in it is about anybody real."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

from dukou.kit.actions import load_pack
from dukou.kit.core.actors import Actor
from dukou.kit.core.places import Place
from dukou.kit.models import PackVersion
from dukou.kit.packfiles.reading import read_pack

NOW = datetime(2026, 9, 24, 2, 0, tzinfo=UTC)
CLERK = Actor("cli", "clerk")
YEAR = "  - {{key: made-{year}, calendar: made, year: {year}, holidays: [{holidays}]}}\n"
REST = "{name: {zh: 虚构的节, en: made-up day}, from: 2026-10-01, until: 2026-10-02, make_up: [2026-10-10]}"
CALENDARS = "calendars:\n" + YEAR.format(year=2025, holidays="") + YEAR.format(year=2026, holidays=REST)
PROFILE = """name: {zh: 虚构档案, en: made-up profile}
official: false
order: 3
source: {zh: 虚构, en: made up}
calendar: made
grades:
  ordinary:
    name: {zh: 一般, en: ordinary}
    clocks:
      outer: {name: {zh: 答复, en: answer}, within: 5 workdays, extension: {times: 1, most: 3, ask_before: 1 workdays}}
  complex:
    name: {zh: 复杂, en: complex}
    clocks:
      contact: {name: {zh: 联系, en: contact}, within: 4 office_hours, may_pause: false}
      outer: {name: {zh: 答复, en: answer}, within: 15 days, expiry: escalate}
ladder:
  - {rung: urge, after: 1 workdays}
  - {rung: reminder, before: 2 workdays}
"""


def write(folder: Path, calendars: str = CALENDARS, **profiles: str) -> Path:
    """The pack below `folder`; without profiles named, it has the made-up one."""
    root = folder / "made-up"
    for path in root.rglob("*.yaml"):
        path.unlink()
    (root / "profiles").mkdir(parents=True, exist_ok=True)
    (root / "pack.yaml").write_text("name: {zh: 虚构区, en: made-up district}\n", encoding="utf-8")
    (root / "calendars.yaml").write_text(calendars, encoding="utf-8")
    for key, text in (profiles or {"usual": PROFILE}).items():
        (root / "profiles" / f"{key}.yaml").write_text(text, encoding="utf-8")
    return root


def load(folder: Path, calendars: str = CALENDARS, *, reason: str = "", **profiles: str) -> PackVersion | None:
    """Write the pack and load it."""
    return load_pack(by=CLERK, path=write(folder, calendars, **profiles), reason=reason, now=NOW)


def faults(folder: Path, calendars: str = CALENDARS, **profiles: str) -> list[tuple[str, str, str]]:
    """What is wrong with the pack: line with the word that stands at the place, what, cure."""
    found = read_pack(write(folder, calendars, **profiles), beside_stored=False).faults
    return [(_pointed(folder, fault.place), fault.what.en, fault.cure.en) for fault in found]


def _pointed(folder: Path, place: Place) -> str:
    line = (folder / place.file).read_text(encoding="utf-8").splitlines()[place.line - 1]
    [word] = re.findall(r"^[^,\]}:]+", line[place.column - 1 :])
    return f"{place.file.removeprefix('made-up/')}:{place.line} {word}"
