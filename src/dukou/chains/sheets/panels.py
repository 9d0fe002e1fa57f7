"""Reads a panel from a file: one text to DuckDB, which codes the keys, and one dense pass in numpy."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dukou.chains.core.panels import NAMED, Panel, PanelKeysTwice, checked
from dukou.kit.core.labels import Label, same
from dukou.kit.core.refusals import Refusal
from dukou.warehouse.queries.own_tables import Engine, engine, file_sha256, lay_out, lay_out_text

# The names under which a column is found where none is given; the first is our own.
KNOWN: Mapping[str, tuple[str, ...]] = {
    "region": ("region", "fips"),
    "industry": ("industry", "naics"),
    "period": ("period", "year"),
    "value": ("value", "emp"),
    "count": ("count", "est"),
}
NEEDED = ("region", "industry", "period", "value")

_PARQUET = b"PAR1"  # with this a file of Parquet begins

# Keys become whole numbers in the engine: text for a million rows would cost more than all that follows. A key that is missing, or a
# number that cannot be read, keeps its row: it is told of, not dropped.
_CODED = """
WITH told AS (
  SELECT CAST("{region}" AS VARCHAR) AS region, CAST("{industry}" AS VARCHAR) AS industry,
    TRY_CAST("{period}" AS INTEGER) AS period, TRY_CAST("{value}" AS DOUBLE) AS amount, {count} AS firms,
    nullif(trim(CAST("{value}" AS VARCHAR)), '') IS NOT NULL AND TRY_CAST("{value}" AS DOUBLE) IS NULL AS is_unread
  FROM panel),
regions AS (SELECT region, row_number() OVER (ORDER BY region) - 1 AS code FROM (SELECT DISTINCT region FROM told)),
industries AS (SELECT industry, row_number() OVER (ORDER BY industry) - 1 AS code FROM (SELECT DISTINCT industry FROM told)),
periods AS (SELECT period, row_number() OVER (ORDER BY period) - 1 AS code FROM (SELECT DISTINCT period FROM told))
SELECT CAST(regions.code AS INTEGER) AS region, CAST(industries.code AS INTEGER) AS industry, CAST(periods.code AS INTEGER) AS period,
  told.amount, told.firms, told.is_unread,
FROM told JOIN regions USING (region) JOIN industries USING (industry) JOIN periods USING (period)
"""


class PanelUnreadable(Refusal):
    """Not a file of Parquet or of comma-separated values."""

    code = "chains.panel_unreadable"
    what = Label("没有读懂面板“{path}”", "the panel “{path}” cannot be read")
    why = Label("{said}", "{said}")
    cure = Label("给一个 .parquet 或 .csv 文件（UTF-8，首行为列名）", "give a .parquet or .csv file (UTF-8, names in the first line)")


class PanelColumnsMissing(Refusal):
    """A panel is a long table: region, industry, period, value, and the number of firms where it is known."""

    code = "chains.panel_columns_missing"
    what = Label("没有读入面板“{path}”", "the panel “{path}” was not taken in")
    why = Label("找不到列：{missing}；文件里有：{present}", "these columns are not found: {missing}; the file has: {present}")
    cure = Label(
        "用 --columns 指明，如 --columns region=county,industry=code,period=year,value=jobs,count=firms",
        "name them by --columns, such as --columns region=county,industry=code,period=year,value=jobs,count=firms",
    )


class PanelCellsUnreadable(Refusal):
    """A key that is missing or a number that is none."""

    code = "chains.panel_cells_unreadable"
    what = Label("没有读入面板“{path}”", "the panel “{path}” was not taken in")
    why = Label(
        "{keys} 行缺地区、行业或时期（时期为整数，如 2019），{numbers} 行的数不是数",
        "{keys} rows lack region, industry or period (a whole number such as 2019), in {numbers} the number is none",
    )
    cure = Label("补上或去掉这些行；未公布的数留空", "complete these rows or leave them out; leave empty what is withheld")


def read_panel(path: Path, columns: Mapping[str, str] | None = None, name: str = "") -> Panel:
    """The panel in a file. `columns`: names of the file by our names, for those that are not found by themselves."""
    import duckdb  # loaded by who asks for it: most commands do not

    if not path.is_file():
        raise PanelUnreadable(path=path.name, said=Label(f"没有文件“{path}”", f"there is no file “{path}”"))
    try:
        with engine() as duck:
            (lay_out if _is_parquet(path) else lay_out_text)(duck, path, "panel")
            return _panel(duck, path, columns or {}, name or path.stem)
    except duckdb.Error as error:
        raise PanelUnreadable(path=path.name, said=same(str(error).splitlines()[0])) from error


def _is_parquet(path: Path) -> bool:
    """By its ending, or by what it holds: a file that is kept in the home bears no ending."""
    if path.suffix == ".parquet":
        return True
    with path.open("rb") as stream:
        return stream.read(len(_PARQUET)) == _PARQUET


def columns_told(text: str) -> dict[str, str]:
    """`region=county,value=jobs` as a mapping."""
    pairs = [each.partition("=") for each in text.split(",") if each.strip()]
    unknown = [name for name, equals, _ in pairs if not equals or name.strip() not in KNOWN]
    if unknown:
        raise PanelColumnsMissing(path="--columns", missing="、".join(unknown), present="、".join(KNOWN))
    return {name.strip(): value.strip() for name, _, value in pairs}


def _panel(duck: Engine, path: Path, told: Mapping[str, str], name: str) -> Panel:
    names = _names(duck, path, told)
    count = f"TRY_CAST({_quoted(names['count'])} AS DOUBLE)" if "count" in names else "CAST(NULL AS DOUBLE)"
    places = {each: names[each].replace('"', '""') for each in NEEDED}
    table = duck.execute(_CODED.format(**places, count=count)).fetchnumpy()
    keys = [_keys(duck, names[each], sort) for each, sort in (("region", "VARCHAR"), ("industry", "VARCHAR"), ("period", "INTEGER"))]
    rows = duck.execute("SELECT count(*) FROM panel").fetchone()
    lost, unread = (rows[0] if rows else 0) - len(table["region"]), int(_plain(table["is_unread"]).sum())
    if lost or unread:
        raise PanelCellsUnreadable(path=path.name, keys=lost, numbers=unread)
    if not len(table["region"]):
        raise PanelUnreadable(path=path.name, said=Label("文件里没有一行数据", "there is not one row in it"))
    return checked(_dense(name, file_sha256(path), (keys[0], keys[1], keys[2]), table))


def _dense(name: str, sha256: str, keys: tuple[tuple[str, ...], tuple[str, ...], tuple[int, ...]], table: Mapping[str, Any]) -> Panel:
    """The rows as cubes. Where no row stands, nothing was published: nought firms, nothing withheld."""
    regions, industries, periods = keys
    shape = len(periods), len(regions), len(industries)
    cell = np.ravel_multi_index([_plain(table[each]) for each in ("period", "region", "industry")], shape)
    amounts, firms = _with_nan(table["amount"]), np.nan_to_num(_with_nan(table["firms"]))
    # An office that withholds leaves the amount empty or writes nought beside the number of firms.
    withheld = np.isnan(amounts) | ((amounts == 0) & (firms > 0))
    value, count = np.zeros(np.prod(shape)), np.zeros(np.prod(shape), dtype=np.float32)
    is_withheld = np.zeros(np.prod(shape), dtype=np.bool_)
    value[cell], count[cell], is_withheld[cell] = np.where(withheld, np.nan, amounts), firms, withheld
    cubes = value.reshape(shape), count.reshape(shape), is_withheld.reshape(shape)
    panel = Panel(name, sha256, regions, industries, periods, *cubes)
    twice = np.flatnonzero(np.bincount(cell) > 1)
    if len(twice):
        shown = [panel.key_at(*(int(at) for at in np.unravel_index(each, shape))) for each in twice[:NAMED]]
        raise PanelKeysTwice(panel=name, count=len(twice), examples="、".join(shown))
    return panel


def _names(duck: Engine, path: Path, told: Mapping[str, str]) -> dict[str, str]:
    """The file's name of each of our columns."""
    present = {each.casefold(): each for each in duck.table("panel").columns}
    found = {
        ours: present[known.casefold()]
        for ours, names in KNOWN.items()
        for known in reversed((told[ours],) if ours in told else names)
        if known.casefold() in present
    }
    missing = [told.get(each, each) for each in KNOWN if each not in found and (each in NEEDED or each in told)]
    if missing:
        raise PanelColumnsMissing(path=path.name, missing="、".join(missing), present="、".join(present.values()))
    return found


def _keys(duck: Engine, column: str, sort: str) -> tuple[Any, ...]:
    """The distinct keys in the order of their codes."""
    text = f"SELECT DISTINCT TRY_CAST({_quoted(column)} AS {sort}) AS key FROM panel ORDER BY key"
    return tuple(key for (key,) in duck.execute(text).fetchall() if key is not None)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _plain(column: Any) -> NDArray[Any]:
    """DuckDB hands out a masked array where a column could have gaps."""
    return np.asarray(np.ma.getdata(column))


def _with_nan(column: Any) -> NDArray[np.float64]:
    return np.asarray(np.ma.filled(column.astype(np.float64), np.nan))
