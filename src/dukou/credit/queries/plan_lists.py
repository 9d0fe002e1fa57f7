"""What goes on the list of a plan: the grades that were given to the firms that a field covers, and who was visited often enough."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.conf import settings

from dukou.credit.core.frames import Checks, Frame
from dukou.credit.core.months import months_after
from dukou.credit.core.plans import Listing, listed
from dukou.credit.core.published import Entry
from dukou.credit.core.schemes import Scheme
from dukou.credit.models import GradeRun
from dukou.credit.queries.fields import CreditField, field_of_text, frame
from dukou.credit.queries.grades import last_changes, last_run
from dukou.credit.queries.visits import visits_of_year
from dukou.enterprises.queries.made_up import made_up_ids
from dukou.enterprises.queries.rosters import keys_by_id, roster


@dataclass(frozen=True, slots=True)
class Covered:
    """The firms of one field (primary keys) with the grade and points that were given last, and the scheme by which."""

    field: CreditField
    scheme: Scheme
    run: GradeRun
    grades: Mapping[int, tuple[str, int]]

    @property
    def valid_until(self) -> date:
        """The first day on which the grades are old: counted from the last grading of all firms."""
        whole = GradeRun.objects.filter(field=self.field.key, is_partial=False).order_by("-pk").first() or self.run
        return months_after(whole.as_of, self.scheme.valid_months)


def covered_by(field: CreditField, industries: Mapping[int, str]) -> Covered | None:
    """The firms in business that the field covers; None: never graded. Without a row a firm has the grade of an empty ledger."""
    run = last_run(field.key)
    if run is None:
        return None
    scheme, rows = field_of_text(run.text_id).version(run.version), last_changes(field.key)
    clean = (scheme.clean, min(scheme.most, max(scheme.least, scheme.base)))
    grades: dict[int, tuple[str, int]] = {}
    for firm, industry in industries.items():
        row = rows.get(firm)
        if row is not None and row.is_covered:
            grades[firm] = (row.grade, row.points)
        elif row is None and scheme.covers(industry):
            grades[firm] = clean
    return Covered(field, scheme, run, grades)


def ranges_of(scheme: Scheme, rules: Frame) -> dict[str, Checks]:
    """How often each grade is checked, from the best to the worst."""
    return {grade.key: rules.checks(grade) for grade in scheme.grades}


@dataclass(frozen=True)
class Drafted:
    """What the list of a plan would be today."""

    fields: Sequence[Covered]
    year: int

    @cached_property
    def keys(self) -> dict[int, str]:
        """The key of every firm by its primary key."""
        return keys_by_id(sorted({firm for each in self.fields for firm in each.grades}))

    @cached_property
    def ids(self) -> dict[str, int]:
        """And the other way round."""
        return {key: firm for firm, key in self.keys.items()}

    @cached_property
    def listing(self) -> Listing:
        """Who is on it, and who stays off because the yearly number is used up."""
        rules = frame()
        caps = {(each.field.key, grade): checks.visits for each in self.fields for grade, checks in ranges_of(each.scheme, rules).items()}
        entries = [Entry(each.field.key, self.keys[firm], grade) for each in self.fields for firm, (grade, _) in each.grades.items()]
        return listed(entries, visits_of_year(self.year), caps)

    def points(self, entry: Entry) -> int:
        """The points of a firm in a field."""
        return next(each for each in self.fields if each.field.key == entry.field).grades[self.ids[entry.firm]][1]


def drafted(among: Collection[CreditField], year: int) -> tuple[Drafted, list[CreditField]]:
    """The list as of now, and the fields that were never graded."""
    industries = roster(made_up_ids() if settings.HOME_FILE.is_demo else None)  # no real firm is drawn, nor graded, in a demo
    found = {field.key: covered_by(field, industries) for field in among}
    missing = [field for field in among if found[field.key] is None]
    return Drafted([each for each in found.values() if each is not None], year), missing
