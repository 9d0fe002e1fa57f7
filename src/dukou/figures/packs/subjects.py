"""`subjects.yaml`: what claims are about. Clusters and their segments are declared by their own files and stored here too."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from pydantic import Field

from dukou.figures.models import Source, Subject, Tag
from dukou.kit.core.labels import Label
from dukou.kit.core.places import Fault
from dukou.kit.packfiles.reading import Contents
from dukou.kit.packfiles.schemas import Schema, Words
from dukou.kit.packfiles.sections import Change, Declared, Entry, Fields, Loading, Section

REFERENCE = r"^[a-z]+(-[a-z]+)*/[a-z0-9]+(-[a-z0-9]+)*$"
_SUBJECT = Label("主体", "subject")
_SEGMENT = Label("细分领域", "segment")
_SOURCE = Label("来源", "source")


class TagEntry(Schema):
    """The subject belongs to a segment of a cluster, says this source at this place."""

    segment: str
    source: str
    at: str = ""
    known_on: date | None = None


class SubjectEntry(Schema):
    """One subject: its reference `kind/key`, its name, what it is part of, the segments it is tagged with."""

    key: str = Field(pattern=REFERENCE)
    name: Words
    part_of: str = ""
    tags: tuple[TagEntry, ...] = ()


class SubjectSection(Section[SubjectEntry]):
    """Subjects are renamed in place; one that left the pack stays, for claims point to it."""

    name: ClassVar[str] = "subjects"
    files: ClassVar[str] = "subjects.yaml"
    schema = SubjectEntry

    def declares(self, entry: Entry[SubjectEntry]) -> list[Declared]:
        """The subject itself."""
        return [Declared(entry.key, entry.data.name.label, entry.data.part_of, entry.place)]

    def check(self, entries: dict[str, Entry[SubjectEntry]], contents: Contents) -> list[Fault]:
        """Parents, segments and sources must be there; a tag needs a day on which it became known."""
        faults: list[Fault] = []
        segments = [ref for ref in contents.declared if ref.startswith("segment/")]
        for entry in entries.values():
            if entry.data.part_of and entry.data.part_of not in contents.declared:
                faults.append(contents.unknown(entry, entry.data.part_of, list(contents.declared), _SUBJECT, "part_of"))
            for position, tag in enumerate(entry.data.tags):
                if tag.segment not in segments:
                    faults.append(contents.unknown(entry, tag.segment, segments, _SEGMENT, "tags", position, "segment"))
                if tag.source not in contents.of("sources"):
                    faults.append(contents.unknown(entry, tag.source, list(contents.of("sources")), _SOURCE, "tags", position, "source"))
                elif _known_on(tag, contents) is None:
                    what = Label("标签没有获知日期", "the tag has no day on which it became known")
                    cure = Label("写 known_on，或在来源里写", "write known_on here or at its source")
                    faults.append(entry.fault(what, cure, "tags", position))
        return faults

    def wanted(self, entries: dict[str, Entry[SubjectEntry]], contents: Contents) -> dict[str, Fields]:
        """Every declared subject, whichever file declares it."""
        tagged = {key: entry.data.tags for key, entry in entries.items()}
        return {
            ref: {
                "name_zh": declared.label.zh,
                "name_en": declared.label.en,
                "parent": declared.parent,
                "tags": sorted([tag.segment, tag.source, tag.at, str(_known_on(tag, contents))] for tag in tagged.get(ref, ())),
            }
            for ref, declared in contents.declared.items()
        }

    def current(self) -> dict[str, Fields]:
        """What is stored, by reference."""
        tags: dict[int, list[list[str]]] = {}
        for tag in Tag.objects.select_related("segment", "source"):
            tags.setdefault(tag.subject_id, []).append([tag.segment.ref, tag.source.key, tag.place, str(tag.known_on)])
        return {
            row.ref: {"name_zh": row.name_zh, "name_en": row.name_en, "parent": row.parent, "tags": sorted(tags.get(row.pk, []))}
            for row in Subject.objects.all()
        }

    def write(self, changes: list[Change], contents: Contents, loading: Loading) -> None:
        """Store the subjects first, then their tags, which may point to any of them."""
        for change in changes:
            kind, _, key = change.key.partition("/")
            names = {name: change.after[name] for name in ("name_zh", "name_en", "parent")}
            Subject.objects.update_or_create(kind=kind, key=key, defaults=names)
        subjects = {row.ref: row for row in Subject.objects.all()}
        sources = {row.key: row for row in Source.objects.all()}
        for change in changes:
            subject = subjects[change.key]
            subject.tags.all().delete()
            Tag.objects.bulk_create(
                Tag(subject=subject, segment=subjects[segment], source=sources[source], place=place, known_on=date.fromisoformat(known))
                for segment, source, place, known in change.after["tags"]
            )


def _known_on(tag: TagEntry, contents: Contents) -> date | None:
    source = contents.of("sources").get(tag.source)
    return tag.known_on or (source.data.known_on if source else None)
