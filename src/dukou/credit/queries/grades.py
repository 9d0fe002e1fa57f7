"""Grades as they were given, as they would be today, and as they can be made again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dukou.credit.core.grading import Graded, Reason, Says, graded
from dukou.credit.core.months import months_after
from dukou.credit.core.schemes import Held, Scheme
from dukou.credit.models import GradeChange, GradeRun
from dukou.credit.queries.fields import CreditField, field_of_text, fields
from dukou.credit.queries.judging import says_of_many
from dukou.credit.queries.records import held_of
from dukou.enterprises.queries.merged import entries_of
from dukou.enterprises.queries.rosters import industry_of


@dataclass(frozen=True, slots=True)
class Given:
    """The grade that was given to a firm in a field. `change` None: nothing was ever recorded, so it has the grade of an empty ledger.

    `run`: the one that moved it; `confirmed`: the last one that looked at the firm, moved or not; None: the same.
    """

    field: CreditField
    scheme: Scheme
    run: GradeRun
    change: GradeChange | None
    confirmed: GradeRun | None = None

    @property
    def grade(self) -> str:
        """The grade."""
        return self.change.grade if self.change else self.scheme.clean

    @property
    def points(self) -> int:
        """The points."""
        return self.change.points if self.change else min(self.scheme.most, max(self.scheme.least, self.scheme.base))

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """What it rests on."""
        return tuple(Reason.read(each) for each in self.change.reasons) if self.change else ()

    @property
    def as_of(self) -> date:
        """The day for which it was given last."""
        return (self.confirmed or self.run).as_of

    @property
    def valid_until(self) -> date:
        """The first day on which it is old."""
        return months_after(self.as_of, self.scheme.valid_months)


@dataclass(frozen=True, slots=True)
class Live:
    """Where a firm stands in a field on a day, reckoned from the ledger."""

    field: CreditField
    scheme: Scheme
    held: Sequence[Held]
    says: Says
    graded: Graded
    on: date


def is_covered(scheme: Scheme, firm: int) -> bool:
    """Whether the field supervises the firm."""
    return scheme.covers(industry_of(firm))


def covering(firm: int, on: date) -> list[tuple[CreditField, Scheme]]:
    """The fields that supervise a firm on a day, each with its scheme; the composite evaluation last."""
    industry = industry_of(firm)
    found = []
    for field in fields():
        scheme = next((each for each in field.schemes if each.is_in_force(on)), None)
        if scheme is not None and scheme.covers(industry):
            found.append((field, scheme))
    return found


def live(firm: int, field: CreditField, on: date) -> Live:
    """Where the firm stands today."""
    scheme = field.on(on)
    held, says = held_of(firm, on), says_of_many(scheme.books, [firm], on)[firm]
    return Live(field, scheme, held, says, graded(scheme, held, says, on), on)


def live_in_all(firm: int, on: date) -> list[Live]:
    """The same in every field that supervises it; the ledger is read once."""
    held = held_of(firm, on)
    found = []
    for field, scheme in covering(firm, on):
        says = says_of_many(scheme.books, [firm], on)[firm] if scheme.books else {}
        found.append(Live(field, scheme, held, says, graded(scheme, held, says, on), on))
    return found


def given(firm: int, field: CreditField, on: date | None = None) -> Given | None:
    """The grade that stood on a day (None: the last one given); None where the field was not graded by then, or did not cover the firm."""
    return given_in_all(firm, [field], on).get(field.key)


def given_in_all(firm: int, among: Sequence[CreditField], on: date | None = None) -> dict[str, Given]:
    """The same in many fields, by slug."""
    found: dict[str, Given] = {}
    entries, industry = entries_of(firm), industry_of(firm)
    for field in among:
        runs = GradeRun.objects.filter(field=field.key)
        run = (runs if on is None else runs.filter(as_of__lte=on)).order_by("-pk").first()
        if run is None:
            continue
        changes = GradeChange.objects.filter(enterprise__in=entries, field=field.key, run__lte=run.pk)
        change = changes.select_related("run").order_by("-pk").first()
        at = change.run if change else run
        as_told = field_of_text(at.text_id)
        scheme = as_told.version(at.version)
        if change.is_covered if change else scheme.covers(industry):
            whole = runs.filter(is_partial=False, pk__lte=run.pk).order_by("-pk").first()
            confirmed = whole if (whole and whole.pk > at.pk) or change is None else at
            found[field.key] = Given(as_told, scheme, at, change, confirmed)
    return found


def made_again(told: Given, firm: int) -> Graded:
    """The grade once more from the scheme of its day and what was known then."""
    on, known_at = told.run.as_of, told.run.known_at
    says = says_of_many(told.scheme.books, [firm], on)[firm]
    return graded(told.scheme, held_of(firm, on, known_at), says, on)


def last_run(field: str) -> GradeRun | None:
    """The last grading of a field."""
    return GradeRun.objects.filter(field=field).order_by("-pk").first()


def last_changes(field: str) -> Mapping[int, GradeChange]:
    """By firm the row that told its grade last."""
    return {row.enterprise_id: row for row in GradeChange.objects.filter(field=field, is_last=True)}
