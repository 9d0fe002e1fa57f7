"""What a list would do to the register, row by row, without writing anything."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import TypeVar

from dukou.accounts.core.viewers import Viewer
from dukou.enterprises import register
from dukou.enterprises.core.cells import text_of
from dukou.enterprises.core.entries import Entry
from dukou.enterprises.core.kinds import Fate
from dukou.enterprises.core.outcomes import Counts
from dukou.enterprises.core.remarks import Remark, RemarkKind, Weight
from dukou.enterprises.core.rows import ReadRow
from dukou.enterprises.intake.figures import Novelty, Occasion, StandingClaims, older
from dukou.enterprises.intake.matching import Match, Matcher, Newcomer, identity_of, identity_of_row
from dukou.enterprises.intake.reading import FirmList
from dukou.enterprises.intake.survey import Survey
from dukou.enterprises.models import Enterprise
from dukou.kit.core.labels import Label
from dukou.kit.sheets.sheet import Row

BATCH = 500
SHOWN = 50  # rows that a preview shows
MOST_HELD = 100_000  # rows, some 150 MB
T = TypeVar("T")
Step = Callable[[Label, int, int], None]  # what is being done, how much is done, how much there is


def no_step(_doing: Label, _done: int, _total: int) -> None:
    """Tell nobody how far it is."""


_SURVEYING, _EXAMINING = Label("通读", "reading"), Label("与名录对照", "comparing with the register")


_SAME_CODE = Label(
    "与第 {those} 行代码相同、名称不同；都取用，请人判断", "the code of row {those}, another name; both are taken, people decide"
)
_SAME_NAME = Label(
    "与第 {those} 行名称相同、代码不同；都取用，请人判断", "the name of row {those}, another code; both are taken, people decide"
)


@dataclass(frozen=True, slots=True)
class Placement:
    """What is done with a row: to which entry (0: a new one) it is written, and whether its name and code are news to that one."""

    target: int = 0
    states_name: bool = True
    states_code: bool = True


NEW = Placement()


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One of the first rows, as a preview shows it: what was read, what becomes of it, and what would change (field, before, after)."""

    row: int
    fate: Fate
    name: str
    code: str
    changes: tuple[tuple[str, str, str], ...] = ()


@dataclass(slots=True)
class Examination:
    """What was found. `decisions`: rows that write to the register or its figures; all others do nothing. `held`: those rows as they
    were read; None where they are too many to be held, and are read once more."""

    counts: Counts = field(default_factory=Counts)
    remarks: list[Remark] = field(default_factory=list)
    decisions: dict[int, Placement] = field(default_factory=dict)
    first_rows: list[ShownRow] = field(default_factory=list)
    held: list[ReadRow] | None = field(default_factory=list)

    @property
    def is_refused(self) -> bool:
        """Whether a row keeps the list out."""
        return bool(self.counts.refused)


def examine(list_: FirmList, *, viewer: Viewer, occasion: Occasion, today: date, step: Step) -> Examination:
    """Read the whole list twice: once for what it says about itself, once beside the register. Nothing is written."""
    return _Examiner(list_, viewer, occasion, today, step).run()


class _Examiner:
    def __init__(self, list_: FirmList, viewer: Viewer, occasion: Occasion, today: date, step: Step) -> None:
        self._list, self._viewer, self._occasion, self._today, self._step = list_, viewer, occasion, today, step
        self._found = Examination(remarks=list_.remarks())
        self._indicators = {each.measure.key for each in list_.columns.figures.values()}
        self._repeated: dict[int, Sequence[object]] = {}  # cells of rows that come again
        self._hit: dict[int, int] = {}  # primary key of an entry → the row that speaks for it

    def run(self) -> Examination:
        surveyed = self._list.rows(lambda done, total: self._step(_SURVEYING, done, total))
        self._survey = Survey(self._list.reader, surveyed)
        rows = self._list.rows(lambda done, total: self._step(_EXAMINING, done, total))
        for batch in batched(rows, BATCH):
            self._examine(batch)
        return self._found

    def _examine(self, batch: Sequence[Row]) -> None:
        read = [self._list.reader.read(number, cells) for number, cells in batch]
        newcomers = {each.number: Newcomer(each.number, each.entry, identity_of(each.entry)) for each in read if each.entry}
        mine = [each for each in newcomers.values() if self._survey.main_row(each.identity) == each.number]
        matcher = Matcher(mine, self._survey)
        matches = {each.number: matcher.match(each) for each in mine}
        targets = [match.target for match in matches.values() if match.target]
        standing = StandingClaims(self._viewer, targets if self._indicators else [], self._indicators, self._today)
        for row, (_, cells) in zip(read, batch, strict=True):
            if row.is_empty:
                continue
            newcomer, match = newcomers.get(row.number), matches.get(row.number)
            if newcomer is None or row.entry is None:
                self._settle(row, Fate.REFUSED if _is_refused(row.remarks) else Fate.PASSED_OVER)
            elif match is None:
                self._repeat(row, self._survey.main_row(newcomer.identity), cells)
            else:
                self._decide(row, row.entry, newcomer, match, cells, standing)

    def _decide(
        self, row: ReadRow, entry: Entry, newcomer: Newcomer, match: Match, cells: Sequence[object], standing: StandingClaims
    ) -> None:
        remarks = [*match.remarks, *self._shared(newcomer)]
        if _is_refused(remarks):
            self._settle(row, Fate.REFUSED, remarks)
            return
        target = match.target
        if target is not None:
            other = self._spoken_for(target, newcomer)
            if other is not None:
                self._repeat(row, other, None)
                return
        if self._survey.comes_again(newcomer.identity):
            self._repeated[row.number] = cells
        changes = () if target is None else _changes(target, match.stated(entry))
        writes = self._weigh_figures(row, target.key if target else "", standing, remarks)
        fate = Fate.ADDED if target is None else Fate.CHANGED if changes else Fate.UNCHANGED
        if fate is not Fate.UNCHANGED or writes:
            self._hold(row)
            self._found.decisions[row.number] = NEW if target is None else Placement(target.pk, match.states_name, match.states_code)
        self._settle(row, fate, remarks, changes)

    def _hold(self, row: ReadRow) -> None:
        if self._found.held is not None:
            self._found.held.append(row)
            if len(self._found.held) > MOST_HELD:
                self._found.held = None

    def _spoken_for(self, target: Enterprise, newcomer: Newcomer) -> int | None:
        """The other row of this list that speaks for the entry, into which more than one was merged: one row alone writes to an entry."""
        identity = identity_of_row(target)
        if identity != newcomer.identity and identity in self._survey.first:
            return self._survey.first[identity]
        other = self._hit.setdefault(target.pk, newcomer.number)
        return None if other == newcomer.number else other

    def _shared(self, newcomer: Newcomer) -> list[Remark]:
        """What there is to say about rows that share their code or their name with other firms of the list."""
        shared = (
            (RemarkKind.SAME_CODE, _SAME_CODE, self._survey.others_with_code(newcomer.identity)),
            (RemarkKind.SAME_NAME, _SAME_NAME, self._survey.others_with_name(newcomer.identity)),
        )
        return [Remark(kind, said.filled(those=_places(others)), newcomer.number) for kind, said, others in shared if others]

    def _weigh_figures(self, row: ReadRow, key: str, standing: StandingClaims, remarks: list[Remark]) -> bool:
        """Count the figures by what is new in them; whether any is to be recorded."""
        counts, before = self._found.counts, (self._found.counts.figures_added, self._found.counts.figures_corrected)
        counts.figures += len(row.figures)
        for figure in row.figures:
            novelty = standing.novelty(key, figure, self._occasion) if key else Novelty.ADDED
            counts.figures_added += novelty is Novelty.ADDED
            counts.figures_corrected += novelty is Novelty.CORRECTED
            if novelty is Novelty.OLDER:
                remarks.append(older(figure, row.number))
        return before != (counts.figures_added, counts.figures_corrected)

    def _repeat(self, row: ReadRow, other: int, cells: Sequence[object] | None) -> None:
        first = self._repeated.get(other)
        label = Label(f"与第 {other} 行是同一家，只取那一行", f"the same firm as row {other}; only that row is taken")
        if first is not None and cells is not None and (differing := self._differing(first, cells)):
            label = Label(f"{label.zh}；不同的格子：{differing}", f"{label.en}; cells that differ: {differing}")
        self._settle(row, Fate.REPEATED, [Remark(RemarkKind.REPEATED, label, row.number)])

    def _differing(self, first: Sequence[object], cells: Sequence[object]) -> str:
        headings = self._list.columns.headings
        return "、".join(headings[column] for column in self._list.columns.meanings if _cell(first, column) != _cell(cells, column))

    def _settle(self, row: ReadRow, fate: Fate, more: Sequence[Remark] = (), changes: tuple[tuple[str, str, str], ...] = ()) -> None:
        remarks = [*row.remarks, *more]
        self._found.remarks += remarks
        self._found.counts.add(fate, is_warned=any(each.kind.weight is Weight.WARNED for each in remarks))
        if len(self._found.first_rows) < SHOWN:
            name, code = (row.entry.name, row.entry.code) if row.entry else ("", "")
            self._found.first_rows.append(ShownRow(row.number, fate, name, code, changes))


def batched(rows: Iterator[T], size: int) -> Iterator[list[T]]:
    """The rows in their order, so many at a time."""
    while some := list(islice(rows, size)):
        yield some


def _is_refused(remarks: Sequence[Remark]) -> bool:
    return any(each.kind.weight is Weight.REFUSED for each in remarks)


def _changes(target: Enterprise, entry: Entry) -> tuple[tuple[str, str, str], ...]:
    """What the entry would change, in the fields that people know, and names it would add."""
    columns = register.differences(target, entry)
    shown = [(column, _text(getattr(target, column)), _text(value)) for column, value in columns.items() if column in register.SHOWN]
    return (*shown, *((f"{name.kind}_name", "", name.text) for name in register.further_names(target, entry)))


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _cell(cells: Sequence[object], column: int) -> str:
    return text_of(cells[column]) if column < len(cells) else ""


def _places(rows: Sequence[int]) -> str:
    return "、".join(map(str, rows[:5])) + ("…" if len(rows) > 5 else "")
