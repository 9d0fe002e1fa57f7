"""`finance.yaml` and `portrait.yaml`: each is one text, and a changed file is a new one beside the old."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, ClassVar, TypeVar

from dukou.casework.core.budgets import BudgetUnit
from dukou.casework.core.notices import version_of
from dukou.finance.core.kinds import Purpose, ToBank
from dukou.finance.core.portrait_disputes import CLOCK as DISPUTE_CLOCK
from dukou.finance.core.portrait_disputes import GRADE as DISPUTE
from dukou.finance.models import FinanceText
from dukou.finance.packs.schemas import FrameEntry, ItemEntry, PortraitEntry
from dukou.finance.queries.applications import CLOCK, GRADE
from dukou.kit.core.labels import Label
from dukou.kit.core.places import Fault
from dukou.kit.packfiles.reading import Contents
from dukou.kit.packfiles.sections import Change, Entry, Fields, Loading, Section
from dukou.rules.core.facts import FactFace, FactType, SubjectKind
from dukou.rules.core.quantities import MEASURES
from dukou.rules.queries.catalogue import faces_of_pack
from dukou.rules.queries.shelves import Shelf

_UNIT, _PROFILE, _BOOK = Label("单位", "organisation"), Label("服务规范", "profile"), Label("规则书", "rule book")
_FACT, _GROUP = Label("企业的事实", "fact about enterprises"), Label("分组", "group")
CLOCKS = ((GRADE, CLOCK), (DISPUTE, DISPUTE_CLOCK))  # what cases of this room are opened with
M = TypeVar("M", PortraitEntry, FrameEntry)


class TextSection(Section[M]):
    """The whole file is one entry; that of a district replaces its parent's. One that left the pack stands until another comes."""

    many: ClassVar[bool] = False

    def wanted(self, entries: dict[str, Entry[M]], contents: Contents) -> dict[str, Fields]:
        """What should be stored."""
        return {key: {"content": entry.data.plain} for key, entry in entries.items()}

    def current(self) -> dict[str, Fields]:
        """What stands."""
        return {row.key: {"content": row.content} for row in FinanceText.objects.filter(key=self.name, replaced_at__isnull=True)}

    def write(self, changes: list[Change], contents: Contents, loading: Loading) -> None:
        """Store it beside what stood."""
        for change in changes:
            FinanceText.objects.filter(key=change.key, replaced_at__isnull=True).update(replaced_at=loading.now)
            content: dict[str, Any] = change.after["content"]
            FinanceText.objects.create(key=change.key, content=content, sha256=version_of(content), stated_at=loading.now)


class FrameSection(TextSection[FrameEntry]):
    """`finance.yaml`."""

    name: ClassVar[str] = "finance"
    files: ClassVar[str] = "finance.yaml"
    schema = FrameEntry

    def check(self, entries: dict[str, Entry[FrameEntry]], contents: Contents) -> list[Fault]:
        """What is named is there, every code stands once, every purpose has its usual days."""
        return [fault for entry in entries.values() for fault in _frame_faults(entry, contents)]


class PortraitSection(TextSection[PortraitEntry]):
    """`portrait.yaml`."""

    name: ClassVar[str] = "portrait"
    files: ClassVar[str] = "portrait.yaml"
    schema = PortraitEntry

    def check(self, entries: dict[str, Entry[PortraitEntry]], contents: Contents) -> list[Fault]:
        """Facts are there and about firms; bands fit the fact, rise, and leave no gap."""
        return [fault for entry in entries.values() for fault in _portrait_faults(entry, contents)]


def _frame_faults(entry: Entry[FrameEntry], contents: Contents) -> Iterator[Fault]:
    data = entry.data
    shelf = Shelf(contents)
    for key, known, noun, name in (
        (data.lead, list(contents.of("departments")), _UNIT, "lead"),
        (data.profile, list(contents.of("profiles")), _PROFILE, "profile"),
        (data.whitelist, shelf.slugs, _BOOK, "whitelist"),
    ):
        if key not in known and (noun is not _BOOK or shelf.is_whole):
            yield contents.unknown(entry, key, known, noun, name)
    yield from _clock_faults(entry, contents)
    yield from _twice(entry, [each.code for each in data.reasons], "reasons", "code")
    yield from _twice(entry, [each.key for each in data.pools], "pools", "key")
    if data.lpr is not None:
        yield from _twice(entry, [each.since.isoformat() for each in data.lpr.rates], "lpr", "from", "rates")
    for purpose in Purpose:
        if purpose not in data.purposes:
            what = Label(f"没有写“{purpose.label.zh}”的默认天数和次数", f"nothing is said of the purpose “{purpose.label.en}”")
            yield entry.fault(what, Label("写 days 和 looks", "write its days and looks"), "purposes")


def _clock_faults(entry: Entry[FrameEntry], contents: Contents) -> Iterator[Fault]:
    """The profile has the clocks that applications and disputes run under, without which nothing would ever be due; and a bank's days are
    those that firms are told.
    """
    data = entry.data
    profile = contents.of("profiles").get(data.profile)
    if profile is None:
        return
    for grade, key in CLOCKS:
        found = profile.data.grades.get(grade)
        clock = found.clocks.get(key) if found is not None else None
        if clock is None:
            what = Label(f"“{data.profile}”的等级“{grade}”没有时钟“{key}”", f"“{data.profile}” has no clock “{key}” in a grade “{grade}”")
            yield entry.fault(what, Label("在服务规范里写上，或换一个", "write it in the profile, or name another"), "profile")
        elif key == CLOCK and clock.within.split() != [str(data.answer_days), BudgetUnit.WORKDAYS.value]:
            what = Label(f"“{data.profile}”给银行的是 {clock.within}", f"“{data.profile}” gives banks {clock.within}")
            yield entry.fault(what, Label("两处写一样的工作日", "write the same working days in both"), "answer_days")


def _twice(entry: Entry[M], keys: list[str], section: str, name: str, *inner: str) -> Iterator[Fault]:
    """Each key that stands twice in a list, where it stands again."""
    seen: Counter[str] = Counter()
    for number, key in enumerate(keys):
        seen[key] += 1
        if seen[key] > 1:
            what = Label(f"“{key}”写了两次", f"“{key}” stands twice")
            yield entry.fault(what, Label("只留一处，或换一个代号", "leave it once, or use another key"), section, *inner, number, name)


def _portrait_faults(entry: Entry[PortraitEntry], contents: Contents) -> Iterator[Fault]:
    data, faces = entry.data, faces_of_pack(contents)
    groups = [each.key for each in data.groups]
    yield from _twice(entry, groups, "groups", "key")
    yield from _twice(entry, [each.key for each in data.items], "items", "key")
    for number, item in enumerate(data.items):
        if item.group not in groups:
            yield contents.unknown(entry, item.group, groups, _GROUP, "items", number, "group")
        face = faces.get(item.fact)
        if face is None or face.kind is not SubjectKind.ENTERPRISE:
            known = sorted(name for name, each in faces.items() if each.kind is SubjectKind.ENTERPRISE)
            yield contents.unknown(entry, item.fact, known, _FACT, "items", number, "fact")
        else:
            yield from _item_faults(entry, item, face, number)


def _item_faults(entry: Entry[PortraitEntry], item: ItemEntry, face: FactFace, number: int) -> Iterator[Fault]:
    path = ("items", number)
    if (item.years or item.change) and not face.is_yearly:
        what = Label(f"“{item.fact}”不是按年的数，没有往年", f"“{item.fact}” is not told of years, so that there is no earlier one")
        yield entry.fault(what, Label("去掉 years 和 change", "take out years and change"), *path, "fact")
    is_number = face.holds is FactType.QUANTITY
    if is_number and item.to_bank is ToBank.WORD:
        what = Label(f"“{item.fact}”是数，银行只能看到区间", f"“{item.fact}” is a number, of which a bank is told a band")
        yield entry.fault(what, Label("写 to_bank: band 和 bands，或 never", "write to_bank: band with bands, or never"), *path, "to_bank")
    if not is_number and item.to_bank is ToBank.BAND:
        what = Label(f"“{item.fact}”不是数，没有区间", f"“{item.fact}” is no number and has no bands")
        yield entry.fault(what, Label("写 to_bank: word 或 never", "write to_bank: word or never"), *path, "to_bank")
    if is_number and item.to_bank is ToBank.BAND:
        yield from _unit_faults(entry, item, face, number)
        yield from _band_faults(entry, item, number)
    elif item.bands or item.unit:
        what = Label("不给区间的项目不写 bands 和 unit", "an item without bands has neither bands nor unit")
        yield entry.fault(what, Label("去掉它们", "take them out"), *path, "bands" if item.bands else "unit")


def _unit_faults(entry: Entry[PortraitEntry], item: ItemEntry, face: FactFace, number: int) -> Iterator[Fault]:
    unit = MEASURES.get(item.unit)
    wanted = MEASURES["%" if item.change else face.unit]
    if unit is None:
        what = Label(f"没有计量单位“{item.unit}”", f"there is no unit “{item.unit}”")
        yield entry.fault(what, Label(f"写 {wanted.code}", f"write {wanted.code}"), "items", number, "unit")
    elif unit.dimension != wanted.dimension:
        what = Label(f"“{item.unit}”和“{wanted.code}”量的不是一回事", f"“{item.unit}” and “{wanted.code}” do not measure the same")
        yield entry.fault(what, Label(f"写 {wanted.code}", f"write {wanted.code}"), "items", number, "unit")


def _band_faults(entry: Entry[PortraitEntry], item: ItemEntry, number: int) -> Iterator[Fault]:
    """The bands hold every number once."""
    path = ("items", number, "bands")
    if len(item.bands) < 2:
        what = Label("区间少于两档，等于什么也没说", "fewer than two bands say nothing")
        yield entry.fault(what, Label("至少写两档", "write two or more"), *path)
        return
    if item.bands[0].least is not None or item.bands[-1].below is not None:
        what = Label("最低一档不写 from，最高一档不写 below", "the lowest band has no `from` and the highest no `below`")
        yield entry.fault(what, Label("去掉两头的数", "take out the numbers at both ends"), *path)
    for place, (one, other) in enumerate(pairwise(item.bands), start=1):
        if one.below is None or other.least is None or other.least != one.below:
            what = Label("这一档和上一档之间有空档或重叠", "between this band and the one before there is a gap or an overlap")
            yield entry.fault(what, Label("from 写上一档的 below", "let `from` be the `below` of the one before"), *path, place)
        elif other.below is not None and other.below <= other.least:
            what = Label("这一档的上限不高于下限", "the band's upper end does not lie above its lower")
            yield entry.fault(what, Label("各档由低到高", "let the bands rise"), *path, place, "below")
