"""`credit.yaml`: the default policy of checks, the rules of repair, who leads. A changed file is a new text beside the old one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, ClassVar

from dukou.casework.core.notices import version_of
from dukou.credit.core.kinds import Level, Severity
from dukou.credit.models import FrameText
from dukou.credit.packs.checks import FREQUENCY, frequency_rises
from dukou.credit.packs.schemas import FrameEntry
from dukou.kit.core.labels import Label
from dukou.kit.core.places import Fault
from dukou.kit.packfiles.reading import Contents
from dukou.kit.packfiles.sections import Change, Entry, Fields, Loading, Section

KEY = "credit"
_UNIT, _FIELD, _PROFILE = Label("单位", "organisation"), Label("领域", "field"), Label("服务规范", "profile")


class FrameSection(Section[FrameEntry]):
    """The whole file is one entry; that of a district replaces its parent's."""

    name: ClassVar[str] = "credit"
    files: ClassVar[str] = "credit.yaml"
    many: ClassVar[bool] = False
    schema = FrameEntry

    def check(self, entries: dict[str, Entry[FrameEntry]], contents: Contents) -> list[Fault]:
        """Every level and severity is there, in order; what is named is there."""
        return [fault for entry in entries.values() for fault in _faults(entry, contents)]

    def wanted(self, entries: dict[str, Entry[FrameEntry]], contents: Contents) -> dict[str, Fields]:
        """What should be stored."""
        return {key: {"content": entry.data.plain} for key, entry in entries.items()}

    def current(self) -> dict[str, Fields]:
        """What stands."""
        row = FrameText.objects.filter(replaced_at__isnull=True).first()
        return {} if row is None else {KEY: {"content": row.content}}

    def write(self, changes: list[Change], contents: Contents, loading: Loading) -> None:
        """Store it beside what stood."""
        for change in changes:
            FrameText.objects.filter(replaced_at__isnull=True).update(replaced_at=loading.now)
            content: dict[str, Any] = change.after["content"]
            FrameText.objects.create(content=content, sha256=version_of(content), stated_at=loading.now)


def _faults(entry: Entry[FrameEntry], contents: Contents) -> Iterator[Fault]:
    data = entry.data
    for level in Level:
        if level not in data.policy.levels:
            what = Label(f"默认检查政策没有写“{level.label.zh}”", f"the default policy says nothing of {level.label.en}")
            yield entry.fault(what, Label("补上这一级", "add this level"), "policy", "levels")
    for better, worse in pairwise(level for level in Level if level in data.policy.levels):
        if frequency_rises(data.policy.levels[better], data.policy.levels[worse]):
            what = FREQUENCY.filled(better=better.label, worse=worse.label)
            yield entry.fault(
                what, Label("风险越低，检查应越少", "the lower the risk, the fewer the checks"), "policy", "levels", better.value
            )
    yield from _expected_faults(entry)
    for number, rule in enumerate(data.repair):
        for severity in Severity:
            told = rule.classes.get(severity)
            if told is None or told.least > told.most:
                what = Label(
                    f"“{severity.label.zh}”没有写公示期，或最短长于最长", f"no times for {severity.label.en}, or shortest over longest"
                )
                yield entry.fault(what, Label("写 least 和 most", "write least and most"), "repair", number, "classes")
    named = (
        (data.lead, "departments", _UNIT, "lead"),
        (data.composite, "fields", _FIELD, "composite"),
        (data.profile, "profiles", _PROFILE, "profile"),
    )
    for key, section, noun, name in named:
        if key and key not in contents.of(section):
            yield contents.unknown(entry, key, list(contents.of(section)), noun, name)
    composite = contents.of("fields").get(data.composite)
    if composite is not None and not composite.data.composite:
        what = Label(f"“{data.composite}”只看自己的记录", f"“{data.composite}” reads its own records only")
        yield entry.fault(what, Label("在那个领域写 composite: true", "write composite: true in that field"), "composite")
    yield from _overlaps(entry)


def _overlaps(entry: Entry[FrameEntry]) -> Iterator[Fault]:
    """On a day one version of the rules of repair holds."""
    ordered = sorted(enumerate(entry.data.repair), key=lambda each: each[1].since)
    for (_, before), (number, after) in pairwise(ordered):
        if before.until is None or before.until >= after.since:
            what = Label(f"“{before.version}”和“{after.version}”同时有效", f"“{before.version}” and “{after.version}” overlap")
            yield entry.fault(what, Label("给前一版写 until", "give the earlier one its until"), "repair", number, "from")


def _expected_faults(entry: Entry[FrameEntry]) -> Iterator[Fault]:
    """A spread tells every level, and somebody in it."""
    told = entry.data.expected
    if told is not None and (set(told.firms) != set(Level) or not any(told.firms.values())):
        what = Label("预期分布没有写全四级，或全是零", "the expected spread does not tell all four levels, or is nought throughout")
        yield entry.fault(what, Label("按四级各写多少家", "write how many firms each level has"), "expected", "firms")
