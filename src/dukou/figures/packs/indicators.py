"""`indicators.yaml`: what is measured, in which unit, and what exactly counts (口径), by version."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from dukou.figures.core.claims import Role, ValueKind
from dukou.figures.core.units import unit_of
from dukou.figures.models import Definition, Indicator
from dukou.figures.packs.sources import SLUG
from dukou.kit.core.labels import Label
from dukou.kit.core.places import Fault
from dukou.kit.core.refusals import Malformed
from dukou.kit.packfiles.reading import Contents
from dukou.kit.packfiles.schemas import Schema, Words
from dukou.kit.packfiles.sections import Change, Entry, Fields, Loading, Section


class IndicatorEntry(Schema):
    """One indicator. `unit`: any unit of the right dimension, the one it is shown in. `version` names the state of the definition."""

    key: str = Field(pattern=SLUG)
    name: Words
    holds: ValueKind = ValueKind.QUANTITY
    unit: str = ""
    role: Role = Role.NONE
    growth_of: str = ""
    may_be_negative: bool = False
    version: str = "1"
    definition: Words

    def fields(self) -> Fields:
        """The indicator as it is stored, without its definition."""
        return {
            "name_zh": self.name.zh,
            "name_en": self.name.en,
            "value_kind": self.holds.value,
            "unit": self.unit,
            "role": self.role.value,
            "growth_of": self.growth_of,
            "may_be_negative": self.may_be_negative,
        }


class IndicatorSection(Section[IndicatorEntry]):
    """Names may be bettered in place; what an indicator counts changes only by a new version."""

    name: ClassVar[str] = "indicators"
    files: ClassVar[str] = "indicators.yaml"
    schema = IndicatorEntry

    def check(self, entries: dict[str, Entry[IndicatorEntry]], contents: Contents) -> list[Fault]:
        """Units exist and fit, growth speaks of a known indicator."""
        return [fault for entry in entries.values() for fault in (*_unit_faults(entry), *_growth_faults(entry, contents))]

    def check_stored(self, entries: dict[str, Entry[IndicatorEntry]], contents: Contents) -> list[Fault]:
        """A definition is not rewritten under its old version."""
        return [fault for entry in entries.values() for fault in _rewritten(entry)]

    def wanted(self, entries: dict[str, Entry[IndicatorEntry]], contents: Contents) -> dict[str, Fields]:
        """What should be stored, by key; `definition` is [version, zh, en]."""
        return {
            key: entry.data.fields() | {"definition": [entry.data.version, entry.data.definition.zh, entry.data.definition.en]}
            for key, entry in entries.items()
        }

    def current(self) -> dict[str, Fields]:
        """What is stored, by key, with the newest definition."""
        newest = {row.indicator_id: [row.version, row.text_zh, row.text_en] for row in Definition.objects.order_by("pk")}
        names = ("name_zh", "name_en", "value_kind", "unit", "role", "growth_of", "may_be_negative")
        return {
            row["key"]: {name: row[name] for name in names} | {"definition": newest.get(row["id"], [])}
            for row in Indicator.objects.values("id", "key", *names)
        }

    def write(self, changes: list[Change], contents: Contents, loading: Loading) -> None:
        """Store the changes; a definition that stands already is not touched."""
        for change in changes:
            version, zh, en = change.after["definition"]
            fields = {name: value for name, value in change.after.items() if name != "definition"}
            indicator, _ = Indicator.objects.update_or_create(key=change.key, defaults=fields)
            Definition.objects.get_or_create(indicator=indicator, version=version, defaults={"text_zh": zh, "text_en": en})


def _unit_faults(entry: Entry[IndicatorEntry]) -> list[Fault]:
    data = entry.data
    if data.holds is not ValueKind.QUANTITY:
        if data.unit:
            what = Label("日期和文字没有单位", "dates and words have no unit")
            return [entry.fault(what, Label("去掉 unit", "remove unit"), "unit")]
        return []
    try:
        unit_of(data.unit)
    except Malformed as error:
        return [entry.fault(error.what, error.cure, "unit")]
    return []


def _growth_faults(entry: Entry[IndicatorEntry], contents: Contents) -> list[Fault]:
    known = list(contents.of("indicators"))
    if entry.data.growth_of and entry.data.growth_of not in known:
        return [contents.unknown(entry, entry.data.growth_of, known, Label("指标", "indicator"), "growth_of")]
    if (entry.data.role is Role.GROWTH) != bool(entry.data.growth_of):
        what = Label("增速指标要写明是哪个指标的增速", "a growth indicator names the indicator whose growth it states")
        return [entry.fault(what, Label("role: growth 与 growth_of 同时写", "write role: growth and growth_of together"), "growth_of")]
    return []


def _rewritten(entry: Entry[IndicatorEntry]) -> list[Fault]:
    stored = Definition.objects.filter(indicator__key=entry.key, version=entry.data.version).first()
    if stored is None or (stored.text_zh, stored.text_en) == (entry.data.definition.zh, entry.data.definition.en):
        return []
    what = Label(f"口径改了，版本号仍是 {entry.data.version}", f"the definition changed, but its version is still {entry.data.version}")
    return [entry.fault(what, Label("换一个新的 version", "give it a new version"), "definition")]
