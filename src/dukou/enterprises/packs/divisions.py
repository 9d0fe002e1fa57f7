"""`divisions.yaml`: the divisions of the district. The office imports finer or other ones itself."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from dukou.enterprises.core.divisions import DivisionEntry, DivisionFault, DivisionLevel, division_faults
from dukou.enterprises.models import Division
from dukou.kit.core.labels import Label
from dukou.kit.core.places import Fault
from dukou.kit.packfiles.reading import Contents
from dukou.kit.packfiles.schemas import Schema
from dukou.kit.packfiles.sections import Change, Entry, Fields, Loading, Section

STORED = ("name", "level", "parent", "source")


class DivisionRow(Schema):
    """One division: its code, its name, its level, the code above it, and the table it was taken from."""

    code: str
    name: str = Field(min_length=1, max_length=60)
    level: DivisionLevel
    parent: str = ""
    source: str = Field("", max_length=200)

    @property
    def entry(self) -> DivisionEntry:
        """The row as a table states it."""
        return DivisionEntry(self.code, self.name, self.level, self.parent)


class DivisionSection(Section[DivisionRow]):
    """Divisions are described anew in place; one that left the pack stays, for entries name its code."""

    name: ClassVar[str] = "divisions"
    files: ClassVar[str] = "divisions.yaml"
    schema = DivisionRow

    def key_of(self, data: DivisionRow, stem: str) -> str:
        """Its code."""
        return data.code

    def check(self, entries: dict[str, Entry[DivisionRow]], contents: Contents) -> list[Fault]:
        """Every code has the shape of its level and the right code above it, which below the county stands in the pack too."""
        rows = list(entries.values())
        return [
            rows[finding.position].fault(_words(rows[finding.position].key, finding.fault), _CURES[finding.fault], *_PATHS[finding.fault])
            for finding in division_faults([each.data.entry for each in rows])
        ]

    def wanted(self, entries: dict[str, Entry[DivisionRow]], contents: Contents) -> dict[str, Fields]:
        """Name, level, parent and source, by code."""
        return {key: {name: str(getattr(entry.data, name)) for name in STORED} for key, entry in entries.items()}

    def current(self) -> dict[str, Fields]:
        """The same of everything that is stored."""
        return {row["code"]: {name: row[name] for name in STORED} for row in Division.objects.values("code", *STORED)}

    def write(self, changes: list[Change], contents: Contents, loading: Loading) -> None:
        """Store the changes."""
        for change in changes:
            Division.objects.update_or_create(code=change.key, defaults=change.after)


def _words(code: str, fault: DivisionFault) -> Label:
    return Label(f"区划代码“{code}”：{fault.label.zh}", f"division code “{code}”: {fault.label.en}")


_PATHS = {DivisionFault.SHAPE: ("code",), DivisionFault.PARENT: ("parent",), DivisionFault.ORPHAN: ("parent",)}
_CURES = {
    DivisionFault.SHAPE: Label(
        "县级以上六位，乡级九位，村级十二位数字", "six digits down to the county, nine for a street or town, twelve for a community"
    ),
    DivisionFault.PARENT: Label("parent 写上一级代码", "parent is the code above"),
    DivisionFault.ORPHAN: Label("把上级区划也写进来", "write the division above as well"),
}
