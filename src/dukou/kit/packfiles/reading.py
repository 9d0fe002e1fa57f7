"""Reading a pack with its parents: all files, all faults at once, nothing passed over in silence."""

from __future__ import annotations

import difflib
import hashlib
from dataclasses import dataclass, field, replace
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from django.conf import settings
from pydantic import Field

from dukou.kit.core.labels import Label
from dukou.kit.core.places import Fault, Place
from dukou.kit.packfiles.nodes import Located, read_yaml
from dukou.kit.packfiles.schemas import Schema, Words, checked
from dukou.kit.packfiles.sections import SECTIONS, Declared, Entry, Section

PACK_FILE = "pack.yaml"


class PackFile(Schema):
    """`pack.yaml`: what the pack is called, whom it is for, and which pack it extends (a sibling folder).

    `seed`: the number from which a demo home's made-up data grow; a district's own pack has none.
    """

    name: Words
    extends: str | None = None
    about: Words | None = None
    seed: int | None = Field(None, ge=1)


@dataclass(slots=True)
class Contents:
    """Everything a pack and its parents say, and every fault found on the way."""

    name: str
    label: Label
    sha256: str = ""
    files: int = 0
    entries: dict[str, dict[str, Entry[Any]]] = field(default_factory=dict)
    declared: dict[str, Declared] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def of(self, section: str) -> dict[str, Entry[Any]]:
        """The entries of one section, by key."""
        return self.entries.get(section, {})

    def unknown(self, entry: Entry[Any], ref: str, known: list[str], noun: Label, *path: str | int) -> Fault:
        """The fault of speaking of something that the pack does not introduce."""
        close = difflib.get_close_matches(ref, known, n=1)
        cure = (
            Label(f"是不是“{close[0]}”？", f"did you mean “{close[0]}”?")
            if close
            else Label("先在包里写出它，或改用已有的", "introduce it in the pack first, or name one that is there")
        )
        return entry.fault(Label(f"没有这个{noun.zh}：“{ref}”", f"there is no {noun.en} “{ref}”"), cure, *path)


def read_pack(root: Path, *, beside_stored: bool = True) -> Contents:
    """The pack in the folder `root`, its parents first; an entry of a child replaces its parent's entry of the same key.

    `beside_stored`: also look for what does not fit what is stored; without it no database is asked.
    """
    root = root.resolve()
    chain, faults = _chain(root)
    label = chain[-1][1].name.label if chain else Label(root.name, root.name)
    contents = Contents(root.name, label, faults=faults)
    digest = hashlib.sha256()
    for folder, _ in chain:
        for path in sorted(folder.rglob("*.y*ml")):
            digest.update(path.relative_to(folder.parent).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
            contents.files += 1
            if path.relative_to(folder).as_posix() != PACK_FILE:
                _read_file(path, folder, contents)
    contents.sha256 = digest.hexdigest()
    _declare(contents)
    if not contents.faults:  # entries that are missing because they were faulty would only cause echoes
        for section in SECTIONS:
            contents.faults += section.check(contents.of(section.name), contents)
            contents.faults += section.check_stored(contents.of(section.name), contents) if beside_stored else []
    # a fault in a file's defaults shows in each of its entries; it is told once
    contents.faults = sorted(dict.fromkeys(contents.faults), key=lambda fault: fault.place)
    return contents


def seed_of(root: Path) -> int | None:
    """The number from which the made-up data of a demo home grow; None where the pack wants none."""
    chain, _ = _chain(root.resolve())
    return chain[-1][1].seed if chain else None


def _chain(root: Path) -> tuple[list[tuple[Path, PackFile]], list[Fault]]:
    """The pack's folders from the oldest parent to `root`, each with what its `pack.yaml` says."""
    chain: list[tuple[Path, PackFile]] = []
    folder, told_at = root, Place(f"{root.name}/{PACK_FILE}")
    while True:
        if folder in [seen for seen, _ in chain]:
            return chain, [Fault(told_at, Label("包互相扩展，成了环", "packs extend one another in a ring"), _RING_CURE)]
        if not (folder / PACK_FILE).is_file():
            what = Label(f"没有找到数据包“{folder.name}”（{PACK_FILE}）", f"there is no pack “{folder.name}” ({PACK_FILE})")
            return chain, [Fault(told_at, what, _NO_PACK_CURE)]
        located, faults = _located(folder / PACK_FILE, folder)
        head, more = checked(PackFile, located) if located and not faults else (None, [])
        if head is None:
            return chain, faults + more
        chain.insert(0, (folder, head))
        if head.extends is None:
            return chain, []
        folder, told_at = _parent(folder, head.extends), located.find(["extends"]) if located else told_at


def _parent(folder: Path, name: str) -> Path:
    """The pack that is extended: beside this one, or else among those that come with the program."""
    beside, shipped = (folder.parent / name).resolve(), (Path(settings.SHIPPED_PACKS) / name).resolve()
    return shipped if not beside.is_dir() and shipped.is_dir() else beside


def _located(path: Path, folder: Path) -> tuple[Located | None, list[Fault]]:
    name = path.relative_to(folder.parent).as_posix()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        what = Label("文件不是 UTF-8 编码", "the file is not in UTF-8")
        return None, [Fault(Place(name, line), what, Label("另存为 UTF-8", "save it as UTF-8"))]
    located, faults = read_yaml(text, name)
    if located is None and not faults and path.name == PACK_FILE:
        faults = [Fault(Place(name), Label("文件是空的", "the file is empty"), Label("至少写出 name", "write at least a name"))]
    return located, faults


def _read_file(path: Path, folder: Path, contents: Contents) -> None:
    relative = path.relative_to(folder).as_posix()
    section = next((each for each in SECTIONS if fnmatch(relative, each.files)), None)
    if section is None:
        place = Place(path.relative_to(folder.parent).as_posix())
        known = "、".join(each.files for each in SECTIONS)
        what = Label("没有哪个模块读这个文件", "no room reads this file")
        contents.faults.append(Fault(place, what, Label(f"可用的文件：{known}", f"files that are read: {known}")))
        return
    located, faults = _located(path, folder)
    contents.faults += faults
    if located is None or faults:
        return
    mine: dict[str, Entry[Any]] = {}
    for each in _items(section, located, contents):
        data, found = checked(section.schema, each)
        contents.faults += found
        if data is None:
            continue
        entry = Entry(section.key_of(data, path.stem), data, each)
        if entry.key in mine or _same_pack(contents.of(section.name).get(entry.key), entry):
            first = (mine.get(entry.key) or contents.of(section.name)[entry.key]).place
            what = Label(f"“{entry.key}”重复了（第一处：{first}）", f"“{entry.key}” stands twice (first at {first})")
            contents.faults.append(Fault(entry.place, what, Label("删去一个或改换键名", "remove one of them or give it another key")))
        mine.setdefault(entry.key, entry)
    contents.entries.setdefault(section.name, {}).update(mine)


def _same_pack(other: Entry[Any] | None, entry: Entry[Any]) -> bool:
    return other is not None and other.place.file.split("/")[0] == entry.place.file.split("/")[0]


def _items(section: Section[Any], located: Located, contents: Contents) -> list[Located]:
    """The entries of one file, with the file's defaults laid beneath each."""
    if not section.many:
        return [located]
    cure = Label(f"这个文件只有 {section.name} 和 defaults", f"this file holds only {section.name} and defaults")
    if not isinstance(located.plain, dict):
        what = Label(f"文件应以“{section.name}:”开头", f"the file should begin with “{section.name}:”")
        contents.faults.append(Fault(located.place, what, cure))
        return []
    for key, place in located.key_places.items():
        if key not in (section.name, "defaults"):
            contents.faults.append(Fault(place, Label(f"不认识的键“{key}”", f"unknown key “{key}”"), cure))
    listed, defaults = located.children.get(section.name), located.children.get("defaults")
    if defaults is not None and not isinstance(defaults.plain, dict | None):
        what = Label("“defaults”应是一组键和值", "“defaults” should be keys with values")
        contents.faults.append(Fault(defaults.place, what, Label("写成“键: 值”的形式", "write it as “key: value”")))
    if listed is None or listed.plain is None:
        return []
    if not isinstance(listed.plain, list):
        what = Label(f"“{section.name}”应是列表", f"“{section.name}” should be a list")
        contents.faults.append(Fault(listed.place, what, Label("每项以“- ”开头", "start each item with “- ”")))
        return []
    return [_over(defaults, item) for item in listed.children.values()]


def _over(defaults: Located | None, item: Located) -> Located:
    if defaults is None or not isinstance(item.plain, dict) or not isinstance(defaults.plain, dict):
        return item
    return Located(
        defaults.plain | item.plain,
        item.place,
        defaults.children | item.children,
        defaults.key_places | item.key_places,
    )


def _declare(contents: Contents) -> None:
    for section in SECTIONS:
        for entry in contents.of(section.name).values():
            for declared in section.declares(entry):
                first = contents.declared.setdefault(declared.ref, declared)
                if first.place != declared.place:
                    what = Label(
                        f"“{declared.ref}”介绍了两次（第一处：{first.place}）",
                        f"“{declared.ref}” is introduced twice (first at {first.place})",
                    )
                    contents.faults.append(Fault(declared.place, what, Label("留下一处", "keep one of them")))
    for section in SECTIONS:
        for ref, parent in section.parents(contents).items():
            contents.declared[ref] = replace(contents.declared[ref], parent=parent)


_RING_CURE = Label("去掉其中一个 extends", "remove one of the extends")
_NO_PACK_CURE = Label("检查路径；可从 packs/template 复制一份开始", "check the path; copy packs/template to begin")
