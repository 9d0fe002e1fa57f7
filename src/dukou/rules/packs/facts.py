"""`facts.yaml`: facts that no room states by itself, declared with who holds them and by what right."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from dukou.kit.core.labels import Label
from dukou.kit.core.places import Fault
from dukou.kit.packfiles.reading import Contents
from dukou.kit.packfiles.schemas import Schema, Words
from dukou.kit.packfiles.sections import Change, Entry, Fields, Loading, Section
from dukou.rules.core.facts import FACTS, FactType
from dukou.rules.core.quantities import MEASURES
from dukou.rules.core.visibility import Visibility
from dukou.rules.models import DeclaredFact

_WORDS = ("name", "holder", "paper", "ground")


class FactEntry(Schema):
    """One fact. `indicator`: a quantity told by the claims on the subject, of calendar years."""

    key: str = Field(pattern=r"^(enterprise|project|cluster|node|measure)\.[a-z0-9]+(-[a-z0-9]+)*$")
    name: Words
    holds: FactType
    unit: str = ""
    indicator: str = ""
    holder: Words
    paper: Words | None = None
    ground: Words
    visibility: Visibility


class FactSection(Section[FactEntry]):
    """Facts are bettered in place; one that left the pack stays, for rule books may still name it."""

    name: ClassVar[str] = "facts"
    files: ClassVar[str] = "facts.yaml"
    schema = FactEntry

    def check(self, entries: dict[str, Entry[FactEntry]], contents: Contents) -> list[Fault]:
        """Quantities have a known unit and nothing else has one; indicators are there; no room states such a fact already."""
        indicators = list(contents.of("indicators"))
        return [fault for entry in entries.values() for fault in _faults(entry, indicators, contents)]

    def wanted(self, entries: dict[str, Entry[FactEntry]], contents: Contents) -> dict[str, Fields]:
        """What should be stored, by key."""
        return {key: _fields(entry.data) for key, entry in entries.items()}

    def current(self) -> dict[str, Fields]:
        """What is stored, by key."""
        plain = ("kind", "holds", "unit", "indicator", "visibility")
        words = [f"{name}_{language}" for name in _WORDS for language in ("zh", "en")]
        return {row.key: {name: getattr(row, name) for name in (*plain, *words)} for row in DeclaredFact.objects.all()}

    def write(self, changes: list[Change], contents: Contents, loading: Loading) -> None:
        """Store the changes."""
        for change in changes:
            DeclaredFact.objects.update_or_create(key=change.key, defaults=change.after)


def _fields(data: FactEntry) -> Fields:
    told: Fields = {
        "kind": data.key.partition(".")[0],
        "holds": data.holds.value,
        "unit": data.unit,
        "indicator": data.indicator,
        "visibility": data.visibility.value,
    }
    for name in _WORDS:
        words: Words | None = getattr(data, name)
        told |= {f"{name}_zh": words.zh if words else "", f"{name}_en": words.en if words else ""}
    return told


def _faults(entry: Entry[FactEntry], indicators: list[str], contents: Contents) -> list[Fault]:
    data, found = entry.data, []
    if entry.key in FACTS:
        what = Label(f"程序已能说明“{entry.key}”", f"the program states “{entry.key}” already")
        found.append(entry.fault(what, Label("去掉这一项", "remove this entry"), "key"))
    if (data.holds is FactType.QUANTITY) != bool(data.unit):
        what = Label("数值要有单位，其他的没有单位", "a quantity has a unit, and nothing else has one")
        found.append(entry.fault(what, Label("补上或去掉 unit", "add or remove unit"), "unit"))
    elif data.unit and data.unit not in MEASURES:
        what = Label(f"不认识的单位“{data.unit}”", f"unknown unit “{data.unit}”")
        found.append(entry.fault(what, Label(f"可用：{'、'.join(MEASURES)}", f"use one of: {', '.join(MEASURES)}"), "unit"))
    if data.indicator and data.indicator not in indicators:
        found.append(contents.unknown(entry, data.indicator, indicators, Label("指标", "indicator"), "indicator"))
    return found
