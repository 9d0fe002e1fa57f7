"""The duty list of a pack, asked from beneath: which unit it proposes for a topic."""

from __future__ import annotations

from dukou.appeals.packs.appeals import AppealSection
from dukou.appeals.packs.schemas import DutyEntry
from dukou.kit.core.labels import Label, same
from dukou.kit.packfiles.reading import Contents
from dukou.projects.core.replays import Owner


def unit_of_topic(contents: Contents, topic: str) -> Owner | None:
    """The first row of the topic that holds today and everywhere: neither ended, nor bound to words or to a place; None without one."""
    rows = [row for each in contents.of(AppealSection.name).values() for row in each.data.duties if _is_general(row, topic)]
    unit = contents.of("departments").get(rows[0].unit) if rows else None
    return Owner(rows[0].unit, unit.data.name.label, _source(rows[0])) if unit else None


def _is_general(row: DutyEntry, topic: str) -> bool:
    return row.topic == topic and row.until is None and not row.words and not row.place


def _source(row: DutyEntry) -> Label | None:
    if not row.source:
        return None
    return same(row.source) if isinstance(row.source, str) else row.source.label
