"""A made-up district with few appeals, every figure of which can be reckoned by hand. Nothing in it is about anybody real."""

from __future__ import annotations

from dataclasses import dataclass

from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import Viewer
from dukou.appeals.actions import appeals, call_backs, dispatch, exchanges, objections, replies, triage
from dukou.appeals.core.kinds import RefusalGround, Satisfaction, VerdictKind
from dukou.appeals.models import Appeal
from dukou.appeals.tests.made_up import agent, at, district, filed, firm, officer
from dukou.casework.models import Leg
from dukou.enterprises.models import Enterprise

NOW = at("2026-10-20 18:00")  # when the figures are asked for


@dataclass
class Golden:
    """Who plays, and the appeals by what happened to them."""

    firm: Enterprise
    other: Enterprise
    agent: Viewer
    window: Viewer
    caller: Viewer
    power: Viewer
    social: Viewer
    solved: Appeal
    late: Appeal
    again: Appeal
    on_plan: Appeal
    open: Appeal
    refused: Appeal
    moved: Appeal


def golden() -> Golden:
    """Seven appeals of Thursday, 24 September 2026, 10:00; replies are due on Monday, 12 October, at midnight (7 working days)."""
    district()
    one, other = firm(), firm("虚构乙厂")
    by, and_by = agent(one), agent(other, "agent-2")
    window, caller = officer("window", Role.WINDOW_CLERK, "window"), officer("caller", Role.WINDOW_CLERK, "window")
    power, social = officer("power-1", Role.DEPARTMENT_OFFICER, "power"), officer("social-1", Role.DEPARTMENT_OFFICER, "social")
    made = [
        filed(*((by, one) if place % 2 else (and_by, other)), title=f"第{place}件", text=f"线路第{place}处", contact=_CONTACT)
        for place in range(1, 8)
    ]
    for appeal in [*made[:5], made[6]]:
        _sent(window, appeal)
    _solved(by, power, caller, made[0])
    _late(power, caller, made[1])
    _again(power, caller, made[2])
    _planned(power, made[3])
    triage.refuse(by=window, number=made[5].pk, ground=RefusalGround.COURT, words="已立案", now=at("2026-09-24 11:00"))
    _moved(window, power, social, made[6])
    return Golden(one, other, by, window, caller, power, social, *made)


_CONTACT = appeals.Contact("虚构某人", "13800000001")


def _sent(window: Viewer, appeal: Appeal) -> None:
    """Accepted, dispatched to the power office and the firm called, all within an hour."""
    triage.accept(by=window, number=appeal.pk, now=at("2026-09-24 10:20"))
    triage.contact(by=window, number=appeal.pk, words="已联系", now=at("2026-09-24 11:00"))
    dispatch.send(by=window, number=appeal.pk, lead="power", now=at("2026-09-24 11:00"))


def _reply(by: Viewer, appeal: Appeal, verdict: VerdictKind, now: str, **more: object) -> None:
    told = {"done": "已迁改"} if verdict in (VerdictKind.SOLVED, VerdictKind.PARTLY) else {}
    replies.reply(by=by, number=appeal.pk, verdict=verdict, text="答复", now=at(now), **told | more)  # type: ignore[arg-type]


def _solved(by: Viewer, power: Viewer, caller: Viewer, appeal: Appeal) -> None:
    """In time: 9 office hours after filing (24 September 6, the 28th 3), of which the firm had it for 5 (4 and 1)."""
    exchanges.ask(by=power, number=appeal.pk, question="哪一段", now=at("2026-09-24 14:00"))
    exchanges.answer(by=by, number=appeal.pk, text="东段", now=at("2026-09-28 10:00"))
    _reply(power, appeal, VerdictKind.SOLVED, "2026-09-28 12:00")
    call_backs.record(by=caller, number=appeal.pk, satisfaction=Satisfaction.VERY_SATISFIED, now=at("2026-09-29 09:00"))


def _late(power: Viewer, caller: Viewer, appeal: Appeal) -> None:
    """After its time, in part; the firm did not answer the call."""
    _reply(power, appeal, VerdictKind.PARTLY, "2026-10-13 09:00")
    call_backs.record(by=caller, number=appeal.pk, satisfaction=None, now=at("2026-10-14 09:00"))


def _again(power: Viewer, caller: Viewer, appeal: Appeal) -> None:
    """In time; the firm is not satisfied, so it is in hand again, and counts as not solved meanwhile."""
    _reply(power, appeal, VerdictKind.SOLVED, "2026-09-28 12:00")
    call_backs.record(by=caller, number=appeal.pk, satisfaction=Satisfaction.DISSATISFIED, now=at("2026-10-19 09:00"))


def _planned(power: Viewer, appeal: Appeal) -> None:
    """On plan, promised for 30 October."""
    _reply(power, appeal, VerdictKind.ON_PLAN, "2026-09-28 12:00", promised_on=at("2026-10-30 00:00").date())


def _moved(window: Viewer, power: Viewer, social: Viewer, appeal: Appeal) -> None:
    """The power office objects and is right; the other office explains, in time, and nobody has called yet."""
    leg = Leg.objects.get(case=appeal.pk, closed_at__isnull=True)
    told = {"reason": "不属供电", "basis": "职责清单", "proposed": "social"}
    objections.make(by=power, number=appeal.pk, leg=leg.pk, now=at("2026-09-24 14:00"), **told)
    objections.decide(by=window, number=appeal.pk, is_upheld=True, reason="确属社保", now=at("2026-09-24 16:00"))
    _reply(social, appeal, VerdictKind.EXPLAINED, "2026-09-28 18:00", ground="政策不允许")
