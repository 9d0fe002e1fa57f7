"""The part of an act of a room above that names subjects: a register introduces its firms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dukou.figures.core.batches import BATCH, batches
from dukou.figures.models import Subject
from dukou.figures.queries.subjects import by_kind
from dukou.kit.core.labels import Label


@dataclass(frozen=True, slots=True)
class Introduced:
    """A subject by reference `kind/key`, with its name and, where known, the reference of what it is part of."""

    ref: str
    name: Label
    parent: str = ""


def introduce(*, subjects: Sequence[Introduced]) -> int:
    """Make the subjects that are missing and rename those that were introduced under another name. Returns how many were written.

    What a pack declares keeps the name that the pack gives it; a parent that is not told stays.
    """
    wanted = {each.ref: each for each in subjects}
    changed = [each for some in batches(wanted.values()) for each in _changed(some)]
    rows = [Subject(**dict(zip(("kind", "key"), each.ref.split("/", 1), strict=True)), **_named(each)) for each in changed]
    Subject.objects.bulk_create(
        rows, batch_size=BATCH, update_conflicts=True, unique_fields=["kind", "key"], update_fields=["name_zh", "name_en", "parent"]
    )
    return len(rows)


def _changed(subjects: Iterable[Introduced]) -> list[Introduced]:
    """Those among the subjects that are not there, or there under another name or parent."""
    stored: dict[str, Subject] = {}
    for kind, keys in by_kind(each.ref for each in subjects).items():
        stored |= {row.ref: row for row in Subject.objects.filter(kind=kind, key__in=keys)}
    found = []
    for each in subjects:
        row = stored.get(each.ref)
        told = each if row is None or each.parent else Introduced(each.ref, each.name, row.parent)
        if row is None or (row.is_introduced and (row.label, row.parent) != (told.name, told.parent)):
            found.append(told)
    return found


def _named(each: Introduced) -> dict[str, object]:
    return {"name_zh": each.name.zh, "name_en": each.name.en, "parent": each.parent, "is_introduced": True}
