"""`industries.yaml`: the codes of the classification of industries that the packs use. The office imports the whole table itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from pydantic import Field

from dukou.enterprises.core.industries import IndustryEntry, IndustryFault, closure_faults, level_of
from dukou.enterprises.models import Edition, Industry
from dukou.kit.core.labels import Label
from dukou.kit.core.places import Fault
from dukou.kit.packfiles.reading import Contents
from dukou.kit.packfiles.schemas import Schema
from dukou.kit.packfiles.sections import Change, Entry, Fields, Loading, Section


class CodeEntry(Schema):
    """One code with its section 门类 and the code above it, which a section has not."""

    section: str
    code: str
    parent: str = ""
    name: str

    @property
    def entry(self) -> IndustryEntry:
        """The row as a table states it; a code of no shape has level 0."""
        level = level_of(self.code)
        return IndustryEntry(self.section, level.depth if level else 0, self.code, self.parent, self.name)


class EditionEntry(Schema):
    """One edition: its name, what it is, and those of its codes that are used, each with all codes above it."""

    key: str = Field(min_length=1, max_length=40)
    source: str = Field(min_length=1, max_length=200)
    codes: tuple[CodeEntry, ...]


class IndustrySection(Section[EditionEntry]):
    """A pack's edition is partial. One that the office has imported whole stands: it holds more than the pack and is newer."""

    name: ClassVar[str] = "industries"
    files: ClassVar[str] = "industries.yaml"
    schema = EditionEntry

    def check(self, entries: dict[str, Entry[EditionEntry]], contents: Contents) -> list[Fault]:
        """Every code has the shape of its level, stands once, and all codes above it are there."""
        return [fault for entry in entries.values() for fault in _faults(entry)]

    def wanted(self, entries: dict[str, Entry[EditionEntry]], contents: Contents) -> dict[str, Fields]:
        """Source and codes of each edition that is not stored whole."""
        whole = set(Edition.objects.filter(key__in=entries, is_partial=False).values_list("key", flat=True))
        return {key: _fields(entry.data.source, entry.data.codes) for key, entry in entries.items() if key not in whole}

    def current(self) -> dict[str, Fields]:
        """The same of each partial edition that is stored."""
        partial = Edition.objects.filter(is_partial=True).prefetch_related("industries")
        return {row.key: _fields(row.source, row.industries.all()) for row in partial}

    def write(self, changes: list[Change], contents: Contents, loading: Loading) -> None:
        """Store the editions anew."""
        for change in changes:
            stated = {"source": change.after["source"], "imported_at": loading.now, "imported_by": str(loading.by)}
            edition, _ = Edition.objects.update_or_create(key=change.key, defaults=stated | {"is_partial": True})
            edition.industries.all().delete()
            rows = (each.entry for each in contents.of(self.name)[change.key].data.codes)
            Industry.objects.bulk_create(
                Industry(edition=edition, section=row.section, level=row.level, code=row.code, parent=row.parent, name=row.name)
                for row in rows
            )


def _fields(source: str, codes: Iterable[CodeEntry] | Iterable[Industry]) -> Fields:
    return {"source": source, "codes": sorted([each.section, each.code, each.parent, each.name] for each in codes)}


def _faults(entry: Entry[EditionEntry]) -> list[Fault]:
    rows = [each.entry for each in entry.data.codes]
    return [
        entry.fault(_words(rows[finding.row].code, finding.fault), _CURES[finding.fault], "codes", finding.row)
        for finding in closure_faults(rows, first_row=0)
    ]


def _words(code: str, fault: IndustryFault) -> Label:
    return Label(f"行业代码“{code}”：{fault.label.zh}", f"industry code “{code}”: {fault.label.en}")


_CURES = {
    IndustryFault.SHAPE: Label(
        "门类一个字母，大类两位、中类三位、小类四位数字", "a letter for a section; two, three or four digits for what is below"
    ),
    IndustryFault.NAMELESS: Label("写上名称", "write its name"),
    IndustryFault.DOUBLED: Label("删去一个", "remove one of them"),
    IndustryFault.PARENT: Label(
        "parent 写上一级代码（3061 的上级是 306，30 的上级是 C）", "parent is the code above: 306 of 3061, C of 30"
    ),
    IndustryFault.ORPHAN: Label("把上级代码也写进来", "write the code above as well"),
    IndustryFault.SECTION: Label("section 与上级的门类一致", "section is that of the code above"),
}
