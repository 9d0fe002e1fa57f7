"""The section `appeals`: one file, one entry."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from dukou.appeals.core.rules import DistrictRules
from dukou.appeals.models import AppealRules
from dukou.appeals.packs.schemas import AppealsEntry
from dukou.casework.core.notices import version_of
from dukou.kit.core.labels import Label
from dukou.kit.core.places import Fault
from dukou.kit.packfiles.reading import Contents
from dukou.kit.packfiles.sections import Change, Entry, Fields, Loading, Section

KEY = "appeals"
_PROFILE = Label("办理规则", "profile")
_TOPIC = Label("诉求类别", "topic")
_UNIT = Label("单位", "organisation")


class AppealSection(Section[AppealsEntry]):
    """The whole file is one entry. A pack without it takes no appeals."""

    name: ClassVar[str] = "appeals"
    files: ClassVar[str] = "appeals.yaml"
    many: ClassVar[bool] = False
    forgets: ClassVar[bool] = True
    schema = AppealsEntry

    def check(self, entries: dict[str, Entry[AppealsEntry]], contents: Contents) -> list[Fault]:
        """The profile, the units and the topics that are named are there; no key stands twice."""
        return [fault for entry in entries.values() for fault in _faults(entry, contents)]

    def wanted(self, entries: dict[str, Entry[AppealsEntry]], contents: Contents) -> dict[str, Fields]:
        """Everything, with what was left to the usual."""
        return {key: _plain(entry.data) for key, entry in entries.items()}

    def current(self) -> dict[str, Fields]:
        """What is stored."""
        row = AppealRules.objects.first()
        return {} if row is None else {KEY: row.content}

    def write(self, changes: list[Change], contents: Contents, loading: Loading) -> None:
        """Store the change."""
        for change in changes:
            AppealRules.objects.all().delete()
            if change.sort != "removed":
                DistrictRules.read(change.after)
                AppealRules.objects.create(pack=loading.pack, content=change.after, sha256=version_of(change.after))


def _plain(data: AppealsEntry) -> dict[str, Any]:
    plain = data.model_dump(mode="json")
    return plain | {"templates": [each | {"verdict": each["verdict"] or ""} for each in plain["templates"]]}


def _faults(entry: Entry[AppealsEntry], contents: Contents) -> Iterator[Fault]:
    data = entry.data
    if data.profile not in (profiles := list(contents.of("profiles"))):
        yield contents.unknown(entry, data.profile, profiles, _PROFILE, "profile")
    topics, units = [topic.key for topic in data.topics], list(contents.of("departments"))
    for number, duty in enumerate(data.duties):
        if duty.topic not in topics:
            yield contents.unknown(entry, duty.topic, topics, _TOPIC, "duties", number, "topic")
        if duty.unit not in units:
            yield contents.unknown(entry, duty.unit, units, _UNIT, "duties", number, "unit")
        if duty.until is not None and duty.until < duty.since:
            what = Label("结束日早于开始日", "it ends before it begins")
            yield entry.fault(what, Label("核对 since 和 until", "check since and until"), "duties", number, "until")
    for number, answer in enumerate(data.answers):
        if answer.topic not in topics:
            yield contents.unknown(entry, answer.topic, topics, _TOPIC, "answers", number, "topic")
    yield from _doubles(entry)


def _doubles(entry: Entry[AppealsEntry]) -> Iterator[Fault]:
    for name in ("topics", "duties", "answers", "templates"):
        seen: set[str] = set()
        for number, each in enumerate(getattr(entry.data, name)):
            if each.key in seen:
                what = Label(f"“{each.key}”重复了", f"“{each.key}” stands twice")
                yield entry.fault(what, Label("删去一个或改换键名", "remove one of them or give it another key"), name, number, "key")
            seen.add(each.key)
