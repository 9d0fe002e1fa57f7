"""`dukou enterprises import FILE`: a list examined, shown, and taken in once somebody has agreed."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from django.utils import timezone
from rich.console import Group, RenderableType
from rich.text import Text

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries.callers import caller_viewer
from dukou.enterprises.actions import deliveries
from dukou.enterprises.actions.delivery_refusals import RowsRefused
from dukou.enterprises.core.kinds import DeliveryState, Fate
from dukou.enterprises.core.outcomes import Counts
from dukou.enterprises.core.remarks import Remark, RemarkKind, first_refused
from dukou.enterprises.intake.examining import Step, examine
from dukou.enterprises.intake.figures import Occasion
from dukou.enterprises.intake.reading import open_list
from dukou.enterprises.queries import deliveries as shown
from dukou.figures.core.claims import ClaimKind
from dukou.figures.core.origins import Origin
from dukou.kit.core.labels import Label, same
from dukou.kit.core.periods import year as year_of
from dukou.kit.core.refusals import Refusal
from dukou.kit.output import Column, Format, FormatOption, emit, note, progress, table_of
from dukou.kit.pages.known import day_of
from dukou.kit.sheets.annotating import annotate

FIRST = 20  # remarks of each kind that a terminal shows
EXAMPLE = "示例 · Examples:  dukou enterprises import 名单.xlsx --dry-run  ·  dukou enterprises import 名单.csv --year 2023 --yes"


class YesNeeded(Refusal):
    """What changes the register is agreed to."""

    code = "enterprises.yes_needed"
    what = Label("没有导入", "nothing was imported")
    why = Label("这里不能问您是否导入", "nobody can be asked here whether to import")
    cure = Label("加上 --yes，或先用 --dry-run 看看", "add --yes, or look first with --dry-run")


class CannotOpen(Refusal):
    """The file cannot be opened."""

    code = "enterprises.cannot_open"
    what = Label("没有导入", "nothing was imported")
    why = Label("打不开“{path}”：{said}", "“{path}” cannot be opened: {said}")
    cure = Label("核对路径和权限", "check path and rights")


@dataclass(frozen=True, slots=True)
class Result:
    """What an import found and did. `delivery`: its number; None in a dry run, which stores nothing."""

    file: str
    counts: Counts
    remarks: Sequence[Remark]
    delivery: int | None = None
    is_imported: bool = False
    heading_row: int = 0

    def as_dict(self) -> dict[str, object]:
        """Everything, as JSON doors speak it."""
        return {
            "file": self.file,
            "delivery": self.delivery,
            "imported": self.is_imported,
            "counts": self.counts.as_dict(),
            "remarks": [
                {"row": each.row, "column": each.column, "weight": each.kind.weight, "kind": each.kind, "said": each.said}
                for each in self.remarks
            ],
        }


def import_list(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="清单：csv、xlsx、xls 或 et · The list")],
    known_on: Annotated[str, typer.Option("--known-on", metavar="DATE", help="何日得知，缺省今天 · Known since, default today")] = "",
    year: Annotated[
        int | None,
        typer.Option("--year", min=1949, max=2100, help="表头没写年份的数据是哪年的 · Year of figures without one"),
    ] = None,
    kind: Annotated[ClaimKind, typer.Option("--kind", help="数据的性质 · How firm the figures are")] = ClaimKind.REPORTED,
    origin: Annotated[Origin, typer.Option("--origin", help="数据来自谁 · From whom the figures are")] = Origin.OFFICE,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只核对，什么也不写 · Only look, write nothing")] = False,
    copy: Annotated[Path | None, typer.Option("--copy", metavar="OUT", help="带核对结果的副本写到 · Write a copy with remarks to")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="不再询问 · Do not ask")] = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """导入企业名单 · Take in a list of firms: all of it or, where a row is refused, nothing."""
    by, today = caller_viewer(), timezone.localdate()
    by.require(Permission.KEEP_REGISTER)
    if not (dry_run or yes or _may_ask()):
        raise YesNeeded()
    occasion = Occasion(day_of(known_on) if known_on else today, kind, origin=origin)
    try:
        with progress(same(file.name), format) as bar:
            step = _step(bar)
            found = _looked_at(by, file, occasion, year, step) if dry_run else _received(by, file, occasion, year, step)
    except OSError as error:
        raise CannotOpen(path=file, said=error.strerror or error) from error
    if copy is not None:
        _copied(by, file, found, copy)
    result = found if dry_run or found.counts.refused else _decided(by, found, yes, format)
    emit(result, format, lambda: _drawn(result))
    if result.counts.refused:
        raise RowsRefused(count=result.counts.refused, first=first_refused(result.remarks))


def _may_ask() -> bool:
    """Whether somebody sits before the terminal."""
    return sys.stdin.isatty()


def _step(bar: object) -> Step:
    def step(doing: Label, done: int, total: int) -> None:
        assert callable(bar)
        bar(str(doing), done, total)

    return step


def _looked_at(by: Viewer, file: Path, occasion: Occasion, year: int | None, step: Step) -> Result:
    today = timezone.localdate()
    list_ = open_list(file, file.name, year=year_of(year) if year else None, today=today)
    found = examine(list_, viewer=by, occasion=occasion, today=today, step=step)
    return Result(file.name, found.counts, found.remarks, heading_row=list_.columns.last_row)


def _received(by: Viewer, file: Path, occasion: Occasion, year: int | None, step: Step) -> Result:
    with file.open("rb") as source:
        number = deliveries.receive(
            by=by,
            source=source,
            name=file.name,
            known_on=occasion.known_on,
            year=year,
            kind=occasion.kind,
            origin=occasion.origin,
            at_once=True,
            step=step,
        )
    return _stored(by, number)


def _stored(by: Viewer, number: int) -> Result:
    row = shown.delivery(by, number)
    assert row is not None  # received a moment ago
    is_imported = row.state is DeliveryState.IMPORTED
    return Result(row.name, row.counts, shown.remarks(by, number, size=10**9), number, is_imported)


def _decided(by: Viewer, found: Result, yes: bool, format: Format) -> Result:
    """Ask where nobody has agreed yet; take the list in or put it aside."""
    assert found.delivery is not None
    if not yes:
        for line in _count_lines(found.counts):
            note(f"{line['what']}: {line['count']}")
        if not typer.confirm(str(Label("导入吗？", "Import it?")), err=True):
            deliveries.discard(by=by, number=found.delivery, reason="命令行上没有同意导入")
            return found
    with progress(same(found.file), format) as bar:
        deliveries.take_in(by=by, number=found.delivery, at_once=True, step=_step(bar))
    return _stored(by, found.delivery)


def _copied(by: Viewer, file: Path, found: Result, copy: Path) -> None:
    if found.delivery is not None:
        shown.annotated(by, found.delivery, copy)
        return
    notes = shown.notes_by_row(each for each in found.remarks if each.row and each.row > found.heading_row)
    annotate(file, file.name, copy, shown.REMARKS_HEADING, notes, found.heading_row)


_COUNTS = [Column("what", Label("结果", "outcome")), Column("count", Label("行数", "rows"), "right")]
_REMARKS = [
    Column("row", Label("行", "row"), "right"),
    Column("weight", Label("轻重", "weight")),
    Column("kind", Label("种类", "kind")),
    Column("said", Label("说明", "remark")),
]


def _count_lines(counts: Counts) -> list[dict[str, object]]:
    """The counts line by line; what does not occur is left out."""
    lines: list[tuple[Label, int]] = [(Label("读到", "rows read"), counts.rows)]
    lines += [(fate.label, getattr(counts, fate.value)) for fate in Fate]
    lines += [
        (Label("有提示的", "rows with warnings"), counts.warned),
        (Label("数据：新增", "figures added"), counts.figures_added),
        (Label("数据：更正", "figures corrected"), counts.figures_corrected),
        (Label("疑似重复", "possible doubles"), counts.doubles),
    ]
    return [{"what": what, "count": count} for what, count in lines if count]


def _drawn(result: Result) -> RenderableType:
    state = Label("已导入", "imported") if result.is_imported else Label("没有导入", "not imported")
    if result.is_imported and not result.counts.is_changing:
        state = Label("名录已有这份清单的全部内容，没有变化", "the register held all of this list; nothing has changed")
    title = Label(f"{result.file} · {state.zh}", f"{result.file} · {state.en}")
    parts: list[RenderableType] = [Text(str(title)), table_of(_count_lines(result.counts), _COUNTS)]
    if lines := _remark_lines(result.remarks):
        parts.append(table_of(lines, _REMARKS, Label(f"核对结果（每种前 {FIRST} 条）", f"remarks (the first {FIRST} of each kind)")))
    return Group(*parts)


def _remark_lines(remarks: Sequence[Remark]) -> list[dict[str, object]]:
    by_kind: dict[RemarkKind, list[Remark]] = {}
    for each in remarks:
        by_kind.setdefault(each.kind, []).append(each)
    lines: list[dict[str, object]] = []
    for kind in RemarkKind:
        some = by_kind.get(kind, [])
        lines += [{"row": each.row, "weight": kind.weight.label, "kind": kind.label, "said": each.said} for each in some[:FIRST]]
        if len(some) > FIRST:
            more = len(some) - FIRST
            lines.append({"kind": kind.label, "said": Label(f"…… 还有 {more} 条", f"… and {more} more")})
    return lines
