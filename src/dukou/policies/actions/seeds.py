"""Made-up cases for a demo home: a run over the register, and claims of made-up firms at each stage. Real firms get none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from dukou.accounts.actions import approvals
from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import actor_of, approvals_waiting_for, viewer_of
from dukou.accounts.queries.people import person_of
from dukou.audit.actions import record
from dukou.enterprises.actions.statements import state_many
from dukou.enterprises.core.kinds import Status, UnitKind
from dukou.enterprises.core.statements import Told
from dukou.enterprises.queries.lists import Asked, Listed, exported
from dukou.enterprises.queries.own import own_firms
from dukou.figures.actions import Reported, record_many
from dukou.figures.core.claims import ClaimKind, Visibility
from dukou.figures.queries import latest_day_of_knowledge
from dukou.kit.core.actors import Actor
from dukou.kit.core.periods import year
from dukou.policies.actions import claims, matching, payments, verdicts
from dukou.policies.core.kinds import Channel
from dukou.policies.core.papers import smallest_set
from dukou.policies.models import MatchingRun
from dukou.policies.queries.policies import measures_matched, papers
from dukou.policies.queries.runs import matched
from dukou.rules.core.answers import Answer
from dukou.rules.queries import catalogue

EVIDENCE = "合成数据，仅供演示"
SOURCE = "made-up"
_OFFICE_HOUR = time(10)
TITLED, SPENDING = 6, 40


def plant(*, by: Actor, seed: int, now: datetime | None = None) -> None:
    """Tell a few more facts of made-up firms, match the register, and bring claims to each stage; where there was a run, nothing is done.

    Needs the demo people and the made-up firms.
    """
    moment = now or timezone.now()
    whole = Viewer(str(by), permissions=frozenset(Permission))
    day = latest_day_of_knowledge(whole) or timezone.localdate(moment)
    with transaction.atomic():
        if MatchingRun.objects.exists() or not measures_matched(day):
            return
        firms = [firm for firm in exported(whole, Asked(), known_on=day) if _is_fit(firm)]
        if not firms:
            return
        _tell(whole, firms, day, moment)
        matching.run(by=whole, as_of=day, now=moment)
        _handle(day, moment)
        record(by=by, act="seeds.plant", subject=("home", "demo policies"), after={"as_of": day}, now=moment)


def _is_fit(firm: Listed) -> bool:
    return firm.is_synthetic and firm.unit_kind is UnitKind.COMPANY and firm.status is Status.ACTIVE


def _tell(whole: Viewer, firms: Sequence[Listed], day: date, now: datetime) -> None:
    """Titles and spending on research, as far as the pack has such facts and nobody has told them yet."""
    known = catalogue()
    own = own_firms(_demo("enterprise", now))
    first = [*own, *(firm.key for firm in firms if firm.key not in own)]
    told: list[tuple[str, Told]] = []
    for place, key in enumerate(first[:TITLED]):
        titled_on = day - timedelta(days=100 * place + 30)
        told.append((key, Told("enterprise.is-specialised-sme", "yes", day)))
        told.append((key, Told("enterprise.specialised-sme-since", titled_on.isoformat(), day)))
    told += [(key, Told("enterprise.is-specialised-sme", "no", day)) for key in first[TITLED : TITLED * 3]]
    wanted = [(key, each) for key, each in told if each.fact in known]
    stated = {name: known[name].state(whole, first, day) for name in {each.fact for _, each in wanted}}
    fresh = [(key, each) for key, each in wanted if key not in stated[each.fact]]
    if fresh:
        state_many(by=whole, told=fresh, evidence=EVIDENCE, now=now)
    if "enterprise.research-spending" in known:
        spending = known["enterprise.research-spending"].state(whole, first, day)
        revenue = known["enterprise.revenue"].state(whole, first, day)
        missing = [key for key in first[:SPENDING] if key not in spending and key in revenue]
        rows = [_spending(key, int(str(revenue[key].value).partition(".")[0]), place, day) for place, key in enumerate(missing)]
        record_many(by=actor_of(whole), rows=rows, now=now)


def _spending(key: str, revenue: int, place: int, day: date) -> Reported:
    """Between one and seven percent of the revenue, in 万元."""
    return Reported(
        ref=f"{key}.research-spending.{day.year - 1}",
        subject=f"enterprise/{key}",
        indicator="research-spending",
        value=f"{revenue * (1 + place % 7) // 100}万元",
        period=year(day.year - 1),
        kind=ClaimKind.REPORTED,
        source=SOURCE,
        place=str(place + 1),
        known_on=day,
        visibility=Visibility.INTERNAL,
    )


def _handle(day: date, now: datetime) -> None:
    """Claims of firms that are entitled, one or two at each stage: filed, decided, granted, payment entered, paid, turned down.

    Everything happens on the demo's day, whenever the home is made: a grant confirmed today could not have been paid then.
    """
    officer, leader = _demo("officer", now), _demo("leader", now)
    own = own_firms(_demo("enterprise", now))  # the agent of the demo firm files for himself
    ready = [each for each in matched(officer, answer=Answer.YES) if each.standing.measure.channel is Channel.DIRECT]
    some = [each for each in ready if each.firm not in own and each.amount is not None and each.amount.is_exact][:6]
    moment = timezone.make_aware(datetime.combine(day, _OFFICE_HOUR)) if day < timezone.localdate(now) else now
    numbers = [claims.propose(by=officer, measure=each.standing.measure.key, firm=each.firm, as_of=day, now=moment).pk for each in some]
    for place, number in enumerate(numbers[1:], 1):
        is_granted = place != 5
        asked = smallest_set(some[place].standing.measure.materials, papers().values()).hand_in
        if asked:
            claims.hand_in(by=officer, number=number, papers=list(asked), now=moment)
        verdicts.decide(
            by=officer, number=number, is_granted=is_granted, as_of=day, reason="演示" if is_granted else "演示：资料有误", now=moment
        )
        if place > 1:
            _approve(leader, moment)
        if place in (3, 4):
            payments.enter(by=officer, number=number, voucher=f"演示-{place}", paid_on=day, today=day, now=moment)
        if place == 4:
            _approve(leader, moment)


def _approve(leader: Viewer, now: datetime) -> None:
    """Let the second person grant what was asked last."""
    asked = approvals_waiting_for(leader).order_by("-pk").first()
    assert asked is not None
    approvals.decide(by=actor_of(leader, Permission.APPROVE), approval=asked, is_granted=True, reason="演示", now=now)


def _demo(name: str, now: datetime) -> Viewer:
    return viewer_of(person_of(f"demo-{name}"), timezone.localdate(now))
