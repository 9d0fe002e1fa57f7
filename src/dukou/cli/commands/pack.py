"""`dukou pack`: check a pack, show what it would change, load it."""

from __future__ import annotations

from typing import Annotated

import typer

from dukou.accounts.core.permissions import Permission
from dukou.accounts.queries.callers import caller_viewer
from dukou.accounts.queries.viewers import actor_of
from dukou.cli.homes import built_home
from dukou.cli.packs import FIELD_COLUMNS, change_as_dict, field_rows, pack_called
from dukou.kit.actions import PackHasFaults, load_pack
from dukou.kit.core.homes import Home
from dukou.kit.core.labels import Label
from dukou.kit.doors import REFUSED
from dukou.kit.output import Format, FormatOption, emit, note, progress, table_of
from dukou.kit.packfiles.differences import differences
from dukou.kit.packfiles.reading import Contents, read_pack

app = typer.Typer(help="检查、比较、载入数据包 · Check, compare and load packs", no_args_is_help=True)
PackArgument = Annotated[
    str, typer.Argument(metavar="PATH|NAME", help="数据包的目录，或附带的数据包名 · Folder of the pack, or a shipped name")
]


@app.command("check")
def check(pack: PackArgument, format: FormatOption = Format.TABLE) -> None:
    """列出包里的全部错误：在哪里、是什么、怎么改 · Every fault of a pack: where, what, and how to mend it

    有错误时退出码为 1；已有数据目录时也对照其中的内容 · Exits with 1 where there is a fault; a home that is there is looked at too.

    示例 · Examples:

      dukou pack check packs/dadukou

      dukou pack check packs/dadukou --format json
    """
    contents = read_pack(pack_called(pack), beside_stored=Home.of_environment().is_built)
    if format is Format.JSON:
        emit(_checked(contents), format, lambda: "")
    else:
        for fault in contents.faults:
            print(fault)
        note(_verdict(contents))
    if contents.faults:
        raise typer.Exit(REFUSED)


@app.command("diff")
def diff(pack: PackArgument, format: FormatOption = Format.TABLE) -> None:
    """逐字段列出载入这个包会改变什么 · What loading a pack would change, field by field

    示例 · Examples:

      dukou pack diff packs/dadukou
    """
    built_home()
    caller_viewer().require(Permission.LOAD_PACK)  # it shows what is stored
    contents = read_pack(pack_called(pack))
    if contents.faults:
        raise PackHasFaults(contents)
    changes = differences(contents)
    if not changes and format is Format.TABLE:
        note(Label("没有变化", "nothing would change"))
        return
    rows = [row for change in changes for row in field_rows(change)]
    emit([change_as_dict(change) for change in changes], format, lambda: table_of(rows, FIELD_COLUMNS))


@app.command("load")
def load(
    pack: PackArgument,
    reason: Annotated[str, typer.Option(help="改动已有内容的理由 · Why stored entries change")] = "",
    format: FormatOption = Format.TABLE,
) -> None:
    """把包载入数据目录：要么全部，要么一点不留 · Load a pack into the home: all of it or nothing

    改动已有内容须写明理由 · Stored entries change only with a reason.

    示例 · Examples:

      dukou pack load packs/dadukou

      dukou pack load packs/dadukou --reason "2024年核定数"
    """
    built_home()
    viewer, path = caller_viewer(), pack_called(pack)
    viewer.require(Permission.LOAD_PACK)
    with progress(Label("载入包", "loading the pack"), format) as step:
        version = load_pack(by=actor_of(viewer, Permission.LOAD_PACK), path=path, reason=reason, progress=step)
    said = {"pack": path.name, "version": version.number if version else None, "changes": version.changes if version else {}}
    emit(said, format, lambda: str(_loaded(path.name, version.number if version else None)))


def _checked(contents: Contents) -> dict[str, object]:
    return {"pack": contents.name, "files": contents.files, "faults": [fault.as_dict() for fault in contents.faults]}


def _verdict(contents: Contents) -> Label:
    if not contents.faults:
        return Label("数据包“{pack}”没有错误（{files} 个文件）", "the pack “{pack}” has no fault ({files} files)").filled(
            pack=contents.name, files=contents.files
        )
    return Label("数据包“{pack}”有 {count} 处错误", "the pack “{pack}” has {count} faults").filled(
        pack=contents.name, count=len(contents.faults)
    )


def _loaded(pack: str, number: int | None) -> Label:
    if number is None:
        return Label("数据包“{pack}”与已有内容相同，没有改动", "the pack “{pack}” says what is stored: nothing changed").filled(pack=pack)
    return Label("已载入数据包“{pack}”，第 {number} 版", "the pack “{pack}” is loaded as version {number}").filled(pack=pack, number=number)
