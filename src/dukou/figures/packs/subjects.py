"""`subjects.yaml`: what claims are about. Clusters and their segments are declared by their own files and stored here too."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import ClassVar

from pydantic import Field

from dukou.figures.core.tags import TAGGED_WITH, Confidence, millionths
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
    """The subject belongs to a segment of a cluster or a node of a chain, says this source; `evidence`: what it says, in short.

    `share`: how much of its revenue belongs there, such as 0.7; left out where nobody has said.
    """

    segment: str
    source: str
    at: str = ""
    known_on: date | None = None
    confidence: Confidence = Confidence.CONFIRMED
    share: Decimal | None = Field(None, gt=0, le=1, decimal_places=6)
    evidence: Words | None = None


class SubjectEntry(Schema):
    """One subject: its reference `kind/key`, its name, what it is part of, the segments it is tagged with."""

    key: str = Field(pattern=REFERENCE)
    name: Words
    part_of: str = ""
    tags: tuple[TagEntry, ...] = ()


class SubjectSection(Section[SubjectEntry]):
    """Subjects are renamed in place; one that left the pack stays, for claims point to it. A tag that left the pack ends.

    A subject or a tag that was added by hand is none of the pack's business until the pack states it as well; then it is the pack's.
    """

    name: ClassVar[str] = "subjects"
    files: ClassVar[str] = "subjects.yaml"
    schema = SubjectEntry

    def declares(self, entry: Entry[SubjectEntry]) -> list[Declared]:
        """The subject itself."""
        return [Declared(entry.key, entry.data.name.label, entry.data.part_of, entry.place)]

    def check(self, entries: dict[str, Entry[SubjectEntry]], contents: Contents) -> list[Fault]:
        """Parents, segments and sources must be there; a tag needs a day on which it became known."""
        faults: list[Fault] = []
        segments = [ref for ref in contents.declared if ref.partition("/")[0] in TAGGED_WITH]
        for entry in entries.values():
            if entry.data.part_of and entry.data.part_of not in contents.declared:
                faults.append(contents.unknown(entry, entry.data.part_of, list(contents.declared), _SUBJECT, "part_of"))
            for position in range(len(entry.data.tags)):
                faults += _tag_faults(entry, position, segments, contents)
        return faults

    def wanted(self, entries: dict[str, Entry[SubjectEntry]], contents: Contents) -> dict[str, Fields]:
        """Every declared subject, whichever file declares it."""
        tagged = {key: entry.data.tags for key, entry in entries.items()}
        return {
            ref: {
                "name_zh": declared.label.zh,
                "name_en": declared.label.en,
                "parent": declared.parent,
                "tags": {tag.segment: _tag_fields(tag, contents) for tag in tagged.get(ref, ())},
            }
            for ref, declared in contents.declared.items()
        }

    def current(self) -> dict[str, Fields]:
        """What is stored of what packs declare, by reference; the firms of a register are not read."""
        tags: dict[int, Fields] = {}
        for tag in Tag.objects.filter(ended_on=None).exclude(pack="").select_related("segment", "source"):
            told = {name: getattr(tag, name) for name in _TAG_FIELDS} | {"source": tag.source.key}
            tags.setdefault(tag.subject_id, {})[tag.segment.ref] = told | {"known_on": tag.known_on.isoformat()}
        return {
            row.ref: {"name_zh": row.name_zh, "name_en": row.name_en, "parent": row.parent, "tags": tags.get(row.pk, {})}
            for row in Subject.objects.filter(is_introduced=False)
        }

    def write(self, changes: list[Change], contents: Contents, loading: Loading) -> None:
        """Store the subjects first, then their tags, which may point to any of them."""
        for change in changes:
            kind, _, key = change.key.partition("/")
            names = {name: change.after[name] for name in ("name_zh", "name_en", "parent")}
            Subject.objects.update_or_create(kind=kind, key=key, defaults=names | {"is_introduced": False})
        subjects = {row.ref: row for row in Subject.objects.filter(is_introduced=False)}
        sources = {row.key: row for row in Source.objects.all()}
        for change in changes:
            for segment, fields in change.after["tags"].items():
                told = fields | {"source": sources[fields["source"]], "pack": loading.pack, "recorded_by": str(loading.by)}
                Tag.objects.update_or_create(subject=subjects[change.key], segment=subjects[segment], ended_on=None, defaults=told)
            for segment in set(change.before.get("tags", {})) - set(change.after["tags"]):
                gone = Tag.objects.filter(subject=subjects[change.key], segment=subjects[segment], ended_on=None)
                gone.update(ended_on=loading.on, end_reason=loading.reason)


def _tag_faults(entry: Entry[SubjectEntry], position: int, segments: list[str], contents: Contents) -> Iterator[Fault]:
    tag = entry.data.tags[position]
    if tag.segment not in segments:
        yield contents.unknown(entry, tag.segment, segments, _SEGMENT, "tags", position, "segment")
    if tag.segment in (each.segment for each in entry.data.tags[:position]):
        what = Label(f"“{tag.segment}”写了两遍", f"“{tag.segment}” is written twice")
        yield entry.fault(what, Label("删去一个", "remove one of them"), "tags", position, "segment")
    if tag.source not in contents.of("sources"):
        yield contents.unknown(entry, tag.source, list(contents.of("sources")), _SOURCE, "tags", position, "source")
    elif _known_on(tag, contents) is None:
        what = Label("标签没有获知日期", "the tag has no day on which it became known")
        yield entry.fault(what, Label("写 known_on，或在来源里写", "write known_on here or at its source"), "tags", position)


_TAG_FIELDS = ("place", "confidence", "share", "evidence_zh", "evidence_en")


def _tag_fields(tag: TagEntry, contents: Contents) -> Fields:
    return {
        "place": tag.at,
        "confidence": tag.confidence.value,
        "share": millionths(tag.share),
        "evidence_zh": tag.evidence.zh if tag.evidence else "",
        "evidence_en": tag.evidence.en if tag.evidence else "",
        "source": tag.source,
        "known_on": str(_known_on(tag, contents)),
    }


def _known_on(tag: TagEntry, contents: Contents) -> date | None:
    source = contents.of("sources").get(tag.source)
    return tag.known_on or (source.data.known_on if source else None)
