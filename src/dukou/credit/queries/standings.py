"""How each field stands: its scheme of the day, the last grading of all firms, and what of its counts may be shown to whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dukou.credit.core.schemes import Scheme, in_force
from dukou.credit.models import GradeRun
from dukou.credit.queries.fields import CreditField, fields
from dukou.credit.queries.grades import last_run
from dukou.credit.queries.matrices import scheme_of, whole_runs
from dukou.kit.core.disclosure import suppressed
from dukou.kit.core.labels import Label

SMALL = 5  # counts beneath are not shown to the public
FEW = Label("数少，不公布", "too few to be shown")  # what stands for them


@dataclass(frozen=True, slots=True)
class Spread:
    """Firms by grade after a run; None where a count is kept back. `covered`: of how many, None where it would betray one."""

    scheme: Scheme
    as_of: date
    counts: Mapping[str, int | None]
    covered: int | None

    @property
    def is_whole(self) -> bool:
        """Whether nothing is kept back."""
        return None not in self.counts.values() and self.covered is not None

    @property
    def known(self) -> dict[str, int]:
        """The counts that are shown."""
        return {grade: count for grade, count in self.counts.items() if count is not None}


@dataclass(frozen=True, slots=True)
class FieldStanding:
    """One field on a day; `scheme` None: none of its versions is in force, `spread` None: it was never graded."""

    field: CreditField
    scheme: Scheme | None
    spread: Spread | None


def standings(on: date, *, inside: bool) -> list[FieldStanding]:
    """Every field; counts whole for the administration."""
    return [FieldStanding(each, in_force(each.schemes, on), spread_of(each.key, inside=inside)) for each in fields()]


def standing_of(field: CreditField, on: date) -> FieldStanding:
    """One field, in the eyes of the administration."""
    return FieldStanding(field, in_force(field.schemes, on), spread_of(field.key, inside=True))


def spread_of(field: str, *, inside: bool) -> Spread | None:
    """The counts of the last run, for the administration.

    The public reads those of the last grading of all firms: two gradings a day apart, of one firm, would tell by their difference what
    became of it. Small counts are kept back, and so is what would betray them.
    """
    if inside:
        run = last_run(field)
        return None if run is None else _whole(run)
    runs = whole_runs(field, 1)
    return _guarded(runs[0]) if runs else None


def _whole(run: GradeRun) -> Spread:
    scheme = scheme_of(run)
    counts = {grade.key: run.counts.get(grade.key, 0) for grade in scheme.grades}
    return Spread(scheme, run.as_of, counts, sum(counts.values()))


def _guarded(run: GradeRun) -> Spread:
    scheme = scheme_of(run)
    shown = suppressed({(run.field, grade.key): run.counts.get(grade.key, 0) for grade in scheme.grades}, SMALL)
    return Spread(scheme, run.as_of, {key: shown.cells[run.field, key] for key in scheme.by_key}, shown.rows[run.field])
