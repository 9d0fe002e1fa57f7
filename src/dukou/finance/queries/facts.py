"""What is known of a firm's lines and loans, for rule books: from the ledgers that banks keep here, and of nothing outside them.

Of a firm that never had a line here nothing is told: it may owe any bank anything. Only entries count that were told by the day asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.enterprises.queries.merged import entries_of, standing_for
from dukou.enterprises.queries.own import own_firms
from dukou.enterprises.queries.rosters import ids_by_key
from dukou.finance.core.kinds import LoanEntryKind
from dukou.finance.core.loans import Entry, balance_days, drawn_in, in_order, interest_in, standing_on, was_extended, was_overdue
from dukou.finance.models import CreditLine
from dukou.finance.queries.lines import ledgers
from dukou.kit.core.money import from_fen
from dukou.kit.core.periods import Period, year
from dukou.rules.core.facts import FactValue, State, Stated, YearlyState

SOURCE = "finance:lines"
STARTUP = "startup-guaranteed"  # the product whose interest is subsidised, by its slug in packs
FEW = 500


@dataclass(frozen=True, slots=True)
class LineKept:
    """A line with what was told of it by the day. `told_on`: when the last of it was told."""

    amount: int
    from_on: date
    until_on: date
    entries: tuple[Entry, ...]
    told_on: date


Reckon = Callable[[Sequence[LineKept], date], FactValue]
ReckonYear = Callable[[Sequence[LineKept], date, date], FactValue]


def of_lines(reckon: Reckon, unit: str = "", product: str = "") -> State:
    """The fact that is reckoned of a firm's lines on a day. `product`: of its lines alone."""

    def state(viewer: Viewer, keys: Sequence[str], as_of: date) -> Mapping[str, Stated]:
        on = min(as_of, timezone.localdate())
        return {key: _stated(reckon(lines, on), unit, None, lines) for key, lines in _kept(viewer, keys, on, product)}

    return state


def of_year(reckon: ReckonYear, unit: str, product: str = "") -> YearlyState:
    """The fact that is reckoned of a closed calendar year: the last one before the day, or so many years earlier."""

    def state(viewer: Viewer, keys: Sequence[str], as_of: date, back: int) -> Mapping[str, Stated]:
        number = as_of.year - 1 - back
        first, last = date(number, 1, 1), date(number, 12, 31)
        found = [(key, lines) for key, lines in _kept(viewer, keys, as_of, product) if any(line.from_on <= last for line in lines)]
        return {key: _stated(reckon(lines, first, last), unit, year(number), lines) for key, lines in found}

    return state


def granted(lines: Sequence[LineKept], on: date) -> Decimal:
    """What is granted in lines that run, in 万元. Nothing of it is money that came."""
    return from_fen(sum(line.amount for line in lines if line.from_on <= on <= line.until_on), "万元")


def balance(lines: Sequence[LineKept], on: date) -> Decimal:
    """What is owed of the principal, in 万元."""
    return from_fen(sum(standing_on(line.entries, on).balance for line in lines), "万元")


def drawn_within_a_year(lines: Sequence[LineKept], on: date) -> Decimal:
    """What was drawn in the twelve months up to the day, in 万元."""
    return from_fen(sum(drawn_in(line.entries, a_year_before(on) + timedelta(days=1), on) for line in lines), "万元")


def has_overdue(lines: Sequence[LineKept], on: date) -> bool:
    """Whether anything is overdue on the day."""
    return any(standing_on(line.entries, on).overdue for line in lines)


def interest_of_year(lines: Sequence[LineKept], first: date, last: date) -> Decimal:
    """Interest paid in a year, in 元."""
    return from_fen(sum(interest_in(line.entries, first, last) for line in lines), "元")


def mean_balance(lines: Sequence[LineKept], first: date, last: date) -> Decimal:
    """The mean over the days of a year of what was owed at the end of each, in 元; what is less than a fen is dropped."""
    days = (last - first).days + 1
    return from_fen(sum(balance_days(line.entries, first, last) for line in lines) // days, "元")


def overdue_since_last_year(lines: Sequence[LineKept], on: date) -> bool:
    """Whether a loan was overdue at any time since the last closed year began."""
    return any(was_overdue(line.entries, date(on.year - 1, 1, 1), on) for line in lines)


def extended_since_last_year(lines: Sequence[LineKept], on: date) -> bool:
    """Whether a loan was extended that was owed, or moved, at any time since the last closed year began."""
    first = date(on.year - 1, 1, 1)
    return any(was_extended(line.entries, on) for line in lines if _was_there(line, first, on))


def a_year_before(on: date) -> date:
    """The same day of the year before; of the 29th of February the 28th."""
    try:
        return on.replace(year=on.year - 1)
    except ValueError:
        return on.replace(year=on.year - 1, day=28)


def _was_there(line: LineKept, first: date, on: date) -> bool:
    moved = any(first <= each.on <= on for each in in_order(line.entries) if each.kind is not LoanEntryKind.INTEREST)
    return moved or standing_on(line.entries, first).balance > 0


def _kept(viewer: Viewer, keys: Sequence[str], on: date, product: str) -> Iterator[tuple[str, list[LineKept]]]:
    """The lines of each firm that were granted by the day, with what was told of them; firms without any are left out."""
    ids = ids_by_key(_seen(viewer, keys))
    lines = CreditLine.objects.filter(granted_at__date__lte=on)
    if product:
        lines = lines.filter(application__product=product)
    if len(ids) <= FEW:
        lines = lines.filter(application__need__enterprise__in=[entry for firm in set(ids.values()) for entry in entries_of(firm)])
    rows = list(lines.select_related("application__need"))
    told, stands = ledgers((row.pk for row in rows), known_on=on), standing_for({row.application.need.enterprise_id for row in rows})
    found: dict[int, list[LineKept]] = {}
    for row in rows:
        entries = tuple(told.get(row.pk, ()))
        kept = LineKept(row.amount, row.from_on, row.until_on, entries, _told_on(row, entries, on))
        found.setdefault(stands[row.application.need.enterprise_id], []).append(kept)
    return ((key, found[firm]) for key, firm in ids.items() if firm in found)


def _told_on(row: CreditLine, entries: Sequence[Entry], on: date) -> date:
    """The day of the last entry, or of the grant."""
    return max([timezone.localdate(row.granted_at), *(each.on for each in entries if each.on <= on)])


def _seen(viewer: Viewer, keys: Sequence[str]) -> Sequence[str]:
    """The administration is told of all, a firm of itself; a bank of nobody by this way."""
    if viewer.may(Permission.SEE_FIGURES_INTERNAL):
        return keys
    own = set(own_firms(viewer))
    return [key for key in keys if key in own]


def _stated(value: FactValue, unit: str, period: Period | None, lines: Sequence[LineKept]) -> Stated:
    return Stated(value, unit, period, SOURCE, max(line.told_on for line in lines))
