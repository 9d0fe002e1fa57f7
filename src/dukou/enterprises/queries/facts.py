"""What the register can state about firms on a day: the answers behind the named facts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal

from dukou.accounts.core.viewers import Viewer
from dukou.enterprises.core.ages import whole_years
from dukou.enterprises.models import Enterprise
from dukou.enterprises.queries.merged import keys_of_many, standing_for
from dukou.enterprises.queries.visibility import visible_enterprises
from dukou.figures.core.claims import Claim, ClaimKind
from dukou.figures.core.operators import Operator
from dukou.figures.queries import claims_of_many, tags_of
from dukou.kit.core.periods import PeriodKind
from dukou.rules.core.facts import FactValue, Stated, YearlyState
from dukou.rules.core.quantities import MEASURES

AGE = "age"  # of the register: reckoned from the day of the founding
REGISTER = "register"  # the source of what the register itself holds
FIRMNESS = (ClaimKind.FINAL, ClaimKind.REPORTED, ClaimKind.PRELIMINARY)  # what is taken first where several claims tell of one year


def registered(column: str, viewer: Viewer, keys: Sequence[str]) -> dict[str, Stated]:
    """What a column of the register holds of each firm; firms of which it holds nothing are left out."""
    return _in_column(column, standing_rows(viewer, keys))


def _in_column(column: str, rows: Mapping[str, Enterprise]) -> dict[str, Stated]:
    found: dict[str, Stated] = {}
    for key, row in rows.items():
        value: FactValue | None = getattr(row, column)
        if value not in (None, "", "unstated"):
            assert value is not None
            found[key] = Stated(value, "", None, REGISTER, row.registered_at.date(), row.key)
    return found


def ages(viewer: Viewer, keys: Sequence[str], as_of: date) -> dict[str, Stated]:
    """Whole years since the founding, as laws count them: a year is full on its day."""
    return _ages(standing_rows(viewer, keys), as_of)


def register_of(rows: Mapping[str, Enterprise], column: str, as_of: date) -> dict[str, Stated]:
    """A column of the register, or the age (`AGE`), of entries that were found."""
    return _ages(rows, as_of) if column == AGE else _in_column(column, rows)


def _ages(rows: Mapping[str, Enterprise], as_of: date) -> dict[str, Stated]:
    return {
        key: Stated(Decimal(whole_years(row.founded_on, as_of)), "年", None, REGISTER, row.registered_at.date(), row.key)
        for key, row in rows.items()
        if row.founded_on is not None and row.founded_on <= as_of
    }


def tagged(viewer: Viewer, keys: Sequence[str], as_of: date) -> dict[str, Stated]:
    """The segments that each firm is tagged with; a firm without any is left out: nobody has said that it belongs nowhere."""
    refs = _refs(viewer, keys)
    tags = tags_of(viewer=viewer, subjects=[ref for some in refs.values() for ref in some], known_on=as_of)
    found: dict[str, Stated] = {}
    for key, some in refs.items():
        mine = [tag for ref in some for tag in tags[ref]]
        if mine:
            newest = max(mine, key=lambda tag: tag.known_on)
            segments = tuple(sorted({tag.segment for tag in mine}))
            found[key] = Stated(segments, "", None, newest.source, newest.known_on)
    return found


def last_year(indicator: str, unit: str) -> Callable[[Viewer, Sequence[str], date], Mapping[str, Stated]]:
    """The fact that states a figure of the last calendar year known by the day."""

    def state(viewer: Viewer, keys: Sequence[str], as_of: date) -> Mapping[str, Stated]:
        years = _years(indicator, viewer, keys, as_of)
        return {key: _stated(claims[max(claims)], unit) for key, claims in years.items()}

    return state


def yearly(indicator: str, unit: str) -> YearlyState:
    """A figure of closed calendar years: of the last one before `as_of`, or so many years earlier; else the newest that is older.

    An older figure is told with its period, so that whoever needs that very year sees that it is another's.
    """

    def state(viewer: Viewer, keys: Sequence[str], as_of: date, back: int) -> Mapping[str, Stated]:
        return years_back(_years(indicator, viewer, keys, as_of), unit, as_of, back)

    return state


def years_back(years: Mapping[str, Mapping[int, Claim]], unit: str, as_of: date, back: int) -> dict[str, Stated]:
    """The figure of the last closed year, or so many years earlier; else the newest that is older."""
    wanted = as_of.year - 1 - back
    found: dict[str, Stated] = {}
    for key, claims in years.items():
        told = [year for year in claims if year <= wanted]
        if told:
            found[key] = _stated(claims[max(told)], unit)
    return found


def standing_rows(viewer: Viewer, keys: Sequence[str]) -> dict[str, Enterprise]:
    """The entry that stands for each key that the viewer may see; mostly it is the entry itself, and that is one query."""
    asked = {row.key: row for row in visible_enterprises.filter(viewer, Enterprise.objects.filter(key__in=keys))}
    merged = {row.pk for row in asked.values() if row.merged_into_id is not None}
    if not merged:
        return asked
    stands = standing_for(merged)
    rows = Enterprise.objects.in_bulk(set(stands.values()))
    return {key: rows[stands[row.pk]] if row.pk in merged else row for key, row in asked.items()}


def refs_of_rows(rows: Mapping[str, Enterprise]) -> dict[str, list[str]]:
    """Under which references things are stated about each firm."""
    known_as = keys_of_many({row.pk: row for row in rows.values()}.values())
    return {key: [f"enterprise/{each}" for each in known_as[row.key]] for key, row in rows.items()}


def _refs(viewer: Viewer, keys: Sequence[str]) -> dict[str, list[str]]:
    return refs_of_rows(standing_rows(viewer, keys))


def _years(indicator: str, viewer: Viewer, keys: Sequence[str], as_of: date) -> dict[str, dict[int, Claim]]:
    return years_of([indicator], viewer, _refs(viewer, keys), as_of)[indicator]


def years_of(
    indicators: Collection[str], viewer: Viewer, refs: Mapping[str, Sequence[str]], as_of: date
) -> dict[str, dict[str, dict[int, Claim]]]:
    """By indicator the firmest claim on each closed calendar year, by firm; firms without any are left out.

    Only plain numbers: what is told as “over” or “about” so much decides no threshold, so it is unknown here.
    """
    subjects = [ref for some in refs.values() for ref in some]
    claims = claims_of_many(viewer=viewer, subjects=subjects, known_on=as_of, indicators=indicators)
    found: dict[str, dict[str, dict[int, Claim]]] = {indicator: {} for indicator in indicators}
    for key, some in refs.items():
        told = [claim for ref in some for claim in claims[ref] if _is_of_closed_year(claim, as_of)]
        for claim in sorted(told, key=lambda each: (-FIRMNESS.index(each.kind), each.known_on, each.id)):
            assert claim.period is not None
            found[claim.indicator].setdefault(key, {})[claim.period.year] = claim
    return found


def _is_of_closed_year(claim: Claim, as_of: date) -> bool:
    is_year = claim.period is not None and claim.period.kind is PeriodKind.YEAR and claim.period.last < as_of
    return is_year and claim.kind in FIRMNESS and claim.quantity.operator is Operator.EQUAL


def _stated(claim: Claim, unit: str) -> Stated:
    number = claim.quantity.unit.converted(claim.quantity.number, MEASURES[unit])
    return Stated(number, unit, claim.period, claim.source, claim.known_on, claim.place, claim.ref)
