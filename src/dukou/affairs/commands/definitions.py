"""`dukou affairs form | check`: definitions on the command line, with or without a home."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Group
from rich.text import Text

from dukou.affairs.commands.drawn import drawn
from dukou.affairs.commands.group import app
from dukou.affairs.core.forms import Form
from dukou.affairs.core.kinds import Giving
from dukou.affairs.core.schemas import schema_of
from dukou.affairs.core.telling import form_told
from dukou.affairs.packs.definitions import Definition, checked_path, definition_in_force, definition_of_pack
from dukou.kit.core.homes import Home
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.kit.output import Format, FormatOption, as_json, emit

_USUAL_PACK = "dadukou"  # where there is no home and no pack is named


class UnknownMatter(Refusal):
    """The affair has no such matter to choose."""

    code = "affairs.unknown_matter"
    what = Label("没有生成表单", "no form was made")
    why = Label("“{slug}”没有可选的事项“{matter}”", "“{slug}” has no matter “{matter}” to choose")
    cure = Label("可选：{known}", "use: {known}")


@app.command(
    epilog="示例 · Examples:  dukou affairs form joint-connection --matters power,water"
    "  ·  dukou affairs form start-up --pack packs/our-district --schema"
)
def form(
    slug: Annotated[str, typer.Argument(metavar="SLUG", help="联办事项的代号 · Name of the affair")],
    matters: Annotated[
        str, typer.Option("--matters", metavar="KEYS", help="选哪些事项，逗号隔开；默认全选 · Matters chosen, by commas; all by default")
    ] = "",
    pack: Annotated[
        str, typer.Option("--pack", metavar="PATH|NAME", help="从哪个数据包读，不读本目录的 · Read from this pack, not from the home")
    ] = "",
    schema: Annotated[bool, typer.Option("--schema", help="写成 JSON Schema · As a JSON Schema")] = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """合并后的一张表单：字段、谁要、什么条件，材料由几份变几份 · The one form: fields, for whom, when; materials before and after"""
    found = _definition(slug, pack)
    merged = Form(found.affair, found.concepts, _chosen(found, matters))
    if schema:
        typer.echo(as_json(schema_of(merged)))
        return
    told = form_told(merged)
    emit(told, format, lambda: drawn(told))


@app.command(
    epilog="示例 · Examples:  dukou affairs check packs/our-district"
    "  ·  dukou affairs check packs/our-district/affairs/joint-connection.yaml"
)
def check(
    path: Annotated[
        Path, typer.Argument(metavar="PATH", help="数据包的文件夹，或其中一个联办事项 · Folder of a pack, or one affair in it")
    ],
    format: FormatOption = Format.TABLE,
) -> None:
    """检查联办事项和字段词典：每处错误写明行、列和改法 · Check affairs and their dictionary: every fault with line, column and cure"""
    report = checked_path(path)
    data = {"affairs": report.affairs, "concepts": report.concepts, "faults": [fault.as_dict() for fault in report.faults]}
    said = Label("{affairs} 个联办事项，{concepts} 个字段，{faults} 处错误", "{affairs} affairs, {concepts} concepts, {faults} faults")
    filled = said.filled(affairs=report.affairs, concepts=report.concepts, faults=len(report.faults))
    emit(data, format, lambda: Group(*(Text(str(fault)) for fault in report.faults), Text(str(filled))))
    if report.faults:
        raise typer.Exit(1)


def _definition(slug: str, pack: str) -> Definition:
    if pack:
        return definition_of_pack(pack, slug)
    return definition_in_force(slug) if Home.of_environment().is_built else definition_of_pack(_USUAL_PACK, slug)


def _chosen(found: Definition, told: str) -> frozenset[str]:
    known = [each.key for each in found.affair.matters if each.giving is Giving.CHOSEN]
    named = [each.strip() for each in told.replace("，", ",").split(",") if each.strip()]
    for each in named:
        if each not in known:
            raise UnknownMatter(slug=found.affair.slug, matter=each, known="、".join(known) or "—")
    return frozenset(named or known)
