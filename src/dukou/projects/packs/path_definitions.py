"""Permit paths where they stand: in the files of a pack. No database is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dukou.casework.core.calendars import UnknownCalendar, WorkingCalendar
from dukou.casework.core.notices import calendar_of
from dukou.kit.core.labels import Label
from dukou.kit.core.places import Fault
from dukou.kit.core.refusals import Refusal
from dukou.kit.packfiles.reading import PACK_FILE, read_pack
from dukou.projects.core.permits import PermitPath
from dukou.projects.packs.path_schemas import PermitPathEntry
from dukou.projects.packs.permit_paths import PermitPathSection
from dukou.projects.packs.whole import whole_pack

_CALENDAR = "cn"  # the one by which working days are counted


class PathNotInPack(Refusal):
    """A path is read in its pack, for it names the units of it."""

    code = "projects.path_not_in_pack"
    what = Label("没有读取“{path}”", "“{path}” was not read")
    why = Label("它不是数据包的文件夹，也不在数据包里", "it is no folder of a pack, and lies in none")
    cure = Label("给数据包的文件夹，或其中 permit_paths/ 下的文件", "name the folder of a pack, or a file beneath its permit_paths/")


class UnknownPath(Refusal):
    """There is no path of this name."""

    code = "projects.unknown_path"
    status = 404
    what = Label("没有找到许可路径“{slug}”", "there is no permit path “{slug}”")
    why = Label("数据包里没有 permit_paths/{slug}.yaml", "the pack has no permit_paths/{slug}.yaml")
    cure = Label("可用：{known}", "use one of: {known}")


@dataclass(frozen=True, slots=True)
class PathOfPack:
    """A path, what its file says of itself, the names of its units, and the calendar of its pack."""

    path: PermitPath
    entry: PermitPathEntry
    units: Mapping[str, Label]
    calendar: WorkingCalendar


@dataclass(frozen=True, slots=True)
class PathReport:
    """How many paths and tasks were looked at, and what stands against them."""

    paths: int
    tasks: int
    faults: list[Fault]


def path_of_pack(pack: str, slug: str) -> PathOfPack:
    """A path out of a pack: a folder, or the name of one that comes with the program."""
    contents = whole_pack(pack)
    entries = contents.of(PermitPathSection.name)
    if slug not in entries:
        raise UnknownPath(slug=slug, known="、".join(entries) or "—")
    entry: PermitPathEntry = entries[slug].data
    units = {key: unit.data.name.label for key, unit in contents.of("departments").items()}
    years = {key: year.data for key, year in contents.of("calendars").items()}
    notices = {key: year.plain for key, year in years.items() if year.calendar == _CALENDAR}
    if not notices:
        raise UnknownCalendar.beside(_CALENDAR, {year.calendar for year in years.values()})
    return PathOfPack(PermitPath.read(slug, entry.plain), entry, units, calendar_of(_CALENDAR, notices))


def checked_paths(path: Path) -> PathReport:
    """What stands against the paths of a pack, or against one file of them beside its units."""
    whole = path.resolve()
    root = next((each for each in (whole, *whole.parents) if (each / PACK_FILE).is_file()), None)
    if root is None or not whole.exists():
        raise PathNotInPack(path=path)
    contents = read_pack(root, beside_stored=False)
    entries = list(contents.of(PermitPathSection.name).values())
    faults = contents.faults
    if whole != root:
        name = whole.relative_to(root.parent).as_posix()
        entries = [each for each in entries if each.place.file == name]
        faults = [fault for fault in faults if fault.place.file == name]
    return PathReport(len(entries), sum(len(each.data.tasks) for each in entries), faults)
