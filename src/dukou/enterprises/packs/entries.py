"""`enterprises.yaml`: the firms that a district's sources name. A pack introduces a firm; people and lists keep it from then on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from pydantic import Field

from dukou.enterprises import register
from dukou.enterprises.core.entries import Entry as Firm
from dukou.enterprises.core.kinds import LinkKind, NameKind, PartKind, UnitKind
from dukou.enterprises.core.names import normal
from dukou.enterprises.models import Enterprise, Link, Part
from dukou.enterprises.register import suspects
from dukou.kit.core.labels import Label
from dukou.kit.core.places import Fault
from dukou.kit.packfiles.reading import Contents
from dukou.kit.packfiles.schemas import Schema
from dukou.kit.packfiles.sections import Change, Entry, Fields, Loading, Section

KEY = r"^[a-z0-9]+(-[a-z0-9]+)*$"
_FIRM = Label("企业", "enterprise")


class PartEntry(Schema):
    """The part that the firm plays in a cluster or segment, says this source at this place."""

    kind: PartKind
    of: str
    source: str
    at: str


class LinkEntry(Schema):
    """The firm belongs to another one of the pack, says this source at this place."""

    to: str = Field(pattern=KEY)
    kind: LinkKind
    source: str
    at: str


class FirmEntry(Schema):
    """One firm. `key` is that of its subject `enterprise/<key>`, `name` its registered name where the source tells it.

    Without `name` it is called as the subject is. `kind: group` only where the source speaks of the whole group.
    """

    key: str = Field(pattern=KEY, max_length=80)
    name: str = Field("", max_length=120)
    kind: UnitKind = UnitKind.COMPANY
    short_names: tuple[str, ...] = ()
    parts: tuple[PartEntry, ...] = ()
    links: tuple[LinkEntry, ...] = ()


class EntrySection(Section[FirmEntry]):
    """New firms, and short names, parts and links that are new, are added. Name and kind of a firm that is there are not changed.

    What people or lists made of it stands, a record they took back stays so, and what left the pack stays until they take it back.
    """

    name: ClassVar[str] = "enterprises"
    files: ClassVar[str] = "enterprises.yaml"
    schema = FirmEntry

    def check(self, entries: dict[str, Entry[FirmEntry]], contents: Contents) -> list[Fault]:
        """The subject, the sources, the firms and the clusters or segments that an entry names are there."""
        return [fault for entry in entries.values() for fault in _unknown(entry, entries, contents)]

    def check_stored(self, entries: dict[str, Entry[FirmEntry]], contents: Contents) -> list[Fault]:
        """A name or kind that the pack states anew is amended on the firm's page first, so that nothing kept is overruled."""
        introduced = [key for key in entries if f"enterprise/{key}" in contents.declared]
        stored = Enterprise.objects.filter(key__in=introduced).prefetch_related("amendments")
        return [fault for row in stored for fault in _overruled(entries[row.key], _identity(entries[row.key].data, contents), row)]

    def wanted(self, entries: dict[str, Entry[FirmEntry]], contents: Contents) -> dict[str, Fields]:
        """What the pack states, by key; a part is [kind, of, evidence], a link [kind, parent, evidence]."""
        return {key: _fields(entry.data, contents) for key, entry in entries.items()}

    def differences(self, contents: Contents) -> list[Change]:
        """Firms that are not there, and what is missing of those that are."""
        wanted = self.wanted(contents.of(self.name), contents)
        rows = Enterprise.objects.filter(key__in=wanted).prefetch_related("names", "parts", "parents__parent")
        stored = {row.key: _stored(row) for row in rows}
        new = [Change(self.name, key, "added", {}, after) for key, after in wanted.items() if key not in stored]
        return new + [_further(self.name, key, stored[key], after) for key, after in wanted.items() if _is_more(stored.get(key), after)]

    def write(self, changes: list[Change], contents: Contents, loading: Loading) -> None:
        """Enter the new firms first: links may point to any of them."""
        how = register.Circumstances(loading.by, loading.now, loading.reason, pack=loading.pack)
        new = [change for change in changes if change.sort == "added"]
        made = register.add([_firm(change.after) for change in new], how, keys=[change.key for change in new])
        suspects.note_alike([row.pk for row in made], loading.now)
        rows = {row.key: row for row in Enterprise.objects.filter(key__in=contents.of(self.name))}
        for change in changes:
            _complete(rows, change, how)


def _complete(rows: Mapping[str, Enterprise], change: Change, how: register.Circumstances) -> None:
    """Add the short names, parts and links of one firm that are not there."""
    firm, said = rows[change.key], {"recorded_at": how.now, "recorded_by": str(how.by)}
    if change.sort == "changed":
        register.change([register.Changing(firm, Firm(short_names=tuple(change.after["short_names"])))], how)
    for kind, of, evidence in _missing("parts", change.before, change.after):
        Part.objects.create(enterprise=firm, kind=kind, of=of, evidence=evidence, **said)
    for kind, to, evidence in _missing("links", change.before, change.after):
        Link.objects.create(child=firm, parent=rows[to], kind=kind, evidence=evidence, **said)


def _unknown(entry: Entry[FirmEntry], entries: dict[str, Entry[FirmEntry]], contents: Contents) -> Iterator[Fault]:
    """What the entry names and the pack does not introduce."""
    sources = list(contents.of("sources"))
    fields = [ref for ref in contents.declared if ref.partition("/")[0] in ("cluster", "segment")]
    firms = [ref.removeprefix("enterprise/") for ref in contents.declared if ref.startswith("enterprise/")]
    places: list[tuple[str, list[str], Label, tuple[str | int, ...]]] = [(entry.key, firms, Label("主体", "subject"), ("key",))]
    for number, part in enumerate(entry.data.parts):
        places.append((part.of, fields, Label("集群或细分领域", "cluster or segment"), ("parts", number, "of")))
        places.append((part.source, sources, Label("来源", "source"), ("parts", number, "source")))
    for number, link in enumerate(entry.data.links):
        places.append((link.to, [key for key in entries if key != entry.key], _FIRM, ("links", number, "to")))
        places.append((link.source, sources, Label("来源", "source"), ("links", number, "source")))
    return (contents.unknown(entry, ref, known, noun, *path) for ref, known, noun, path in places if ref not in known)


def _overruled(entry: Entry[FirmEntry], wanted: Fields, row: Enterprise) -> Iterator[Fault]:
    """Name and kind that are neither what is kept nor what the pack said before somebody amended it."""
    for field, path in (("name", "name"), ("unit_kind", "kind")):
        kept = getattr(row, field)
        amended = min((each for each in row.amendments.all() if each.field == field), key=lambda each: each.pk, default=None)
        if wanted[field] not in (kept, amended.before if amended else kept):
            what = Label(f"“{row.key}”在名录里记作“{kept}”", f"the register has “{kept}” of “{row.key}”")
            cure = Label(
                "先在企业页面上更改并写明理由，或照名录写", "amend it on the firm's page with a reason first, or write what is kept"
            )
            yield entry.fault(what, cure, path)


def _identity(data: FirmEntry, contents: Contents) -> Fields:
    return {"name": data.name or contents.declared[f"enterprise/{data.key}"].label.zh, "unit_kind": data.kind.value}


def _fields(data: FirmEntry, contents: Contents) -> Fields:
    sources = contents.of("sources")

    def evidence(source: str, at: str) -> str:
        stated = sources[source].data
        return f"{stated.title.zh}，{stated.place.zh.format(place=at)}"

    return _identity(data, contents) | {
        "short_names": list(data.short_names),
        "parts": [[part.kind.value, part.of, evidence(part.source, part.at)] for part in data.parts],
        "links": [[link.kind.value, link.to, evidence(link.source, link.at)] for link in data.links],
    }


def _stored(row: Enterprise) -> Fields:
    """Short names, parts and links that the firm has or ever had."""
    return {
        "short_names": [name.text for name in row.names.all() if name.kind == NameKind.SHORT],
        "parts": [[part.kind, part.of, part.evidence] for part in row.parts.all()],
        "links": [[link.kind, link.parent.key, link.evidence] for link in row.parents.all()],
    }


def _is_more(before: Fields | None, after: Fields) -> bool:
    return before is not None and any(_missing(field, before, after) for field in before)


def _further(section: str, key: str, before: Fields, after: Fields) -> Change:
    return Change(section, key, "changed", before, {field: before[field] + _missing(field, before, after) for field in before})


def _missing(field: str, before: Fields, after: Fields) -> list[Any]:
    """What `after` lists and `before` does not; of records the evidence may differ, of names the writing."""
    known = {_sameness(field, each) for each in before.get(field, [])}
    return [each for each in after[field] if _sameness(field, each) not in known]


def _sameness(field: str, each: Any) -> object:
    return normal(each) if field == "short_names" else tuple(each[:2])


def _firm(fields: Fields) -> Firm:
    return Firm(name=fields["name"], unit_kind=UnitKind.of(fields["unit_kind"]), short_names=tuple(fields["short_names"]))
