"""What can be wrong with a service profile: its clocks, its conventions, its ladder."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator

from dukou.casework.core.budgets import Budget, BudgetUnit, Convention
from dukou.casework.core.profiles import CLOCK_KEYS, CREDIT_KEYS, LEAD_KEYS, OUTER, Rung, budget_of, expiries_of, is_part_key
from dukou.casework.packs.schemas import SLUG, ClockEntry, ConventionEntry, ProfileEntry
from dukou.kit.core.labels import Label
from dukou.kit.core.places import Fault
from dukou.kit.packfiles.reading import Contents
from dukou.kit.packfiles.sections import Entry

Path = tuple[str | int, ...]


def profile_faults(entry: Entry[ProfileEntry], contents: Contents) -> Iterator[Fault]:
    """Everything that is wrong with one profile. It asks no database."""
    if not re.fullmatch(SLUG, entry.key):
        what = Label(f"文件名“{entry.key}”不能作代号", f"the file name “{entry.key}” cannot serve as a key")
        yield entry.fault(what, Label("用小写字母、数字和连字符", "use lower-case letters, digits and hyphens"))
    calendars = sorted({year.data.calendar for year in contents.of("calendars").values()})
    if entry.data.calendar not in calendars:
        yield contents.unknown(entry, entry.data.calendar, calendars, Label("工作日历", "working calendar"), "calendar")
    yield from _convention(entry, entry.data.convention)
    if not entry.data.grades:
        yield entry.fault(Label("没有写事项等级", "no grade is written"), Label("至少写一个", "write at least one"), "grades")
    for name, grade in entry.data.grades.items():
        path: Path = ("grades", name)
        if not re.fullmatch(SLUG, name):
            what = Label(f"“{name}”不能作等级的代号", f"“{name}” cannot serve as the key of a grade")
            yield entry.fault(what, Label("用小写字母、数字和连字符", "use lower-case letters, digits and hyphens"), *path)
        yield from _clocks(entry, grade.clocks, (*path, "clocks"), contents)
    yield from _ladder(entry)


def _convention(entry: Entry[ProfileEntry], told: ConventionEntry) -> Iterator[Fault]:
    try:
        Convention.read(told.model_dump(mode="json"))
    except (ValueError, TypeError):
        office = "、".join(told.office), ", ".join(told.office)
        what = Label(f"办公时间“{office[0]}”不成先后分明的时段", f"office time “{office[1]}” is no row of stretches in order")
        cure = Label("写成 09:00-12:00、14:00-18:00，先后有序、互不重叠", "write 09:00-12:00, 14:00-18:00: in order, without overlap")
        yield entry.fault(what, cure, "convention", "office")


def _clocks(entry: Entry[ProfileEntry], clocks: dict[str, ClockEntry], path: Path, contents: Contents) -> Iterator[Fault]:
    # of a lead no enterprise waits for an answer; of its records it waits for a ruling, whose clock it reads by its own name
    if OUTER not in clocks and not (clocks and any(set(clocks) <= set(keys) for keys in (LEAD_KEYS, CREDIT_KEYS))):
        what = Label("这个等级没有企业看得到的总时限（outer）", "this grade has no outer clock, the one that the enterprise sees")
        yield entry.fault(what, Label("写上 outer", "write outer"), *path)
    for key, clock in clocks.items():
        if key not in CLOCK_KEYS and not is_part_key(key):
            known = [*CLOCK_KEYS, *([f"part-{slug}"] if (slug := _slug_of_part(key)) else [])]
            yield contents.unknown(entry, key, known, Label("时限", "clock"), *path, key)
        if clock.expiry not in (fit := expiries_of(key)):
            what = Label(f"“{key}”到期不能写 {clock.expiry}", f"the end of “{key}” cannot mean {clock.expiry}")
            cure = Label(f"写成 {'、'.join(fit)}", f"write {' or '.join(fit)}")
            yield entry.fault(what, cure, *path, key, "expiry")
        within = yield from _budget(entry, clock.within, (*path, key, "within"))
        if clock.extension and clock.extension.ask_before:
            place: Path = (*path, key, "extension", "ask_before")
            before = yield from _budget(entry, clock.extension.ask_before, place)
            if within and before and within.unit.is_by_day != before.unit.is_by_day:
                what = Label(
                    f"时限按{within.unit.label.zh}，提前申请却按{before.unit.label.zh}",
                    f"the clock counts {within.unit.label.en}, asking beforehand counts {before.unit.label.en}",
                )
                yield entry.fault(what, Label("两处都按天，或都按小时", "count days in both, or hours in both"), *place)


def _slug_of_part(key: str) -> str:
    """How the rest of a key that begins like that of a part should have been written."""
    return "-".join(re.findall(r"[a-z0-9]+", key.lower().removeprefix("part"))) if key.lower().startswith("part") else ""


def _ladder(entry: Entry[ProfileEntry]) -> Iterator[Fault]:
    seen: set[Rung] = set()
    for position, told in enumerate(entry.data.ladder):
        path: Path = ("ladder", position)
        if told.rung in seen:
            what = Label(f"“{told.rung.label.zh}”写了两次", f"the rung “{told.rung}” stands twice")
            yield entry.fault(what, Label("留下一级", "keep one of them"), *path, "rung")
        seen.add(told.rung)
        side = "before" if told.rung is Rung.REMINDER else "after"
        if told.rung is Rung.EXPIRY:
            what = Label("到期自己会到，不用写", "running out comes by itself and is not written")
            yield entry.fault(what, Label("删去这一级", "take it out"), *path, "rung")
        elif getattr(told, side) is None or (told.before is not None and told.after is not None):
            what = Label(f"“{told.rung.label.zh}”只能写 {side}", f"the rung “{told.rung}” takes `{side}` and nothing else")
            yield entry.fault(what, Label(f"写成 {side}: 1 workdays", f"write {side}: 1 workdays"), *path)
        else:
            yield from _budget(entry, getattr(told, side), (*path, side))


def _budget(entry: Entry[ProfileEntry], told: str, path: Path) -> Generator[Fault, None, Budget | None]:
    """The budget that `told` writes, or its fault."""
    try:
        return budget_of(told)
    except ValueError:
        units = ", ".join(unit.value for unit in BudgetUnit)
        what = Label(f"“{told}”不是一段时间", f"“{told}” is not an amount of time")
        cure = Label(f"写成 3 workdays：一以上的整数，单位为 {units}", f"write 3 workdays: a whole number from one up, and one of {units}")
        yield entry.fault(what, cure, *path)
        return None
