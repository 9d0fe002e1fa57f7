"""`dukou credit import | trial`: a list of records taken in, and a draft scheme tried before it is put in force."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.queries.callers import caller_viewer
from dukou.credit.actions import record_lists
from dukou.credit.commands.group import app
from dukou.credit.core.schemes import in_force, schemes_of
from dukou.credit.queries.fields import NoSchemeThen, NoSuchField, field_named
from dukou.credit.queries.trials import trial as tried
from dukou.kit.actions import PackHasFaults
from dukou.kit.core.labels import Label, same
from dukou.kit.output import Column, Format, FormatOption, emit_rows
from dukou.kit.packfiles.reading import read_pack

FieldOption = Annotated[str, typer.Option("--field", metavar="F", help="领域代号 · Slug of a field")]


@app.command("import", epilog="示例 · Examples:  dukou credit import records.xlsx --field food")
def take_in(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, metavar="FILE", help="清单文件 · The list")],
    field: FieldOption,
    unit: Annotated[str, typer.Option("--unit", metavar="UNIT", help="认定单位，缺省为领域的 · The unit that recognised them")] = "",
    format: FormatOption = Format.TABLE,
) -> None:
    """导入一个领域的信用记录清单；名录没有的企业留待认定 · Take in a list of records; unknown firms are kept aside"""
    made = record_lists.take_in(by=caller_viewer(), path=file, name=file.name, field=field, unit=unit)
    counts = {"list": made.delivery, "records": made.records}
    counts |= {name: len(getattr(made, name)) for name in ("there", "waiting", "aside")}
    emit_rows([counts], COUNTS, format)


@app.command(epilog="示例 · Examples:  dukou credit trial ./our-district --field tax")
def trial(
    pack: Annotated[Path, typer.Argument(exists=True, file_okay=False, metavar="PACK", help="写着新办法的数据包 · A pack with the draft")],
    field: FieldOption,
    format: FormatOption = Format.TABLE,
) -> None:
    """试算：换成这个包里的办法，各等级会有多少企业变动；什么也不改 · What a draft scheme would change; nothing is kept"""
    caller_viewer().require(Permission.SEE_CREDIT)
    contents, today = read_pack(pack, beside_stored=False), timezone.localdate()
    if contents.faults:
        raise PackHasFaults(contents)
    entry = contents.of("fields").get(field)
    if entry is None:
        raise NoSuchField(field=field, known=same("、".join(contents.of("fields")) or "—"))
    draft = in_force(schemes_of(field, entry.data.plain), today)
    if draft is None:
        raise NoSchemeThen(field=entry.data.name.label, day=today)
    found = tried(field_named(field), draft, today)
    rows = [{"before": before, "after": after, "firms": count} for (before, after), count in sorted(found.moves.items())]
    emit_rows(rows, MOVES, format)


COUNTS = (
    Column("list", Label("清单", "List")),
    Column("records", Label("新记录", "Records")),
    Column("there", Label("台账已有", "There before")),
    Column("waiting", Label("已在待认", "Waiting before")),
    Column("aside", Label("待认企业", "Kept aside")),
)
MOVES = (
    Column("before", Label("现行办法", "Now")),
    Column("after", Label("新办法", "Draft")),
    Column("firms", Label("企业数", "Firms")),
)
