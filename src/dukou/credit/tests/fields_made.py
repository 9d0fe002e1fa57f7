"""Fields and records that tests make up. Nothing in them is about anybody real."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from django.conf import settings

from dukou.credit.core.kinds import RecordKind, Severity
from dukou.credit.core.schemes import Held, Scheme, schemes_of
from dukou.credit.packs.schemas import FieldEntry, SortEntry
from dukou.kit.packfiles.nodes import read_yaml
from dukou.kit.packfiles.reading import Contents, read_pack
from dukou.kit.packfiles.schemas import checked

PACKS = Path(settings.SHIPPED_PACKS)

SALT = """
name: {zh: 虚构盐业, en: made-up salt}
department: salt-office
sorts:
  - {key: wet, name: {zh: 盐潮, en: wet salt}, kind: finding, severity: minor}
  - {key: short, name: {zh: 缺斤, en: short weight}, kind: penalty, severity: general}
  - {key: sand, name: {zh: 掺沙, en: sand in it}, kind: penalty, severity: severe}
  - {key: prize, name: {zh: 盐奖, en: prize for salt}, kind: honour}
versions:
  - version: "1"
    from: 2024-01-01
    standing: example
    source: {title: {zh: 虚构, en: made up}, seen: example}
    cycle: monthly
    valid: 1
    points: {base: 90, least: 0, most: 100}
    items:
      - {key: wet, text: {zh: 盐潮, en: wet salt}, on: {sorts: [wet]}, points: -4, most: 10, months: 6}
      - {key: short, text: {zh: 缺斤, en: short weight}, on: {sorts: [short]}, points: -20, months: 12}
      - {key: any, text: {zh: 其他处罚, en: other penalties}, on: {kinds: [penalty]}, points: -30}
      - {key: prize, text: {zh: 盐奖, en: prize}, on: {sorts: [prize]}, points: 6, most: 10}
    direct:
      - {key: sand, text: {zh: 掺沙, en: sand in it}, on: {sorts: [sand]}, months: 24, grade: D}
    bounds:
      - {key: bound-wet, text: {zh: 盐潮, en: wet salt}, on: {sorts: [wet]}, months: 1, grade: B}
      - {key: bound-short, text: {zh: 缺斤, en: short weight}, on: {sorts: [short]}, months: 3, grade: C}
    grades:
      - {key: A, name: {zh: 甲, en: A}, from: 85, level: low}
      - {key: B, name: {zh: 乙, en: B}, from: 60, level: ordinary}
      - {key: C, name: {zh: 丙, en: C}, from: 30, level: higher}
      - {key: D, name: {zh: 丁, en: D}, from: 0, level: high}
"""


def read_field(text: str = SALT, field: str = "salt") -> tuple[Scheme, ...]:
    """Every version of a field that a test writes."""
    located, faults = read_yaml(text, "made-up.yaml")
    assert located is not None and not faults, faults
    data, faults = checked(FieldEntry, located)
    assert data is not None, faults
    return schemes_of(field, data.plain)


def shipped() -> Contents:
    """The pack of the district that comes with the program."""
    return read_pack(PACKS / "dadukou", beside_stored=False)


def held(sorts: Iterable[SortEntry], field: str, rows: Iterable[tuple[str, date]]) -> list[Held]:
    """Records of the field's sorts: each with the kind and the severity that its sort has."""
    known = {sort.key: sort for sort in sorts}
    return [
        Held(number, field, sort, known[sort].kind, known[sort].severity, decided_on)
        for number, (sort, decided_on) in enumerate(rows, start=1)
    ]


def salt(*rows: tuple[str, date]) -> list[Held]:
    """Records of the made-up field."""
    kinds = {"wet": RecordKind.FINDING, "short": RecordKind.PENALTY, "sand": RecordKind.PENALTY, "prize": RecordKind.HONOUR}
    grave = {"wet": Severity.MINOR, "short": Severity.GENERAL, "sand": Severity.SEVERE}
    return [Held(number, "salt", sort, kinds[sort], grave.get(sort), day) for number, (sort, day) in enumerate(rows, start=1)]
