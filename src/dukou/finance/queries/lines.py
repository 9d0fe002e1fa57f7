"""Lines that were granted and the ledgers beneath them: of the firm, of its bank and of the office, and for nobody else there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.enterprises.queries.own import firms_standing, own_entries
from dukou.finance.core.kinds import ApplicationState, LoanEntryKind
from dukou.finance.core.loans import Entry, Standing, Terms, standing_on
from dukou.finance.models import Application, BankAnswer, CreditLine, LoanEntry, Need
from dukou.finance.queries.listings import stands_for
from dukou.finance.queries.products import products
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.kit.predicates import Predicate

PAGE = 50
_KINDS = {each.value: each for each in LoanEntryKind}


class NoSuchLine(Refusal):
    """There is no such line or application, or the viewer may not know of it."""

    code = "finance.no_such_line"
    status = 404
    what = Label("没有查到这笔授信", "there is no such line")
    why = Label("没有这个编号，或您看不到它", "none has this number, or you may not see it")
    cure = Label("核对编号", "check the number")


def _may_see(viewer: Viewer) -> Q:
    """The firm's own, those that one's bank granted, and all of them for the office."""
    if viewer.may(Permission.SEE_FINANCE):
        return Q()
    mine = Q(application__need__enterprise__in=own_entries(viewer))
    banks = viewer.organisations_where(Permission.ANSWER_NEEDS)
    return mine | Q(application__bank__key__in=banks) if banks else mine


visible_lines: Predicate[Viewer, CreditLine] = Predicate(CreditLine, _may_see)


@dataclass(frozen=True, slots=True)
class LineTold:
    """A line with how it stands on a day."""

    row: CreditLine
    standing: Standing
    is_running: bool

    @property
    def left(self) -> int:
        """What may still be drawn, in fen: nothing once its days are over."""
        return self.row.amount - self.standing.drawn if self.is_running else 0


def line_of(viewer: Viewer, number: int) -> CreditLine:
    """The line with this number, or a refusal."""
    found = _whole(visible_lines.filter(viewer, CreditLine.objects.filter(pk=number))).first()
    if found is None:
        raise NoSuchLine()
    return found


def lines_of(viewer: Viewer, on: date, beneath: int | None = None, *, standing: str = "") -> tuple[list[LineTold], int | None]:
    """A page of the lines in sight, the newest first, and the mark of the next page. `standing`: running or over alone."""
    rows = visible_lines.filter(viewer)
    if standing:
        rows = rows.filter(until_on__gte=on) if standing == "running" else rows.filter(until_on__lt=on)
    if beneath is not None:
        rows = rows.filter(pk__lt=beneath)
    page = list(_whole(rows).order_by("-pk")[: PAGE + 1])
    return told_of_many(page[:PAGE], on), page[PAGE - 1].pk if len(page) > PAGE else None


def told_of_many(rows: Collection[CreditLine], on: date) -> list[LineTold]:
    """Lines with how they stand; their ledgers are read at once."""
    kept = ledgers(row.pk for row in rows)
    return [LineTold(row, standing_on(kept.get(row.pk, ()), on), row.from_on <= on <= row.until_on) for row in rows]


def ledgers(lines: Iterable[int], known_on: date | None = None) -> dict[int, list[Entry]]:
    """By line its entries as the core takes them; `known_on`: those that were told by that day."""
    found: dict[int, list[Entry]] = {}
    numbers = sorted(set(lines))
    for start in range(0, len(numbers), 500):
        rows = LoanEntry.objects.filter(line__in=numbers[start : start + 500]).order_by("line", "on", "pk")
        for row in rows if known_on is None else rows.filter(told_at__date__lte=known_on):
            found.setdefault(row.line_id, []).append(entry_value(row))
    return found


def entries_of_line(line: CreditLine) -> tuple[list[LoanEntry], list[Entry]]:
    """The whole ledger of a line, in the order of its days: as it is kept, and as the core takes it."""
    kept = list(LoanEntry.objects.filter(line=line).order_by("on", "pk"))
    return kept, [entry_value(row) for row in kept]


def entry_value(row: LoanEntry) -> Entry:
    """An entry as the core takes it."""
    return Entry(row.pk, _KINDS[row.kind], row.amount, row.on, row.due_on, row.reverses_id)


def terms_of(line: CreditLine) -> Terms:
    """What bounds the drawings of a line."""
    return Terms(line.amount, line.from_on, line.until_on)


def offer_accepted(application: Application) -> BankAnswer | None:
    """The offer that stands: a bank's last answer, if it is one."""
    last = BankAnswer.objects.filter(application=application).order_by("-pk").first()
    return last if last is not None and last.is_offer else None


def _whole(rows: QuerySet[CreditLine]) -> QuerySet[CreditLine]:
    return rows.select_related("application__bank", "application__need__enterprise")


def accepted_applications(viewer: Viewer) -> list[tuple[Application, BankAnswer]]:
    """The applications to one's bank whose offer the firm accepted, the longest first."""
    banks = viewer.organisations_where(Permission.ANSWER_NEEDS)
    rows = Application.objects.filter(state=ApplicationState.ACCEPTED.value, bank__key__in=banks)
    found = [(row, offer_accepted(row)) for row in rows.select_related("bank", "need__enterprise").order_by("pk")]
    return [(row, offer) for row, offer in found if offer is not None]


def accepted_one(viewer: Viewer, number: int) -> tuple[Application, BankAnswer]:
    """The one of them with this number; for everybody else it is not there."""
    found = next(((row, offer) for row, offer in accepted_applications(viewer) if row.pk == number), None)
    if found is None:
        raise NoSuchLine()
    return found


def firm_names(applications: Collection[Application]) -> dict[int, str]:
    """By application the name of its firm, as it stands in the register now."""
    names = need_names([row.need for row in applications])
    return {row.pk: names[row.need_id] for row in applications}


def need_names(needs: Collection[Need]) -> dict[int, str]:
    """By need the same."""
    firms = firms_standing({row.enterprise_id for row in needs})
    return {row.pk: firms[row.enterprise_id].name for row in needs}


def product_names() -> dict[str, Label]:
    """What products are called now, by slug."""
    return {each.key: each.name for each in products()}


def taken_on(day: date) -> dict[tuple[int, str], int]:
    """By firm (the entry that stands) and product the sum of its lines that are not over on a day, in fen."""
    running = CreditLine.objects.filter(until_on__gte=day)
    rows = list(running.values_list("application__need__enterprise", "application__product", "amount"))
    stands, found = stands_for({entry for entry, _, _ in rows}), Counter[tuple[int, str]]()
    for entry, product, amount in rows:
        found[stands[entry], product] += amount
    return found
