"""The grades that a firm was given in a field, each made again from the scheme of its day and what was known then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from dukou.credit.core.grading import Graded
from dukou.credit.models import GradeChange, RecordStep
from dukou.credit.queries.fields import CreditField, field_of_text
from dukou.credit.queries.grades import Given, made_again
from dukou.credit.queries.records import ENDS
from dukou.enterprises.queries.merged import entries_of


@dataclass(frozen=True, slots=True)
class GivenThen:
    """One grade that was given, and the same reckoned once more.

    `gone`: by the day on which it ended the points of each reason in which a record stood that was repaired, corrected or withdrawn since.
    """

    given: Given
    again: Graded
    gone: tuple[tuple[date, int], ...]

    @property
    def is_covered(self) -> bool:
        """Whether the field supervised the firm from then on."""
        return self.given.change is None or self.given.change.is_covered

    @property
    def is_same(self) -> bool:
        """Whether grade, points and reasons come out as they were given."""
        told = self.given
        return (told.grade, told.points, told.reasons) == (self.again.grade, self.again.points, self.again.reasons)


def history(firm: int, field: CreditField, most: int = 12) -> list[GivenThen]:
    """The grades that were given, the newest first; nothing where the firm never moved from the grade of an empty ledger."""
    rows = GradeChange.objects.filter(enterprise__in=entries_of(firm), field=field.key).select_related("run").order_by("-pk")[:most]
    found = []
    for row in rows:
        as_told = field_of_text(row.run.text_id)
        told = Given(as_told, as_told.version(row.run.version), row.run, row)
        found.append(GivenThen(told, made_again(told, firm), _gone(told)))
    return found


def _gone(told: Given) -> tuple[tuple[date, int], ...]:
    records = {record: reason.points for reason in told.reasons for record in reason.records}
    steps = RecordStep.objects.filter(record__in=list(records), kind__in=ENDS, told_at__gt=told.run.known_at).order_by("told_at")
    return tuple((timezone.localdate(at), records[record]) for record, at in steps.values_list("record_id", "told_at"))
