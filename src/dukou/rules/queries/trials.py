"""Rule books tried out: a pack's files checked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dukou.kit.core.labels import Label
from dukou.kit.core.places import Fault
from dukou.kit.core.refusals import Refusal
from dukou.kit.packfiles.reading import PACK_FILE, read_pack


class NotInPack(Refusal):
    """A rule book is checked in its pack, for it names facts and books of it."""

    code = "rules.not_in_pack"
    what = Label("没有检查“{path}”", "“{path}” was not checked")
    why = Label("它不是数据包的文件夹，也不在数据包里", "it is no folder of a pack, and lies in none")
    cure = Label("给数据包的文件夹，或其中 rules/ 下的文件", "name the folder of a pack, or a file beneath its rules/")


@dataclass(frozen=True, slots=True)
class Report:
    """How many rule books and cases were looked at, and what stands against them."""

    books: int
    cases: int
    faults: list[Fault]


def checked_file(path: Path) -> Report:
    """The rule books of a pack, or one file of them, with their golden cases. No database is asked."""
    whole = path.resolve()
    root = next((each for each in (whole, *whole.parents) if (each / PACK_FILE).is_file()), None)
    if root is None:
        raise NotInPack(path=path)
    contents = read_pack(root, beside_stored=False)
    books, cases, faults = list(contents.of("rules").values()), list(contents.of("cases").values()), contents.faults
    if whole != root:
        name = whole.relative_to(root.parent).as_posix()
        stem = name.removesuffix(".yaml").removesuffix(".cases")
        beside = {name, f"{stem}.yaml", f"{stem}.cases.yaml"}
        books = [entry for entry in books if entry.place.file in beside]
        cases = [entry for entry in cases if entry.place.file in beside]
        faults = [fault for fault in faults if fault.place.file in beside]
    return Report(len(books), len(cases), faults)
