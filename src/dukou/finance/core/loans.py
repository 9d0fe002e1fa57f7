"""The ledger beneath a granted line: what is drawn, owed and overdue on a day is reckoned from its entries, and from nothing else.

A line is no loan: its amount is a bound and is never added to what was drawn. What is repaid does not free the line again: a guarantee, a
subsidy and a pool each stand for one drawing of it, and a share drawn of a line means something only where both are told once. Who is to
draw anew is granted a new line.

Principal lies in parts by the day on which it is due. `REPAID` takes from the part due first; `RENEWED` moves what is not yet due to a
later day (so it is an extension, 展期); `OVERDUE` takes out what was due and not paid; `CLEARED` is principal that was overdue and is
paid. `REVERSED` takes one entry back, as though it had never been told: the ledger only grows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from dukou.finance.core.kinds import LoanEntryKind as Kind
from dukou.kit.core.labels import Label, joined, same
from dukou.kit.core.money import money_text

_DUE = (Kind.DRAWN, Kind.RENEWED)  # the kinds that say a due day


@dataclass(frozen=True, slots=True)
class Terms:
    """A line as the ledger needs it: the most that is drawn in all (fen), and the days on which it may be."""

    amount: int
    from_on: date
    until_on: date


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger. `amount`: fen. `due_on`: of a drawing or a renewal. `reverses`: number of the entry that is taken back."""

    number: int
    kind: Kind
    amount: int
    on: date
    due_on: date | None = None
    reverses: int | None = None


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why a ledger cannot be so: the entry at which it breaks, what is wrong there, and what to do."""

    entry: Entry
    why: Label
    cure: Label


@dataclass(frozen=True, slots=True)
class Standing:
    """A line on a day, all in fen. `drawn`: ever; `balance`: owed, `overdue` within it; `due`: what is not overdue, by due day."""

    drawn: int = 0
    repaid: int = 0
    interest: int = 0
    overdue: int = 0
    due: tuple[tuple[date, int], ...] = ()

    @property
    def balance(self) -> int:
        """What is owed of the principal."""
        return self.drawn - self.repaid


@dataclass(slots=True)
class _Running:
    """The ledger while it is gone through."""

    drawn: int = 0
    repaid: int = 0
    interest: int = 0
    overdue: int = 0
    due: dict[date, int] = field(default_factory=dict)

    def owed(self, *, due_before: date | None = None, due_from: date | None = None) -> int:
        """What is not marked overdue, of the due days asked for."""
        return sum(amount for day, amount in self.due.items() if _within(day, due_before, due_from))

    def parts(self, amount: int, *, due_from: date | None = None) -> dict[date, int]:
        """What an amount takes from the parts that are due first, by their days."""
        found = dict[date, int]()
        for day in sorted(each for each in self.due if _within(each, None, due_from)):
            if amount:
                found[day] = min(amount, self.due[day])
                amount -= found[day]
        return found

    def take(self, amount: int, *, due_from: date | None = None) -> None:
        """Take it."""
        for day, part in self.parts(amount, due_from=due_from).items():
            self.due[day] -= part
            if not self.due[day]:
                del self.due[day]


def standing_on(entries: Iterable[Entry], day: date) -> Standing:
    """The line on a day: of its entries up to that day, in the order of their days. They were checked when they were told."""
    running = _Running()
    for each in in_order(entries):
        if each.on <= day:
            _apply(running, each)
    return Standing(running.drawn, running.repaid, running.interest, running.overdue, tuple(sorted(running.due.items())))


def wrong_of(terms: Terms, entries: Sequence[Entry]) -> Wrong | None:
    """The first entry at which a ledger breaks; None where it is right. What is told late is put in its place by its day."""
    running = _Running()
    for each in in_order(entries):
        said = _said_wrong(terms, running, each)
        if said is not None:
            return Wrong(each, *said)
        _apply(running, each)
    return None


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """The entries that count, by their day and then as they were told; what was taken back counts no more, nor does its taking back."""
    found = list(entries)
    gone = {each.reverses for each in found if each.kind is Kind.REVERSED}
    return sorted(
        (each for each in found if each.kind is not Kind.REVERSED and each.number not in gone), key=lambda each: (each.on, each.number)
    )


def interest_in(entries: Iterable[Entry], first: date, last: date) -> int:
    """Interest paid from one day to another, both included."""
    return sum(each.amount for each in in_order(entries) if each.kind is Kind.INTEREST and first <= each.on <= last)


def drawn_in(entries: Iterable[Entry], first: date, last: date) -> int:
    """What was drawn from one day to another, both included."""
    return sum(each.amount for each in in_order(entries) if each.kind is Kind.DRAWN and first <= each.on <= last)


def balance_days(entries: Iterable[Entry], first: date, last: date) -> int:
    """The balance at the end of each day from one to another, both included, added up (fen × days): over the days it is their mean."""
    total, balance, at = 0, 0, first
    for each in in_order(entries):
        moved = {Kind.DRAWN: each.amount, Kind.REPAID: -each.amount, Kind.CLEARED: -each.amount}.get(each.kind, 0)
        if moved and each.on <= last:
            until = max(at, each.on)
            total, at = total + balance * (until - at).days, until
            balance += moved
    return total + balance * (last + timedelta(days=1) - at).days


def was_overdue(entries: Iterable[Entry], first: date, last: date) -> bool:
    """Whether anything was overdue on any day from one to another."""
    kept = in_order(entries)
    within = any(each.kind is Kind.OVERDUE and first <= each.on <= last for each in kept)
    return within or standing_on(kept, first - timedelta(days=1)).overdue > 0


def was_extended(entries: Iterable[Entry], last: date) -> bool:
    """Whether a due day was ever moved, up to a day."""
    return any(each.kind is Kind.RENEWED and each.on <= last for each in in_order(entries))


def place_of(entry: Entry) -> Label:
    """An entry in words, as a refusal names it: day, kind and amount."""
    return joined([same(str(entry.on)), entry.kind.label, same(_money(entry.amount))], zh=" ", en=" ")


def _apply(running: _Running, entry: Entry) -> None:
    amount = entry.amount
    match entry.kind:
        case Kind.DRAWN:
            running.drawn += amount
            _owe(running, entry)
        case Kind.REPAID:
            running.repaid += amount
            running.take(amount)
        case Kind.INTEREST:
            running.interest += amount
        case Kind.RENEWED:
            running.take(amount, due_from=entry.on)
            _owe(running, entry)
        case Kind.OVERDUE:
            running.overdue += amount
            running.take(amount)
        case Kind.CLEARED:
            running.overdue -= amount
            running.repaid += amount


def _owe(running: _Running, entry: Entry) -> None:
    if entry.due_on is not None:
        running.due[entry.due_on] = running.due.get(entry.due_on, 0) + entry.amount


def _said_wrong(terms: Terms, running: _Running, entry: Entry) -> tuple[Label, Label] | None:
    """What is wrong with an entry where it stands, and the cure."""
    if entry.amount <= 0:
        return Label("金额应大于零", "its amount is not above nought"), Label("填写金额", "write the amount")
    if entry.on < terms.from_on:
        return Label("早于授信起始日", "it comes before the line begins"), Label(f"不早于 {terms.from_on}", f"not before {terms.from_on}")
    return _wrong_due(entry) or _JUDGES[entry.kind](terms, running, entry)


def _wrong_due(entry: Entry) -> tuple[Label, Label] | None:
    if entry.kind not in _DUE:
        if entry.due_on is None:
            return None
        return Label("这一类没有到期日", "this kind has no due day"), Label("去掉到期日", "leave the due day out")
    if entry.due_on is None or entry.due_on <= entry.on:
        return Label("没有到期日，或到期日不晚于当日", "it has no due day, or one that is not later"), Label(
            "写明到期日", "say when it is due"
        )
    return None


def _wrong_drawing(terms: Terms, running: _Running, entry: Entry) -> tuple[Label, Label] | None:
    left = terms.amount - running.drawn
    if entry.on > terms.until_on:
        return Label("授信已到期", "the line has ended"), Label("重新授信后再放款", "grant a new line first")
    return _beyond(
        entry.amount,
        left,
        Label("可放款额度", "what is left of the line"),
        Label("还本不恢复额度，需重新授信", "repaying frees no line; grant a new one"),
    )


def _wrong_repayment(terms: Terms, running: _Running, entry: Entry) -> tuple[Label, Label] | None:
    cure = (
        Label("逾期部分记为逾期结清", "what is overdue is entered as arrears cleared")
        if running.overdue
        else Label("核对金额", "check the amount")
    )
    return _beyond(entry.amount, running.owed(), Label("未逾期的余额", "the balance that is not overdue"), cure)


def _wrong_interest(terms: Terms, running: _Running, entry: Entry) -> tuple[Label, Label] | None:
    if running.drawn:
        return None
    return Label("此前没有放款", "nothing was drawn before it"), Label("先登记放款", "enter the drawing first")


def _wrong_renewal(terms: Terms, running: _Running, entry: Entry) -> tuple[Label, Label] | None:
    cure = Label("已过期的记为逾期", "what is past due is entered as overdue")
    wrong = _beyond(entry.amount, running.owed(due_from=entry.on), Label("尚未到期的余额", "the balance not yet due"), cure)
    if wrong is not None or entry.due_on is None:
        return wrong
    last = max(running.parts(entry.amount, due_from=entry.on))
    if entry.due_on > last:
        return None
    return Label("新到期日不晚于原到期日", "its due day is not later than before"), Label(f"晚于 {last}", f"later than {last}")


def _wrong_overdue(terms: Terms, running: _Running, entry: Entry) -> tuple[Label, Label] | None:
    return _beyond(
        entry.amount,
        running.owed(due_before=entry.on),
        Label("当日已过到期日的余额", "the balance past its due day"),
        Label("只记已过到期日未还的", "enter only what is past due and unpaid"),
    )


def _wrong_clearing(terms: Terms, running: _Running, entry: Entry) -> tuple[Label, Label] | None:
    return _beyond(
        entry.amount,
        running.overdue,
        Label("逾期余额", "what is overdue"),
        Label("未逾期的记为还本", "what is not overdue is entered as repaid"),
    )


def _beyond(amount: int, most: int, of: Label, cure: Label) -> tuple[Label, Label] | None:
    if amount <= most:
        return None
    told = _money(most)
    return Label(f"超过{of.zh} {told}", f"it is beyond {of.en}, {told}"), cure


_JUDGES = {
    Kind.DRAWN: _wrong_drawing,
    Kind.REPAID: _wrong_repayment,
    Kind.INTEREST: _wrong_interest,
    Kind.RENEWED: _wrong_renewal,
    Kind.OVERDUE: _wrong_overdue,
    Kind.CLEARED: _wrong_clearing,
}


def _within(day: date, before: date | None, since: date | None) -> bool:
    return (before is None or day < before) and (since is None or day >= since)


def _money(fen: int) -> str:
    return money_text(fen, "元" if fen % 1_000_000 else "万元")
