"""The promise ledger: what may be promised, what is told of it, what takes two people, and who hears of a broken one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import NotPermitted
from dukou.kit.core.refusals import Refusal
from dukou.projects.actions import promise_changes as changes
from dukou.projects.actions import promises
from dukou.projects.actions.promises import FirmPromiseBroken, firm_promise_broken
from dukou.projects.core.promise_kinds import FairVerdict, PromiseState
from dukou.projects.models import Promise, PromiseStep
from dukou.projects.queries.promises import NoSuchPromise, promise_told, promises_seen
from dukou.projects.tests.told import NOW, OF_FIRM, OFFICE, TODAY, came_to, decided, project, promise, viewer

pytestmark = pytest.mark.django_db
_NEXT = datetime(2024, 7, 20, 2, tzinfo=UTC)


def state(number: int, on: date = TODAY) -> PromiseState:
    return promise_told(OFFICE, number, on).now.state


@pytest.mark.parametrize(
    ("amiss", "code"),
    [
        ({"legal_basis": " "}, "projects.promise_without_legal_basis"),
        ({"authority": ""}, "projects.promise_without_authority"),
        ({"owner": ""}, "projects.promise_without_authority"),
        ({"post": ""}, "projects.promise_without_authority"),
        ({"verdict": FairVerdict.FAILED}, "projects.promise_unfair"),
        ({"verdict": None}, "projects.promise_review_not_spared"),
        ({"verdict_reason": ""}, "projects.promise_review_not_spared"),
        ({"text": "三年税收全额返还"}, "projects.promise_review_not_spared"),
        ({"trigger": "production"}, "projects.promise_not_one_due"),
        ({"due_on": None}, "projects.promise_not_one_due"),
        ({"due_on": date(2024, 2, 1)}, "projects.promise_due_before"),
        ({"made_on": date(2024, 7, 9)}, "projects.day_ahead"),
        ({"written_in": ""}, "projects.words_missing"),
        ({"measure": ""}, "projects.words_missing"),
        ({"owner": "no-such-bureau"}, "projects.no_such_office"),
    ],
)
def test_a_promise_without_its_ground_is_refused_by_name(amiss: dict[str, Any], code: str) -> None:
    project()
    with pytest.raises(Refusal) as refused:
        promise(**amiss)
    assert refused.value.code == code
    assert not Promise.objects.exists()


def test_a_reviewed_reward_may_be_promised_and_a_firm_needs_no_legal_basis() -> None:
    project()
    assert promise(text="按程序给予财政奖励", verdict=FairVerdict.PASSED).verdict == "passed"
    own = promise(promised=OF_FIRM)
    assert (own.legal_basis, own.owner, own.verdict) == ("", None, "")


def test_the_database_holds_the_rule_too() -> None:
    project()
    row = promise()
    row.pk, row.legal_basis = None, ""
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_it_waits_for_its_stage_or_for_words() -> None:
    row = project()
    by_stage = promise(due_on=None, trigger="signed", within=30)
    by_words = promise(due_on=None, trigger="变电站建成")
    assert (state(by_stage.pk), state(by_words.pk)) == (PromiseState.CONDITIONAL, PromiseState.CONDITIONAL)
    with pytest.raises(Refusal) as refused:
        promises.tell_condition(by=OFFICE, number=by_stage.pk, on=TODAY, evidence="合同", now=NOW)
    assert refused.value.code == "projects.promise_no_condition"
    came_to(row, "production", date(2024, 5, 1))  # signed was jumped
    promises.tell_condition(by=OFFICE, number=by_words.pk, on=TODAY, evidence="验收单", now=NOW)
    told = [promise_told(OFFICE, each.pk, TODAY) for each in (by_stage, by_words)]
    assert [(each.now.state, each.now.due_on) for each in told] == [
        (PromiseState.LATE, date(2024, 5, 31)),
        (PromiseState.OPEN, TODAY),
    ]
    assert str(told[0].trigger) == "虚构signed"


def test_it_is_kept_once_with_evidence_and_in_order() -> None:
    project()
    number = promise().pk
    for on, evidence, code in [
        (TODAY, " ", "projects.words_missing"),
        (date(2024, 7, 9), "验收单", "projects.day_ahead"),
        (date(2024, 2, 1), "验收单", "projects.promise_step_before"),
    ]:
        with pytest.raises(Refusal) as refused:
            promises.keep(by=OFFICE, number=number, on=on, evidence=evidence, now=NOW)
        assert refused.value.code == code
    promises.keep(by=OFFICE, number=number, on=TODAY, evidence="供电验收单 7 号", now=NOW)
    assert state(number) is PromiseState.KEPT
    with pytest.raises(Refusal) as refused:
        promises.tell_broken(by=OFFICE, number=number, on=TODAY, reason="x", now=NOW)
    assert refused.value.code == "projects.promise_settled"


@pytest.mark.parametrize("is_granted", [True, False])
def test_a_waiver_stands_only_with_a_second_person(is_granted: bool) -> None:
    project()
    number, asker, leader = promise().pk, viewer("asker", Role.INDUSTRY_OFFICER), viewer("leader", Role.LEADER)
    step = changes.ask_waiver(by=asker, number=number, document="区政府专题会议纪要 12", reason="规划调整", now=NOW)
    assert (step.state, state(number)) == ("waiting", PromiseState.OPEN)
    with pytest.raises(Refusal) as refused:
        promises.keep(by=OFFICE, number=number, on=TODAY, evidence="x", now=NOW)
    assert refused.value.code == "projects.promise_change_waits"
    with pytest.raises(Refusal) as refused:
        decided(asker, is_granted=True)
    assert refused.value.code == "accounts.own_request"
    decided(leader, is_granted=is_granted, now=_NEXT)
    assert state(number, _NEXT.date()) is (PromiseState.WAIVED if is_granted else PromiseState.OPEN)
    assert state(number, date(2024, 7, 19)) is PromiseState.OPEN  # nobody had agreed yet


def test_the_database_lets_nobody_waive_alone() -> None:
    project()
    step = changes.ask_waiver(by=OFFICE, number=promise().pk, document="纪要", reason="规划调整", now=NOW)
    for decider in ("", step.recorded_by):
        with pytest.raises(IntegrityError), transaction.atomic():
            PromiseStep.objects.filter(pk=step.pk).update(state="stands", decided_by=decider)


def test_a_day_moves_with_reason_and_second_person_and_the_move_is_counted() -> None:
    project()
    number = promise().pk
    for due_on, reason, code in [(TODAY, " ", "projects.words_missing"), (date(2024, 7, 7), "x", "projects.promise_due_before")]:
        with pytest.raises(Refusal) as refused:
            changes.ask_day(by=OFFICE, number=number, due_on=due_on, reason=reason, now=NOW)
        assert refused.value.code == code
    changes.ask_day(by=OFFICE, number=number, due_on=date(2024, 12, 31), reason="线路改道", now=NOW)
    assert promise_told(OFFICE, number, TODAY).now.due_on == date(2024, 9, 30)
    decided(viewer("leader", Role.LEADER), is_granted=True)
    told = promise_told(OFFICE, number, TODAY)
    assert (told.first_due_on, told.now.due_on, told.now.moved) == (date(2024, 9, 30), date(2024, 12, 31), 1)


def test_everything_that_a_post_owes_is_handed_over_at_once() -> None:
    project()
    first, second, done, other = (promise(post=post).pk for post in ("分管副局长", "分管副局长", "分管副局长", "局长"))
    promises.keep(by=OFFICE, number=done, on=TODAY, evidence="验收单", now=NOW)
    numbers = changes.hand_over(
        by=OFFICE, owner="power-bureau", post="分管副局长", to="water-bureau", to_post="局长", reason="分工调整", now=NOW
    )
    assert numbers == [first, second]
    assert [each.number for each in promises_seen(OFFICE, TODAY, owner="water-bureau")] == [first, second]
    assert [each.number for each in promises_seen(OFFICE, TODAY, owner="power-bureau", is_owed=True)] == [other]
    with pytest.raises(Refusal) as refused:
        changes.hand_over(by=OFFICE, owner="power-bureau", post="分管副局长", to="water-bureau", to_post="局长", reason="再交", now=NOW)
    assert refused.value.code == "projects.promise_nothing_to_hand_over"


@pytest.fixture
def heard() -> Iterator[list[FirmPromiseBroken]]:
    """What a room above would hear."""
    told: list[FirmPromiseBroken] = []
    firm_promise_broken.listen(told.append)
    yield told
    firm_promise_broken.listeners.remove(told.append)


def test_a_broken_promise_of_the_firm_is_announced_and_the_district_s_is_not(heard: list[FirmPromiseBroken]) -> None:
    project()
    own, ours = promise(promised=OF_FIRM).pk, promise().pk
    promises.tell_broken(by=OFFICE, number=ours, on=TODAY, reason="没有接通", now=NOW)
    assert heard == []
    promises.tell_broken(by=OFFICE, number=own, on=TODAY, reason="没有投产", now=NOW)
    (told,) = heard
    assert (told.promise, told.project, told.firm, told.on, told.reason, told.is_synthetic) == (
        own,
        "salt-pans",
        "示例市虚构盐锅厂",
        TODAY,
        "没有投产",
        True,
    )


def test_the_unit_that_owns_a_promise_may_tell_it_kept_and_nothing_else() -> None:
    project()
    number, own, others = promise().pk, promise(promised=OF_FIRM).pk, promise(owner="water-bureau").pk
    unit = viewer("power", Role.DEPARTMENT_OFFICER, at="power-bureau")
    for number_of_another in (own, others):
        with pytest.raises(NoSuchPromise):
            promises.keep(by=unit, number=number_of_another, on=TODAY, evidence="x", now=NOW)
    with pytest.raises(NotPermitted):
        promises.tell_broken(by=unit, number=number, on=TODAY, reason="x", now=NOW)
    promises.keep(by=unit, number=number, on=TODAY, evidence="供电验收单", now=NOW)
    assert state(number) is PromiseState.KEPT


def test_a_review_that_failed_later_is_seen() -> None:
    project()
    number = promise(verdict=FairVerdict.PENDING).pk
    promises.tell_review(by=OFFICE, number=number, on=TODAY, verdict=FairVerdict.FAILED, evidence="审查表 3", now=NOW)
    assert promise_told(OFFICE, number, TODAY).now.verdict is FairVerdict.FAILED
