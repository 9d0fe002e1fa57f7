"""Definitions of affairs wherever they stand: in a pack's files, or as a home has stored them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from dukou.affairs.core.affairs import Affair
from dukou.affairs.core.concepts import Concept
from dukou.affairs.models import AffairText
from dukou.affairs.packs.affairs import AffairSection, content_of, read_content
from dukou.affairs.packs.fields import FieldSection
from dukou.kit.core.labels import Label
from dukou.kit.core.places import Fault
from dukou.kit.core.refusals import Refusal
from dukou.kit.packfiles.reading import PACK_FILE, Contents, read_pack


class NotInPack(Refusal):
    """A definition is read in its pack, for it names the concepts, units and profiles of it."""

    code = "affairs.not_in_pack"
    what = Label("没有读取“{path}”", "“{path}” was not read")
    why = Label("它不是数据包的文件夹，也不在数据包里", "it is no folder of a pack, and lies in none")
    cure = Label("给数据包的文件夹，或其中 affairs/ 下的文件", "name the folder of a pack, or a file beneath its affairs/")


class FaultyPack(Refusal):
    """Of a pack with faults no form is made."""

    code = "affairs.faulty_pack"
    what = Label("没有生成表单", "no form was made")
    why = Label("数据包有 {count} 处错误，第一处：{first}", "the pack has {count} faults, the first: {first}")
    cure = Label("先运行 dukou affairs check {path}", "run dukou affairs check {path} first")


class UnknownAffair(Refusal):
    """There is no affair of this name."""

    code = "affairs.unknown_affair"
    status = 404
    what = Label("没有找到联办事项“{slug}”", "there is no affair “{slug}”")
    why = Label("数据包里没有 affairs/{slug}.yaml", "the pack has no affairs/{slug}.yaml")
    cure = Label("可用：{known}", "use one of: {known}")


@dataclass(frozen=True, slots=True)
class Definition:
    """An affair with its dictionary."""

    affair: Affair
    concepts: Mapping[str, Concept]


@dataclass(frozen=True, slots=True)
class Report:
    """How many affairs and concepts were looked at, and what stands against them."""

    affairs: int
    concepts: int
    faults: list[Fault]


def definition_of_pack(pack: str, slug: str) -> Definition:
    """An affair out of a pack: a folder, or the name of one that comes with the program. No database is asked."""
    path = Path(pack)
    root = path if path.is_dir() else Path(settings.SHIPPED_PACKS) / pack
    contents = _contents(root, pack)
    entries = contents.of(AffairSection.name)
    if contents.faults:
        raise FaultyPack(count=len(contents.faults), first=Label(*_both(contents.faults[0])), path=pack)
    if slug not in entries:
        raise UnknownAffair(slug=slug, known="、".join(entries) or "—")
    return Definition(*read_content(slug, content_of(entries[slug], contents)))


def definition_in_force(slug: str) -> Definition:
    """An affair as this home has it in force."""
    rows = {row.slug: row for row in AffairText.objects.filter(replaced_at__isnull=True).order_by("slug")}
    if slug not in rows:
        raise UnknownAffair(slug=slug, known="、".join(rows) or "—")
    return Definition(*read_content(slug, rows[slug].content))


def checked_path(path: Path) -> Report:
    """What stands against the affairs of a pack, or against one file of them beside its dictionary. No database is asked."""
    whole = path.resolve()
    root = next((each for each in (whole, *whole.parents) if (each / PACK_FILE).is_file()), None)
    if root is None or not whole.exists():
        raise NotInPack(path=path)
    contents = _contents(root, str(path))
    affairs, concepts = contents.of(AffairSection.name), contents.of(FieldSection.name)
    if whole == root:
        return Report(len(affairs), len(concepts), contents.faults)
    name = whole.relative_to(root.parent).as_posix()
    beside = {name, f"{root.name}/{FieldSection.files}"}
    mine = [each for each in affairs.values() if each.place.file == name]
    return Report(len(mine), len(concepts), [fault for fault in contents.faults if fault.place.file in beside])


def _contents(root: Path, told: str) -> Contents:
    if not (root / PACK_FILE).is_file():
        raise NotInPack(path=told)
    return read_pack(root, beside_stored=False)


def _both(fault: Fault) -> tuple[str, str]:
    return f"{fault.place} {fault.what.zh}", f"{fault.place} {fault.what.en}"
