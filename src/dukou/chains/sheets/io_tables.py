"""An input–output table out of a file: arrays (.npz), a sheet (.csv, .xlsx, .xls, .et) or pairs (.parquet)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from dukou.chains.core.linkages.tables import IoTable, Numbers, table_of_flows, table_of_inputs, without
from dukou.chains.sheets.arrays import Arrays
from dukou.chains.sheets.io_pairs import paired
from dukou.chains.sheets.io_sheets import squared
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal

_SECTORS = ("sectors", "industries", "codes")
_OUTPUT = ("x", "output")
_INPUTS = ("A",)
_FLOWS = ("Zd", "Z")  # deliveries from home come first: what is imported pulls nothing along here
_YEAR = re.compile(r"(?P<name>.+?)_(?P<year>\d{4})")


class NoSuchTable(Refusal):
    """There is no file of that name here."""

    code = "chains.table_not_there"
    what = Label("没有读投入产出表“{name}”", "the input–output table “{name}” was not read")
    why = Label("没有这个文件", "there is no such file")
    cure = Label("核对路径", "check the path")


class TableIncomplete(Refusal):
    """The arrays of the file do not make a table."""

    code = "chains.table_incomplete"
    what = Label("没有读投入产出表“{name}”", "the input–output table “{name}” was not read")
    why = Label("缺少{part}；文件里有：{there}", "{part} missing; the file holds {there}")
    cure = Label(
        "数组的名称：供给 Z（或 Zd）或系数 A，总产出 x，部门 sectors（或 industries、codes）；年份写在名称后，如 Z_2020",
        "names of arrays: deliveries Z (or Zd) or coefficients A, output x, sectors (or industries, codes); with a year as in Z_2020",
    )


class YearNotInTable(Refusal):
    """The file holds other years."""

    code = "chains.table_without_year"
    what = Label("没有读投入产出表“{name}”", "the input–output table “{name}” was not read")
    why = Label("没有 {year} 年；有的年份：{years}", "it has no year {year}; there is {years}")
    cure = Label("用 --year 指定其中一年，或者不指定", "name one of these with --year, or none")


@dataclass(frozen=True, slots=True)
class _Read:
    """What a file says before it is judged."""

    sectors: tuple[str, ...]
    square: Numbers
    output: Numbers
    year: int | None
    are_flows: bool


def open_table(
    path: Path, name: str = "", *, year: int | None = None, dropped: Iterable[str] = (), allow_negative: bool = False
) -> IoTable:
    """The table in a file, which its sender calls `name`. `year`: of a file with several, else the newest; `dropped` is left out."""
    name = name or path.name
    if not path.is_file():
        raise NoSuchTable(name=name)
    ending = PurePath(name).suffix.lower()
    if ending == ".npz":
        read = _from_arrays(path, name, year)
    else:
        given = paired(path, name) if ending == ".parquet" else squared(path, name)
        if year is not None:
            raise YearNotInTable(name=name, year=year, years=Label("没有写年份", "none that is told"))
        read = _Read(*given, year=None, are_flows=True)
    sectors, square, output = without(name, read.sectors, read.square, read.output, dropped)
    make: Callable[..., IoTable] = table_of_flows if read.are_flows else table_of_inputs
    return make(name, sectors, square, output, year=read.year, allow_negative=allow_negative)


def _from_arrays(path: Path, name: str, year: int | None) -> _Read:
    with Arrays(path, name) as arrays:
        chosen = _year_of(arrays, name, year)
        square = _name_in(arrays, (*_INPUTS, *_FLOWS), chosen) or _missing(arrays, Label("供给或系数", "deliveries or coefficients are"))
        output = _name_in(arrays, _OUTPUT, chosen) or _missing(arrays, Label("总产出", "outputs are"))
        sectors = _name_in(arrays, _SECTORS, chosen) or _missing(arrays, Label("部门", "sectors are"))
        are_flows = square.partition("_")[0] not in _INPUTS
        return _Read(arrays.texts(sectors), arrays.numbers(square), arrays.numbers(output), chosen, are_flows)


def _year_of(arrays: Arrays, name: str, year: int | None) -> int | None:
    """The year asked for, else the newest; None where the arrays tell none."""
    told = (_YEAR.fullmatch(each) for each in arrays.names)
    years = sorted({int(each["year"]) for each in told if each and each["name"] in (*_INPUTS, *_FLOWS)})
    if year is not None and year not in years:
        raise YearNotInTable(name=name, year=year, years="、".join(map(str, years)) or Label("没有写年份", "none that is told"))
    return year if year is not None else years[-1] if years else None


def _name_in(arrays: Arrays, names: Sequence[str], year: int | None) -> str | None:
    """The first of these names that the file has, with the year or without."""
    return next((each for name in names for each in (f"{name}_{year}", name) if each in arrays.names), None)


def _missing(arrays: Arrays, part: Label) -> str:
    raise TableIncomplete(name=arrays.name, part=part, there="、".join(arrays.names) or "—")
