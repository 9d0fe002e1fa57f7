"""The board's stages, lists of projects, one project's dates and moves, as tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.urls import reverse

from dukou.kit.core.labels import Label
from dukou.kit.core.lights import Light as Face
from dukou.kit.pages.tables import Cell, Heading, Row, Table
from dukou.kit.sheets.writing import Written
from dukou.projects.core.dates import Announced, DateLine
from dukou.projects.core.kinds import MoveState, ProjectLight, ProjectStatus
from dukou.projects.queries.board import Board
from dukou.projects.queries.lists import ListedProject

NONE = "—"
LEDGER = Label("日期台账", "Ledger of dates")
SYNTHETIC = Label("合成数据", "synthetic")
PROJECTS = (
    Label("代号", "Key"),
    Label("项目", "Project"),
    Label("投资方", "Investor"),
    Label("阶段", "Stage"),
    Label("进入日期", "Since"),
    Label("已有天数", "Days in it"),
    Label("状态", "Status"),
    Label("灯", "Light"),
    Label("下一个日期", "Next date for"),
    Label("最初公布", "Announced first"),
    Label("推迟天数", "Days of slip"),
    Label("负责单位", "Office"),
    Label("合成数据", "Synthetic"),
)
FACES = {ProjectLight.GREEN: Face.GREEN, ProjectLight.YELLOW: Face.YELLOW, ProjectLight.RED: Face.RED, ProjectLight.NONE: Face.UNKNOWN}
STATUS_FACES = {
    ProjectStatus.ON_TRACK: Face.GREEN,
    ProjectStatus.DELAYED: Face.YELLOW,
    ProjectStatus.PAUSED: Face.UNDECIDED,
    ProjectStatus.LOST: Face.RED,
    ProjectStatus.ABANDONED: Face.UNKNOWN,
}
STATE_FACES = {MoveState.STANDS: Face.GREEN, MoveState.WAITING: Face.UNDECIDED, MoveState.REFUSED: Face.RED}


def days_words(days: int) -> Label:
    """So many days."""
    return Label(f"{days} 天", f"{days} days")


def slip_words(slip: int | None) -> Label:
    """How far a date slipped, in words."""
    if slip is None:
        return Label("没有公布日期", "no date announced")
    if slip == 0:
        return Label("如期", "as announced")
    return Label(f"推迟 {slip} 天", f"{slip} days later") if slip > 0 else Label(f"提前 {-slip} 天", f"{-slip} days ahead")


def stages_table(found: Board, address: str) -> Table:
    """How many projects are in each stage, since when, and how many of them are late. `address`: of the list, narrowed by a query."""
    heads = (
        (
            Heading(Label("阶段", "Stage"), rows=2),
            Heading(Label("在办项目", "Projects in work"), columns=2),
            Heading(Label("其中", "Of these"), columns=2),
            Heading(Label("最早进入", "The first came"), rows=2),
        ),
        (
            Heading(Label("数量", "Count"), is_number=True),
            Heading(Label("超过常用天数", "Longer than usual"), is_number=True),
            Heading(Label("红灯", "Red"), is_number=True),
            Heading(Label("黄灯", "Yellow"), is_number=True),
        ),
    )
    rows = [
        Row(
            (
                Cell(each.stage.name, f"{address}?stage={each.stage.key}"),
                Cell(str(each.count), is_number=True),
                Cell(str(each.long), f"{address}?stage={each.stage.key}&long=yes" if each.long else "", is_number=True),
                Cell(str(each.red), f"{address}?stage={each.stage.key}&light=red" if each.red else "", is_number=True),
                Cell(str(each.yellow), f"{address}?stage={each.stage.key}&light=yellow" if each.yellow else "", is_number=True),
                Cell(str(each.oldest or NONE)),
            )
        )
        for each in found.stages
    ]
    return Table(Label("各阶段项目", "Projects by stage"), heads, tuple(rows), unit=Label("个", "projects"))


def projects_table(found: Sequence[ListedProject]) -> Table:
    """A list of projects."""
    heads = (
        Heading(Label("项目", "Project")),
        Heading(Label("阶段", "Stage")),
        Heading(Label("状态", "Status")),
        Heading(Label("进度灯", "Light")),
        Heading(Label("下一个日期", "Next date")),
        Heading(Label("负责单位", "Office")),
    )
    return Table(Label("项目", "Projects"), (heads,), tuple(_line(each) for each in found), is_broad=True)


def _line(each: ListedProject) -> Row:
    within = days_words(each.days)
    if each.is_long:
        within = Label(f"{within.zh}，超过常用天数", f"{within.en}, longer than usual")
    following = Cell(each.next_stage, qualifier=str(each.next_first)) if each.next_stage else Cell(NONE)
    return Row(
        (
            Cell(each.name, reverse("projects:project", args=[each.key]), qualifier=_under(each)),
            Cell(each.stage, qualifier=within),
            Cell(each.status.label, light=STATUS_FACES[each.status].value),
            Cell(slip_words(each.slip), light=FACES[each.light].value),
            following,
            Cell(each.office),
        )
    )


def _under(each: ListedProject) -> Label:
    more = f"{each.firm} · {each.key}"
    return Label(f"{more} · 合成数据", f"{more} · synthetic") if each.is_synthetic else Label(more, more)


def project_rows(found: Iterable[ListedProject]) -> Iterator[Sequence[Written]]:
    """The same for a file."""
    for each in found:
        yield (
            each.key,
            each.name,
            each.firm,
            str(each.stage),
            str(each.since),
            each.days,
            str(each.status.label),
            str(each.light.label),
            str(each.next_stage or ""),
            str(each.next_first or ""),
            "" if each.slip is None else each.slip,
            str(each.office),
            str(SYNTHETIC) if each.is_synthetic else "",
        )


def dates_table(lines: Sequence[DateLine], today: date, title: Label | str = LEDGER) -> Table:
    """The ledger of dates: every day that was announced, in the order it was said, and what became of it."""
    heads = (
        Heading(Label("阶段", "Stage")),
        Heading(Label("公布的日期（先后）", "Days announced, in order")),
        Heading(Label("实际", "Reached")),
        Heading(Label("比最初公布", "Against the first")),
    )
    rows = []
    for line in lines:
        said = [_announced(each) for each in line.announced]
        slip = line.slip(today)
        against = Cell(NONE) if slip is None else Cell(slip_words(slip), light=(Face.RED if slip > 0 else Face.GREEN).value)
        rows.append(
            Row(
                (
                    Cell(line.stage.name),
                    Cell("；".join(said) or NONE),
                    Cell(str(line.reached) if line.reached else Label("还没有到", "not yet")),
                    against,
                )
            )
        )
    return Table(title, (heads,), tuple(rows), is_broad=True)


def _announced(each: Announced) -> str:
    by = f"{each.said_by}，" if each.said_by else ""
    return f"{each.day}（{by}{each.said_on}）" + (f"：{each.reason}" if each.reason else "")
