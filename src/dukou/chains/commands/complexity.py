"""`dukou chains complexity`: the most complex industries and regions of a panel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Group

from dukou.chains.commands.backtests import ColumnsOption, PanelOption
from dukou.kit.core.labels import Label
from dukou.kit.output import Column, Format, FormatOption, emit, progress, table_of

if TYPE_CHECKING:
    from dukou.chains.core.panels import Panel
    from dukou.chains.core.relatedness.complexity import Complexity

app = typer.Typer()


@app.command(epilog="示例 · Examples:  dukou chains complexity --panel panel.parquet  ·  dukou chains complexity --panel p.csv --year 2021")
def complexity(
    panel: PanelOption,
    year: Annotated[int | None, typer.Option("--year", metavar="PERIOD", help="哪一期，默认最近 · Which period; default: newest")] = None,
    top: Annotated[int, typer.Option("--top", metavar="N", min=1, help="表中列出多少行 · How many rows the table shows")] = 15,
    columns: ColumnsOption = "",
    format: FormatOption = Format.TABLE,
) -> None:
    """复杂度：最复杂的行业（PCI）和地区（ECI、COI） · The most complex industries (PCI) and regions (ECI, COI)"""
    # numpy and scipy are loaded by who reckons: most commands do not
    from dukou.chains.core.panels import imputed
    from dukou.chains.core.relatedness.complexity import complexity as reckoned
    from dukou.chains.core.relatedness.specialisation import rca, specialised
    from dukou.chains.sheets.panels import columns_told, read_panel

    with progress(Label("复杂度", "complexity"), format) as step:
        step("", 0, 2)
        told = imputed(read_panel(panel, columns_told(columns)))
        period = told.periods[-1] if year is None else year
        amounts = told.value[told.place_of(period)]
        step("", 1, 2)
        found = reckoned(specialised(rca(amounts)))
        step("", 2, 2)
    industries, regions = _industries(told, found), _regions(told, found)
    data = {"panel": told.name, "sha256": told.sha256, "period": period, "imputed": told.imputed}
    title = Label(f"{told.name}，{period}", f"{told.name}, {period}")
    emit(
        data | {"industries": industries, "regions": regions},
        format,
        lambda: Group(table_of(_shown(industries[:top]), INDUSTRIES, title), table_of(_shown(regions[:top]), REGIONS)),
    )


INDUSTRIES = (
    Column("industry", Label("行业", "industry")),
    Column("pci", Label("PCI", "PCI"), "right"),
    Column("ubiquity", Label("普遍性", "ubiquity"), "right"),
)
REGIONS = (
    Column("region", Label("地区", "region")),
    Column("eci", Label("ECI", "ECI"), "right"),
    Column("coi", Label("COI", "COI"), "right"),
    Column("diversity", Label("多样性", "diversity"), "right"),
)


def _industries(panel: Panel, found: Complexity) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = [
        {"industry": code, "pci": _known(found.pci[at]), "ubiquity": int(found.ubiquity[at])} for at, code in enumerate(panel.industries)
    ]
    return sorted(rows, key=lambda row: _falling(row["pci"]))


def _regions(panel: Panel, found: Complexity) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = [
        {"region": name, "eci": _known(found.eci[at]), "coi": _known(found.coi[at]), "diversity": int(found.diversity[at])}
        for at, name in enumerate(panel.regions)
    ]
    return sorted(rows, key=lambda row: _falling(row["eci"]))


def _known(value: float) -> float | None:
    """None where there is no base: JSON knows no NaN."""
    return None if value != value else float(value)


def _falling(value: object) -> float:
    """The highest first, the unknown last."""
    return -value if isinstance(value, float) else float("inf")


def _shown(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    return [{key: f"{value:.3f}" if isinstance(value, float) else value for key, value in row.items()} for row in rows]
