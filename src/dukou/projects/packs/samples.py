"""The list of closed tasks from which durations are learnt: a sheet with the columns task, unit, start, end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

from dukou.casework.core.budgets import BudgetUnit
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.kit.sheets.reading import open_sheet
from dukou.kit.sheets.sheet import CellValue
from dukou.projects.core.days import DayTable
from dukou.projects.core.durations import Sample
from dukou.projects.core.path_checking import unknown
from dukou.projects.core.permits import PermitPath

COLUMNS = ("task", "unit", "start", "end")


class FaultySamples(Refusal):
    """A list with a row that is not clear teaches nothing."""

    code = "projects.faulty_samples"
    what = Label("没有预测", "nothing was foretold")
    why = Label("已结样本“{name}”第 {row} 行：{fault}", "row {row} of the samples “{name}”: {fault}")
    cure = Label("{cure}", "{cure}")


class NoSampleFile(Refusal):
    """The file is not there."""

    code = "projects.no_sample_file"
    what = Label("没有预测", "nothing was foretold")
    why = Label("没有读到“{path}”", "“{path}” was not read")
    cure = Label("给出已结样本文件（csv 或 xlsx）", "give the file of closed tasks, csv or xlsx")


def read_samples(file: Path, path: PermitPath, table: DayTable) -> list[Sample]:
    """The closed tasks of the list, each in the days in which its task is counted; the first row that is not clear is refused."""
    if not file.is_file():
        raise NoSampleFile(path=file)
    rows = ((number, row) for number, row in open_sheet(file, file.name).rows() if row)
    head, names = next(rows)
    columns = [str(name).strip() for name in names]
    if missing := [name for name in COLUMNS if name not in columns]:
        fault = Label(f"缺少列：{'、'.join(missing)}", f"these columns are missing: {', '.join(missing)}")
        raise FaultySamples(name=file.name, row=head, fault=fault, cure=Label("第一行写 task,unit,start,end", "write task,unit,start,end"))
    places = [columns.index(name) for name in COLUMNS]
    return list(_samples(file.name, rows, places, path, table))


def _samples(
    name: str, rows: Iterator[tuple[int, list[CellValue]]], places: Sequence[int], path: PermitPath, table: DayTable
) -> Iterator[Sample]:
    for number, row in rows:
        task, unit, start, end = (row[place] if place < len(row) else None for place in places)
        key = str(task or "").strip()
        if key not in path.places:
            wrong = unknown((), Label("任务", "task"), key, list(path.places))
            raise FaultySamples(name=name, row=number, fault=wrong.what, cure=wrong.cure)
        began, ended = _day(name, number, start), _day(name, number, end)
        if ended < began:
            fault = Label(f"办结 {ended} 早于开始 {began}", f"its end {ended} is before its start {began}")
            raise FaultySamples(name=name, row=number, fault=fault, cure=Label("核对两个日期", "check both dates"))
        counted: BudgetUnit = path.tasks[path.places[key]].takes.unit
        for day in (began, ended):
            table.calendar.require(day)
        yield Sample(key, str(unit or "").strip(), began, float(table.between(began, ended, counted)))


def _day(name: str, row: int, told: CellValue) -> date:
    if isinstance(told, datetime):
        return told.date()
    if isinstance(told, date):
        return told
    try:
        return date.fromisoformat(str(told or "").strip())
    except ValueError as error:
        fault = Label(f"不是日期：“{told or ''}”", f"not a date: “{told or ''}”")
        raise FaultySamples(name=name, row=row, fault=fault, cure=Label("写成 2026-09-24", "write it as 2026-09-24")) from error
