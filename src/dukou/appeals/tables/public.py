"""What the public reads as tables: rates with the counts they stand on, small ones suppressed; the deadlines that are promised."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dukou.appeals.core.kinds import Outcome
from dukou.appeals.core.statistics import RATES, PublicTables, Timeliness
from dukou.appeals.tables.figures import INTERVAL_BENEATH, TOGETHER, rate_cell
from dukou.casework.core.profiles import Profile
from dukou.casework.core.satisfaction import AnswerKind
from dukou.kit.core.disclosure import Column, Shown
from dukou.kit.core.labels import Label
from dukou.kit.core.rates import Rate
from dukou.kit.pages.tables import Cell, Heading, Row, Table, Text, plain_table

SUPPRESSED = Label("件数少，不公布", "too few to be shown")
NONE = Label("—", "—")
PROMISED = {"contact": Label("首次联系", "first contact"), "outer": Label("答复企业", "answer"), "call_back": Label("回访", "call-back")}
_ANSWERED = (AnswerKind.SATISFIED, AnswerKind.DISSATISFIED)


def public_table(found: PublicTables, names: Mapping[str, Label], threshold: int) -> Table:
    """By lead unit the four rates; a rate is shown where every count that it stands on is."""
    names_of = (*RATES, Label("未回应", "silent"))
    heads = ((Heading(Label("主办单位", "Lead unit")), *(Heading(name, is_number=True) for name in names_of)),)
    units = list(found.reply.rows)
    rows = [
        Row((Cell(names.get(unit, unit)), *_cells(_of_row(found, unit), found.answers.cells[unit, AnswerKind.SILENT]))) for unit in units
    ]
    total = Row((Cell(TOGETHER), *_cells(_of_all(found), found.answers.columns.get(AnswerKind.SILENT))), is_sum=True)
    note = Label(
        f"小于 {threshold} 件的数，以及能推算出它们的数，不公布。",
        f"Counts beneath {threshold}, and those from which they could be reckoned, are not shown.",
    )
    return Table(Label("公开的四项比率", "The rates in public"), heads, (*rows, total), notes=(note, INTERVAL_BENEATH), is_broad=True)


def deadlines_table(profile: Profile) -> Table:
    """Every clock of every grade, with the time that it gives, those inside the offices too."""
    heads = [Heading(Label("等级", "Grade")), Heading(Label("期限", "Deadline")), Heading(Label("时长", "Time"))]
    rows: list[list[Cell | Text]] = [
        [grade.name, clock.name, clock.within.label] for grade in profile.grades.values() for clock in grade.clocks.values()
    ]
    return plain_table(Label("办理期限", "Deadlines"), heads, rows)


def promised_table(profile: Profile) -> Table:
    """What an enterprise is promised, by grade: a call, a reply, a call back."""
    heads = [Heading(Label("等级", "Grade")), *(Heading(label) for label in PROMISED.values())]
    rows: list[list[Cell | Text]] = [
        [grade.name, *(grade.clocks[key].within.label if key in grade.clocks else NONE for key in PROMISED)]
        for grade in profile.grades.values()
    ]
    return plain_table(Label("对企业的承诺", "What an enterprise is promised"), heads, rows)


def _of_row(found: PublicTables, unit: str) -> list[Rate | None]:
    return [
        found.contact.rate(unit, Timeliness.IN_TIME, Timeliness),
        found.reply.rate(unit, Timeliness.IN_TIME, Timeliness),
        found.outcomes.rate(unit, Outcome.SOLVED, found.outcomes.columns),
        found.answers.rate(unit, AnswerKind.SATISFIED, _ANSWERED),
    ]


def _of_all(found: PublicTables) -> list[Rate | None]:
    return [
        _total(found.contact, Timeliness.IN_TIME, Timeliness),
        _total(found.reply, Timeliness.IN_TIME, Timeliness),
        _total(found.outcomes, Outcome.SOLVED, Outcome),
        _total(found.answers, AnswerKind.SATISFIED, _ANSWERED),
    ]


def _total(shown: Shown[str, Column], hit: Column, of: Iterable[Column]) -> Rate | None:
    counts = [shown.columns.get(column, 0) for column in of]
    whole = [count for count in counts if count is not None]
    numerator = shown.columns.get(hit, 0)
    return None if numerator is None or len(whole) < len(counts) else Rate(numerator, sum(whole))


def _cells(rates: Iterable[Rate | None], silent: int | None) -> list[Cell]:
    shown = [Cell(SUPPRESSED, is_number=True) if rate is None else rate_cell(rate) for rate in rates]
    return [*shown, Cell(SUPPRESSED if silent is None else f"{silent:,}", is_number=True)]
