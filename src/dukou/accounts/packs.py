"""`departments.yaml`: the organisations of the district that people belong to and figures come from."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import StringConstraints

from dukou.accounts.core.kinds import OrganisationKind
from dukou.accounts.models import Organisation
from dukou.kit.core.labels import Label
from dukou.kit.core.places import Fault
from dukou.kit.packfiles.reading import Contents
from dukou.kit.packfiles.schemas import Schema, Words
from dukou.kit.packfiles.sections import SECTIONS, Change, Declared, Entry, Fields, Loading, Section

Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,59}$")]


class Department(Schema):
    """One organisation: `key`, `name` in both languages, `kind`, and the key of the organisation it belongs to."""

    key: Key
    name: Words
    kind: OrganisationKind = OrganisationKind.DEPARTMENT
    parent: Key | None = None


class Departments(Section[Department]):
    """The section `departments`. An organisation that left the pack is closed, never deleted: people and figures still name it."""

    name: ClassVar[str] = "departments"
    files: ClassVar[str] = "departments.yaml"
    forgets: ClassVar[bool] = True
    schema = Department

    def declares(self, entry: Entry[Department]) -> list[Declared]:
        """An organisation introduces itself as `organisation/<key>`."""
        return [Declared(f"organisation/{entry.key}", entry.data.name.label, "", entry.located.find(["key"]))]

    def check(self, entries: dict[str, Entry[Department]], contents: Contents) -> list[Fault]:
        """A parent stands in the pack, and nobody is his own ancestor."""
        faults = []
        for entry in entries.values():
            parent = entry.data.parent
            if parent is not None and parent not in entries:
                faults.append(contents.unknown(entry, parent, list(entries), Label("单位", "organisation"), "parent"))
            elif _is_own_ancestor(entry.key, entries):
                what = Label(f"“{entry.key}”的上级绕回它自己", f"the parents of “{entry.key}” lead back to itself")
                faults.append(entry.fault(what, Label("去掉其中一个 parent", "remove one of the parents"), "parent"))
        return faults

    def wanted(self, entries: dict[str, Entry[Department]], contents: Contents) -> dict[str, Fields]:
        """Kind, names and parent of each."""
        return {
            key: {"kind": str(each.data.kind), "zh": each.data.name.zh, "en": each.data.name.en, "parent": each.data.parent}
            for key, each in entries.items()
        }

    def current(self) -> dict[str, Fields]:
        """The same of each that came from a pack and is not closed."""
        rows = Organisation.objects.filter(closed_on__isnull=True).exclude(pack="")
        return {
            row["key"]: {"kind": row["kind"], "zh": row["zh"], "en": row["en"], "parent": row["parent__key"]}
            for row in rows.values("key", "kind", "zh", "en", "parent__key")
        }

    def write(self, changes: list[Change], contents: Contents, loading: Loading) -> None:
        """Names first, parents second, so that the order in the file does not matter; what comes back is open again."""
        written = [change for change in changes if change.sort != "removed"]
        for change in written:
            after = {name: change.after[name] for name in ("kind", "zh", "en")}
            Organisation.objects.update_or_create(key=change.key, defaults=after | {"pack": loading.pack, "closed_on": None})
        ids = dict(Organisation.objects.values_list("key", "pk"))
        for change in written:
            parent = change.after["parent"]
            Organisation.objects.filter(key=change.key).update(parent_id=ids[parent] if parent else None)
        gone = [change.key for change in changes if change.sort == "removed"]
        Organisation.objects.filter(key__in=gone).update(closed_on=loading.on)


def _is_own_ancestor(key: str, entries: dict[str, Entry[Department]]) -> bool:
    seen: set[str] = set()
    here = entries[key].data.parent
    while here in entries and here not in seen:
        if here == key:
            return True
        seen.add(here)
        here = entries[here].data.parent
    return False


SECTIONS.add("departments", Departments())
