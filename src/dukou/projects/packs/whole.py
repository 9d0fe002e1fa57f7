"""A whole pack read for what it says of projects: a folder, or the name of one that comes with the program. No database is asked."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from dukou.kit.core.labels import Label, same
from dukou.kit.core.refusals import Refusal
from dukou.kit.packfiles.reading import PACK_FILE, Contents, read_pack


class NoPack(Refusal):
    """There is nothing to read."""

    code = "projects.no_pack"
    status = 404
    what = Label("没有读取数据包“{pack}”", "the pack “{pack}” was not read")
    why = Label("它不是数据包的文件夹，也不是随程序来的数据包", "it is no folder of a pack, nor one that comes with the program")
    cure = Label("随程序来的：{known}", "with the program come: {known}")


class FaultyPack(Refusal):
    """Nothing is told from a pack with faults."""

    code = "projects.faulty_pack"
    what = Label("没有读取数据包“{pack}”", "the pack “{pack}” was not read")
    why = Label("它有 {count} 处错误", "it has {count} faults")
    cure = Label("按下面每一处的说明改正", "mend each of them as told below")


def whole_pack(pack: str) -> Contents:
    """The pack with its parents, without a fault."""
    path = Path(pack)
    root = path if path.is_dir() else Path(settings.SHIPPED_PACKS) / pack
    if not pack or not (root / PACK_FILE).is_file():
        known = sorted(each.parent.name for each in Path(settings.SHIPPED_PACKS).glob(f"*/{PACK_FILE}"))
        raise NoPack(pack=same(pack or "—"), known=same("、".join(known)))
    contents = read_pack(root, beside_stored=False)
    if contents.faults:
        refusal = FaultyPack(pack=pack, count=len(contents.faults))
        refusal.faults = contents.faults
        raise refusal
    return contents
