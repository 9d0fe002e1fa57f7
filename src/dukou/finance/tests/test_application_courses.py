"""Random courses of acts by random people: nothing is done that has no place or no right, and every clock stops once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.db import transaction

from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import actor_of
from dukou.audit.queries import verify
from dukou.casework.models import Case, CaseEvent, RunningClock
from dukou.enterprises.models import Enterprise
from dukou.finance.actions import answers, applications
from dukou.finance.actions._applying import BANKS, close_granted
from dukou.finance.core.kinds import ApplicationState as State
from dukou.finance.models import Application, BankAnswer, Consent, Need
from dukou.finance.tests.needs_made import DAY, NOW, agent, banker, consented, district, offered, officer, posted, refused, sent
from dukou.kit.core.refusals import Refusal

pytestmark = pytest.mark.django_db
SEEDS, ACTS = range(6), 40
# From where each act may start, and where it leads, as somebody of the trade would write it.
COURSE: dict[str, tuple[set[State], State]] = {
    "offer": ({State.SENT, State.OFFERED}, State.OFFERED),
    "refuse": ({State.SENT, State.OFFERED, State.ACCEPTED}, State.REFUSED),
    "accept": ({State.OFFERED}, State.ACCEPTED),
    "decline": ({State.OFFERED}, State.DECLINED),
    "take_back": ({State.SENT, State.OFFERED, State.ACCEPTED}, State.TAKEN_BACK),
    "grant": ({State.ACCEPTED}, State.GRANTED),
}
OF_BANK = {"offer", "refuse"}


def act_of(name: str, row: Application, by: Viewer, day: int, random: Random) -> Callable[[], object]:
    """One act by somebody on a day, with terms drawn at random."""
    now = NOW + timedelta(days=day)
    terms = {"rate": random.randint(100, 400), "valid_until": DAY + timedelta(days=day + random.randint(0, 9)), "now": now}
    acts: dict[str, Callable[[], object]] = {
        "offer": lambda: offered(row, by, **terms),
        "refuse": lambda: refused(row, by, now),
        "accept": lambda: answers.accept(by=by, number=row.pk, now=now),
        "decline": lambda: answers.decline(by=by, number=row.pk, now=now),
        "take_back": lambda: applications.take_back(by=by, number=row.pk, now=now),
        "grant": lambda: close_granted(row, actor_of(banker(), BANKS), now),
    }
    return acts[name]


def tried(act: Callable[[], object]) -> bool:
    """Whether it was done; a refusal changes nothing."""
    try:
        with transaction.atomic():
            act()
    except Refusal:
        return False
    return True


def right(name: str, row: Application, by: Viewer) -> bool:
    """Whether somebody may do it at all: the bank's acts its own officer, the firm's its own agent."""
    if name == "grant":
        return True  # the right of that act is asked by the act that grants
    agent_of = {"虚构三人制罐公司": "person:agent-0", "虚构旁观公司": "person:agent-1"}
    return by.key == (f"person:{row.bank.key}-officer" if name in OF_BANK else agent_of[row.need.enterprise.name])


@pytest.mark.parametrize("seed", SEEDS)
def test_no_course_of_acts_leaves_its_course(tmp_path: Path, seed: int) -> None:
    firms, random = district(tmp_path), Random(seed)
    rows = made(firms)
    people = [agent(), agent(1), banker(), banker("bank-b"), officer()]
    done = Counter[str]()
    for _ in range(ACTS):
        row, name, by, day = random.choice(rows), random.choice(list(COURSE)), random.choice(people), random.randint(0, 12)
        before, kept = State.of(Application.objects.values_list("state", flat=True).get(pk=row.pk)), whole()
        if tried(act_of(name, row, by, day, random)):
            starts, ends = COURSE[name]
            assert right(name, row, by) and before in starts, (name, before, by.key)
            assert Application.objects.get(pk=row.pk).state == ends.value
            done[name] += 1
        else:
            assert whole() == kept
        assert Application.objects.filter(need=rows[0].need_id, state=State.ACCEPTED.value).count() <= 1
    assert done and verify().broken is None
    for row in rows:
        stopped_once(row)


def made(firms: list[Enterprise]) -> list[Application]:
    """Two applications for one need, and one of the other firm."""
    need, own, other = posted(firms[0], agent()), agent(), agent(1)
    given: list[tuple[Need, Viewer, Consent]] = [(need, own, consented(firms[0], own, bank=bank)) for bank in ("bank-a", "bank-b")]
    given.append((posted(firms[1], other), other, consented(firms[1], other)))
    return [Application.objects.select_related("bank", "need__enterprise").get(pk=sent(*each).pk) for each in given]


def whole() -> tuple[int, list[Any]]:
    """All that an act may change."""
    states = list(Application.objects.order_by("pk").values_list("pk", "state", "closed_at", "case__closed_at", "case__steps"))
    return BankAnswer.objects.count(), states


def stopped_once(row: Application) -> None:
    """The clock stopped with the first answer or the end, and never again; an ended application has an ended case, and no other has."""
    [clock], state = RunningClock.objects.filter(case=row.pk), State.of(Application.objects.get(pk=row.pk).state)
    changes = [each["did"] for event in CaseEvent.objects.filter(case=row.pk) for each in event.data.get("changes", ())]
    assert changes.count("clock_started") == 1
    assert changes.count("clock_stopped") == (state is not State.SENT) == (clock.state == "stopped")
    case = Case.objects.get(pk=row.pk)
    assert (case.closed_at is None) is state.is_open
    assert case.outcome == ("" if state.is_open else state.value)
