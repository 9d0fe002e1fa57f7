"""`dukou chains linkages`: what each sector of an input–output table pulls along, and what would be lost without it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dukou.kit.core.labels import Label
from dukou.kit.output import Column, Format, FormatOption, emit, note, table_of

if TYPE_CHECKING:
    from dukou.chains.core.linkages.tables import IoTable

app = typer.Typer()
_EXAMPLES = (
    "示例 · Examples:  dukou chains linkages --top 10  ·  dukou chains linkages --table io.npz --year 2011 --format json"
    "  ·  dukou chains linkages --table io.xlsx --drop S00101,S00102"
)
_COLUMNS = (
    Column("sector", Label("部门", "sector")),
    Column("output", Label("总产出", "output"), "right"),
    Column("multiplier", Label("产出乘数", "multiplier"), "right"),
    Column("backward", Label("后向关联", "backward"), "right"),
    Column("forward", Label("前向关联", "forward"), "right"),
    Column("key", Label("关键部门", "key sector")),
    Column("lost_share", Label("没有它会失去的总产出", "output lost without it"), "right"),
)


@app.command(epilog=_EXAMPLES)
def linkages(
    table: Annotated[
        Path | None,
        typer.Option(
            "--table",
            metavar="FILE",
            help="投入产出表（npz、csv、xlsx、parquet），缺省为虚构的小表 · Input–output table; else a made-up one",
        ),
    ] = None,
    year: Annotated[int | None, typer.Option("--year", help="年份，缺省为最近一年 · Year; the newest by default")] = None,
    drop: Annotated[str, typer.Option("--drop", metavar="CODE,…", help="去掉的部门 · Sectors to leave out")] = "",
    allow_negative: Annotated[bool, typer.Option("--allow-negative", help="允许负的供给 · Allow negative deliveries")] = False,
    top: Annotated[int, typer.Option("--top", min=0, help="只列最重要的几个，0 为全部 · Only the weightiest; 0: all")] = 0,
    format: FormatOption = Format.TABLE,
) -> None:
    """部门关联：乘数、前后向关联、关键部门、没有它会失去多少 · Links of sectors: multipliers, key sectors, what would be lost"""
    io = _table(table, year, [code for code in drop.split(",") if code], allow_negative)
    rows = sorted(_rows(io), key=lambda row: (-(row["lost_share"] or 0), row["sector"]))
    rows = rows[: top or None]
    told = {"table": io.name, "year": io.year, "is_synthetic": io.is_synthetic, "sectors": rows}
    emit(told, format, lambda: table_of([_shown(row) for row in rows], _COLUMNS, _title(io)))
    if io.is_synthetic:
        note(Label("这是虚构的表；用 --table 给出真实的表", "this table is made up; give a real one with --table"))


def _table(path: Path | None, year: int | None, dropped: list[str], allow_negative: bool) -> IoTable:
    if path is None:
        from dukou.chains.core.synthetic.io_tables import made_up_table

        return made_up_table()
    from dukou.chains.sheets.io_tables import open_table

    return open_table(path, year=year, dropped=dropped, allow_negative=allow_negative)


def _rows(io: IoTable) -> list[dict[str, Any]]:
    """One row a sector; a link that has no base is None."""
    from dukou.chains.core.linkages.extraction import lost_share
    from dukou.chains.core.linkages.leontief import inverse_of, links_of

    inverse = inverse_of(io)
    links, shares = links_of(io, inverse), lost_share(io, inverse)
    numbers = {
        "output": io.output,
        "multiplier": links.multiplier,
        "backward": links.backward,
        "forward": links.forward,
        "lost_share": shares,
    }
    return [
        {"sector": sector, "is_key": bool(links.is_key[at])} | {key: _known(float(values[at])) for key, values in numbers.items()}
        for at, sector in enumerate(io.sectors)
    ]


def _known(value: float) -> float | None:
    return None if value != value else value


def _shown(row: dict[str, Any]) -> dict[str, object]:
    """A row as people read it."""
    links = {key: None if row[key] is None else f"{row[key]:.3f}" for key in ("multiplier", "backward", "forward")}
    share = None if row["lost_share"] is None else f"{row['lost_share']:.2%}"
    key = Label("关键", "key") if row["is_key"] else None
    return {"sector": row["sector"], "output": f"{row['output']:,.0f}", "key": key, "lost_share": share} | links


def _title(io: IoTable) -> Label:
    return Label(f"{io.name}，{io.year} 年", f"{io.name}, {io.year}") if io.year else Label(f"表 {io.name}", f"table {io.name}")
