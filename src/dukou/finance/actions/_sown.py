"""The stories of the demo: a small firm whose order is too large for it, needs at every step, banks in time and late, lines and loans."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

from dukou.accounts.core.demo import BANK, OFFICE
from dukou.casework.actions import meetings
from dukou.casework.core.states import MeetingKind
from dukou.enterprises.actions.statements import state_many
from dukou.enterprises.core.statements import Told
from dukou.finance.actions import bank_products, consents, listings, look_ups, match_plans
from dukou.finance.actions._sown_steps import MADE_UP, Asking, accepted, asked, consented, drawn, granted, line_of, offered, refused
from dukou.finance.core.kinds import LoanEntryKind, Purpose
from dukou.finance.models import Application, Consent, CreditLine, LookUp, Need
from dukou.finance.queries.limits import listed
from dukou.finance.queries.origins import origins_of
from dukou.kit.core.refusals import Refusal
from dukou.rules.core.answers import Answer
from dukou.rules.queries.catalogue import statable_facts

if TYPE_CHECKING:
    from dukou.finance.actions.seeds import Stage

COMMERCIAL, KNOWLEDGE, STARTUP = "commercial-value", "knowledge-value", "startup-guaranteed"
OTHERS = ("made-up-bank-1", "made-up-bank-2", "made-up-bank-3")
_KNOWN = {  # what the start-up loan asks of a firm: stated of those that tell a need, so that a plan has pairs
    "enterprise.target-hires": "6人",
    "enterprise.employees-in-service": "30人",
    "enterprise.has-year-contracts": "yes",
    "enterprise.has-wage-arrears": "no",
    "enterprise.has-insurance-arrears": "no",
}
_EVIDENCE = f"{MADE_UP}材料，仅供演示"


def stories(stage: Stage) -> dict[str, int]:
    """Everything, in the order of the days; how many rows there are then."""
    _known(stage)
    _offers(stage)
    _of_last_year(stage)
    _of_last_quarter(stage)
    meeting = _met(stage)
    _small_firm(stage, meeting)
    _these_weeks(stage)
    _white_list(stage)
    with _if_possible():
        match_plans.make(by=stage.officer, as_of=stage.known_on, now=stage.now)
    kept = {"needs": Need, "applications": Application, "lines": CreditLine, "consents": Consent, "looks": LookUp}
    return {name: model.objects.count() for name, model in kept.items()}  # type: ignore[attr-defined]


def _known(stage: Stage) -> None:
    """What offices know of some of the firms, as far as the pack has such facts; what the register tells on its own day is newer."""
    there, day = {key for key, _ in statable_facts("enterprise")}, stage.known_on - timedelta(days=1)
    told = [(firm.key, Told(fact, value, day)) for firm in stage.firms[:12] for fact, value in _KNOWN.items() if fact in there]
    if told:
        state_many(by=stage.officer, told=told, evidence=_EVIDENCE, now=stage.now)


def _offers(stage: Stage) -> None:
    """What banks offer this half-year, each with its quota."""
    for bank, product, quota, cases in (
        (BANK.key, COMMERCIAL, "1200万元", 12),
        (BANK.key, STARTUP, "800万元", 10),
        (OTHERS[0], STARTUP, "300万元", 4),
        (OTHERS[0], KNOWLEDGE, "600万元", 6),
        (OTHERS[1], STARTUP, "150万元", 3),
        (OTHERS[1], COMMERCIAL, "", 8),
    ):
        since, until, officer = stage.on(60), stage.on(-120), stage.bank(bank)
        bank_products.state(
            by=officer, bank=bank, product=product, quota=quota, cases=cases, from_on=since, until_on=until, now=stage.day(60)
        )


def _of_last_year(stage: Stage) -> None:
    """Start-up loans whose interest was paid last year and this: for the subsidy. One was extended, one overdue and cleared."""
    this_year = stage.now.date().timetuple().tm_yday
    for place, firm in enumerate((1, 2, 3)):
        ago = this_year + 170 + 10 * place  # in the middle of the last year
        line = line_of(stage, Asking(firm, STARTUP, f"{60 + 20 * place}万元", 24), BANK.key, ago, rate=330)
        drawn(stage, line, f"{60 + 20 * place}万元", ago - 12, due=ago - 12 - 400)
        for quarter in (90, 160):
            drawn(stage, line, f"{4950 + 1650 * place}元", ago - 12 - quarter, kind=LoanEntryKind.INTEREST)
    line = line_of(stage, Asking(4, STARTUP, "50万元", 12), OTHERS[0], 330, rate=345)
    drawn(stage, line, "50万元", 320, due=140)
    drawn(stage, line, "50万元", 150, kind=LoanEntryKind.RENEWED, due=-30)
    line = line_of(stage, Asking(5, COMMERCIAL, "120万元", 12), OTHERS[1], 300, rate=435)
    drawn(stage, line, "120万元", 290, due=60)
    drawn(stage, line, "90万元", 70, kind=LoanEntryKind.REPAID)
    drawn(stage, line, "30万元", 55, kind=LoanEntryKind.OVERDUE)
    drawn(stage, line, "10万元", 30, kind=LoanEntryKind.CLEARED)


def _of_last_quarter(stage: Stage) -> None:
    """A dozen firms that told a need in the quarter that is over: some drew, some were refused, some waited."""
    reasons = ("weak-repayment", "papers-wanting", "quota-used", "weak-repayment", "unclear-purpose")
    for place in range(12):
        ago = stage.before_quarter_ended(70 - 3 * place)
        asking, bank = Asking(12 + place, (COMMERCIAL, STARTUP)[place % 2], f"{30 + 10 * place}万元", 12), (BANK.key, *OTHERS)[place % 4]
        if place < 6:
            line = line_of(stage, asking, bank, ago, rate=(380, 340)[place % 2])
            drawn(stage, line, f"{20 + 10 * place}万元", ago - 13, due=ago - 13 - 365)
        elif place < 11:
            number = asked(stage, asking, bank, ago)
            refused(stage, bank, number, ago - (20 if place == 8 else 7), reasons[place - 6])
        else:
            asked(stage, asking, bank, ago)


def _met(stage: Stage) -> int | None:
    """A meeting of firms with banks three weeks ago."""
    desks = [stage.desks[firm.key] for firm in stage.firms[:8]]
    found: list[int] = []
    with _if_possible():
        held = meetings.call(
            by=stage.officer,
            host=OFFICE.key,
            kind=MeetingKind.BANK_MEETING,
            title=f"银企对接会{MADE_UP}",
            begins_at=stage.day(24, 14),
            place="虚构厅",
            invited=[BANK.key, *OTHERS, *desks],
            now=stage.day(31),
        )
        found.append(held.pk)
    return found[0] if found else None


def _small_firm(stage: Stage, meeting: int | None) -> None:
    """Three people with an order of 9 m yuan: a need of 99万元, a consent, two looks, two offers, the cheaper one, a line, a drawing."""
    own = origins_of(stage.own, stage.firms[0].id)
    came = (own[-1].kind, str(own[-1].number)) if own else None
    asking = Asking(0, COMMERCIAL, "99万元", 12, "接到 900 万元的订单，缺料款", came, meeting)
    number = asked(stage, asking, BANK.key, 23)
    consent = Application.objects.get(pk=number).consent_id
    for ago, why in ((22, "贷前审查"), (20, "核对订单和纳税区间")):
        look_ups.look(by=stage.demo_bank, consent=consent, why=why, as_of=stage.known_on, now=stage.day(ago, 15))
    need = Application.objects.get(pk=number).need_id
    second = consented(stage, 0, OTHERS[0], 22)
    other = asked(stage, asking, OTHERS[0], 22, need=need, consent=second)
    offered(stage, BANK.key, number, 17, "99万元", 365)
    offered(stage, OTHERS[0], other, 16, "80万元", 420, fee="800元")
    accepted(stage, 0, number, 15)
    line = granted(stage, BANK.key, number, 13, "99万元", 365)
    drawn(stage, line, "60万元", 12, due=-353)
    drawn(stage, line, "1825元", 1, kind=LoanEntryKind.INTEREST)


def _these_weeks(stage: Stage) -> None:
    """Needs at every other step: told only, with banks in time and late, offered, accepted, refused, closed."""
    asked(stage, Asking(6, STARTUP, "80万元", 12), BANK.key, 4)
    asked(stage, Asking(7, COMMERCIAL, "150万元", 12), BANK.key, 27)  # nobody answered: late
    asked(stage, Asking(8, STARTUP, "60万元", 24), OTHERS[2], 33)  # the same
    number = asked(stage, Asking(9, STARTUP, "45万元", 12), OTHERS[1], 12)
    offered(stage, OTHERS[1], number, 5, "45万元", 335)
    number = asked(stage, Asking(10, COMMERCIAL, "100万元", 12), BANK.key, 14)
    offered(stage, BANK.key, number, 9, "100万元", 395)
    accepted(stage, 10, number, 6)
    number = asked(stage, Asking(11, KNOWLEDGE, "70万元", 12), OTHERS[0], 16)
    refused(stage, OTHERS[0], number, 8, "too-much-debt")
    for firm, amount in ((1, "40万元"), (2, "120万元"), (3, "55万元")):
        asked(stage, Asking(firm, "", amount, 12), "", 6)  # told, and sent to no bank yet
    asked(stage, Asking(5, "", "35万元", 6), "", 40, closed="自筹解决")


def _white_list(stage: Stage) -> None:
    """One on the application list, one recommended and consented to a bank, one taken off."""
    listings.apply(by=stage.agent(0), enterprise=stage.firms[0].key, now=stage.day(18))
    for firm in (1, 2, 6, 9):
        if listed(stage.firms[firm].key, stage.on(15), stage.known_on).answer is not Answer.NO:
            row = listings.apply(by=stage.agent(firm), enterprise=stage.firms[firm].key, now=stage.day(19))
            listings.recommend(by=stage.officer, number=row.pk, reason=f"{MADE_UP}已入企核实", as_of=stage.known_on, now=stage.day(15))
            consented(stage, firm, BANK.key, 10, purpose=Purpose.RECOMMENDATION)
            break
    row = listings.apply(by=stage.agent(4), enterprise=stage.firms[4].key, now=stage.day(50))
    listings.take_off(by=stage.officer, number=row.pk, reason=f"{MADE_UP}贷款已展期，待核实", now=stage.day(21))
    withdrawn = consented(stage, 0, OTHERS[2], 26)
    consents.withdraw(by=stage.own, consent=withdrawn, now=stage.day(20))


@contextmanager
def _if_possible() -> Iterator[None]:
    """What may be refused: a meeting by an office that calls none, a plan where too little is known of every firm for a product."""
    try:
        yield
    except Refusal:
        return
