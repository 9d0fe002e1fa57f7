"""What is known of many subjects for some rule books: each fact asked once for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from dukou.accounts.core.viewers import Viewer
from dukou.rules.core.facts import Fact, FactType, Range, Stated
from dukou.rules.core.linking import FactKey, Linked
from dukou.rules.core.needs import needs_of
from dukou.rules.core.taking import taken
from dukou.rules.core.values import Value
from dukou.rules.queries.catalogue import catalogue


@dataclass(slots=True)
class Sheet:
    """The facts of one subject as an evaluation takes them, and what was stated of each: also of those that are of another year.

    `aged`: each value that is of the year asked for or of an earlier one, and by how many years it is older.
    """

    facts: dict[FactKey, Value] = field(default_factory=dict)
    sources: dict[FactKey, Stated] = field(default_factory=dict)
    aged: dict[FactKey, tuple[int, Value]] = field(default_factory=dict)

    def within(self, ages: Mapping[FactKey, int]) -> dict[FactKey, Value]:
        """The facts that some books lean on, none older than they allow (`needs_of`)."""
        told = self.aged
        return {key: told[key][1] for key, age in ages.items() if key in told and told[key][0] <= age}


def sheets_of(
    books: Iterable[Linked],
    *,
    viewer: Viewer,
    keys: Sequence[str],
    as_of: date,
    known_on: date | None = None,
    facts: Mapping[str, Fact] | None = None,
) -> dict[str, Sheet]:
    """A sheet for each subject, with every fact that the books lean on, as far as the viewer may see it.

    `known_on`: a later day by which it was known, for a case of `as_of` that is settled then. Yearly figures stay those of the years
    before `as_of`, and what is reckoned of the day (an age) that of `as_of`.
    """
    on = as_of if known_on is None else known_on
    known = facts if facts is not None else catalogue()
    sheets = {key: Sheet() for key in keys}
    for (name, back), may_be_older in needs_of(books).items():
        fact = known[name]
        if fact.yearly:
            stated = fact.yearly(viewer, keys, on, back + on.year - as_of.year)
        else:
            stated = fact.state(viewer, keys, as_of if fact.is_of_day else on)
        for key, told in stated.items():
            sheets[key].sources[(name, back)] = told
            age = age_of(told, fact, as_of.year - 1 - back)
            if age >= 0:
                sheets[key].aged[(name, back)] = age, value_of(told, fact)
                if age <= may_be_older:
                    sheets[key].facts[(name, back)] = sheets[key].aged[(name, back)][1]
    return sheets


def age_of(told: Stated, fact: Fact, year: int) -> int:
    """By how many years a yearly figure is older than the year asked for; below nought where it is of a later one."""
    return 0 if fact.yearly is None or told.period is None else year - told.period.year


def value_of(told: Stated, fact: Fact) -> Value:
    """The stated value in its natural size, as far as it is what the fact holds; a number beyond what can be compared is unknown."""
    if (fact.holds is FactType.QUANTITY) != isinstance(told.value, Decimal | Range):
        return None
    return taken(told.value, told.unit)
