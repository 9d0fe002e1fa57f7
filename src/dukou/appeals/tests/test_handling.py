"""An appeal from whistle to call-back, as different people act on it; what each of them may not do."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest

from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import NotPermitted
from dukou.appeals.actions import appeals, call_backs, dispatch, exchanges, extensions, objections, publication, replies, triage
from dukou.appeals.actions.appeals import Contact
from dukou.appeals.actions.refusals import (
    MergedIntoItself,
    NotCalledOften,
    NotYourFirm,
    NotYourLeg,
    OthersStillAt,
    OwnDraft,
    QuestionWaits,
    TextMissing,
    TitleMissing,
)
from dukou.appeals.core.kinds import Channel, RefusalGround, Satisfaction, VerdictKind
from dukou.appeals.core.objections import ObjectionRuledAlready, ObjectionTooLate
from dukou.appeals.core.publication import StillPrivate
from dukou.appeals.core.verdicts import HandlerMayNotCall
from dukou.appeals.models import Appeal, Attachment, CallBack
from dukou.appeals.queries.visibility import NoSuchAppeal, visible_appeals
from dukou.appeals.tests.made_up import NOW, Cast, agent, at, due_of, filed, firm, in_hand, inbox_of, officer, players
from dukou.audit.models import AuditEvent, PersonalValue
from dukou.casework.actions import ladder
from dukou.casework.actions.refusals import CaseClosed, NoExtension
from dukou.casework.models import Leg, RunningClock
from dukou.kit.core.actors import SYSTEM
from dukou.kit.core.attachments import AttachmentMislabelled
from dukou.kit.files import Coming

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    """A firm with its agent, two clerks at the window, an officer in each of two units."""
    return players()


def test_from_whistle_to_call_back(cast: Cast) -> None:
    appeal = filed(cast.agent, cast.firm)
    assert (appeal.state, appeal.topic, appeal.channel) == ("filed", "power", "web")  # the topic is read off its words
    assert (due_of(appeal, "outer"), due_of(appeal, "verdict")) == (date(2026, 10, 12), date(2026, 9, 29))
    in_hand(cast.window, appeal, "social")
    replies.answer(
        by=cast.social, number=appeal.pk, leg=Leg.objects.get(unit__key="social").pk, text="参保名单已核", now=at("2026-09-28 10:00")
    )
    told: dict[str, Any] = {"verdict": VerdictKind.SOLVED, "text": "线路已迁改", "done": "10 月 8 日完成迁改"}
    answered = replies.reply(by=cast.power, number=appeal.pk, now=at("2026-10-08 16:00"), **told)
    assert (answered.state, answered.was_on_time) == ("replied", True)
    closed = call_backs.record(by=cast.caller, number=appeal.pk, satisfaction=Satisfaction.SATISFIED, now=at("2026-10-09 09:00"))
    assert (closed.state, closed.ending, closed.verdict) == ("closed", "solved", "solved")
    acts = AuditEvent.objects.filter(subject_kind="appeal").order_by("pk").values_list("act", flat=True)
    assert list(acts) == ["appeals.whistle", "triage.accept", "dispatch.send", "replies.answer", "replies.reply", "call_backs.record"]
    assert inbox_of(cast.agent) == [
        f"第 {appeal.pk} 号诉求已受理：厂区高压线路要迁改",
        f"第 {appeal.pk} 号诉求已交虚构power、虚构social办理：厂区高压线路要迁改",
        f"第 {appeal.pk} 号诉求已答复（解决）：厂区高压线路要迁改",
    ]
    assert inbox_of(cast.social) == [f"派给贵单位（协办，期限 2026-09-30）：第 {appeal.pk} 号诉求 厂区高压线路要迁改（虚构甲厂）"]


def test_a_double_click_files_once(cast: Cast) -> None:
    first = filed(cast.agent, cast.firm, form_key="k1")
    assert filed(cast.agent, cast.firm, form_key="k1").pk == first.pk
    assert filed(cast.agent, cast.firm, form_key="k2").pk != first.pk
    assert AuditEvent.objects.filter(act="appeals.whistle").count() == 2


def test_one_whistles_for_ones_own_firm_alone(cast: Cast) -> None:
    other = firm("虚构乙厂")
    for channel in (Channel.WEB, Channel.PHONE_DESK):
        with pytest.raises(NotYourFirm):
            filed(cast.agent, other, channel=channel)
    with pytest.raises(NotYourFirm):
        filed(cast.power, other, channel=Channel.PHONE_DESK)
    on_behalf = filed(cast.window, other, channel=Channel.PHONE_DESK)
    assert (on_behalf.filed_by, on_behalf.channel, on_behalf.enterprise_id) == ("person:window", "phone_desk", other.pk)
    with pytest.raises(NotYourFirm):
        filed(cast.window, other)  # on the web firms file themselves


@pytest.mark.parametrize(
    ("more", "refused"), [({"title": " "}, TitleMissing), ({"title": "长" * 121}, TitleMissing), ({"text": ""}, TextMissing)]
)
def test_a_whistle_without_words_is_refused(cast: Cast, more: dict[str, Any], refused: type[Exception]) -> None:
    with pytest.raises(refused):
        filed(cast.agent, cast.firm, **more)
    assert not Appeal.objects.exists()


def test_whom_to_ask_stands_in_the_trail_as_a_personal_value(cast: Cast) -> None:
    filed(cast.agent, cast.firm, contact=Contact("虚构某", "13800000000"))
    (value,) = PersonalValue.objects.filter(subject_kind="appeal-contact")
    assert value.value == ["虚构某", "13800000000"]
    assert "13800000000" not in str(list(AuditEvent.objects.values_list("after", flat=True)))


def test_a_mislabelled_file_is_refused_and_nothing_is_filed(cast: Cast) -> None:
    bad = Coming("照片.pdf", 9, BytesIO(b"MZ\x90 a program"))
    with pytest.raises(AttachmentMislabelled):
        filed(cast.agent, cast.firm, files=[bad])
    assert not Appeal.objects.exists() and not Attachment.objects.exists()
    good = Coming("说明.pdf", 20, BytesIO(b"%PDF-1.7\n1 0 obj\n%%EOF"))
    appeal = filed(cast.agent, cast.firm, files=[good])
    assert list(appeal.attachments.values_list("name", "kind")) == [("说明.pdf", "pdf")]


def test_the_lead_waits_for_those_who_assist(cast: Cast) -> None:
    appeal = in_hand(cast.window, filed(cast.agent, cast.firm), "social")
    told: dict[str, Any] = {"verdict": VerdictKind.SOLVED, "text": "好了", "done": "已办"}
    with pytest.raises(OthersStillAt):
        replies.reply(by=cast.power, number=appeal.pk, now=NOW, **told)
    with pytest.raises(NotYourLeg):
        replies.reply(by=cast.social, number=appeal.pk, now=NOW, **told)
    dispatch.recall(by=cast.window, number=appeal.pk, leg=Leg.objects.get(unit__key="social").pk, reason="不需要了", now=NOW)
    assert replies.reply(by=cast.power, number=appeal.pk, now=NOW, **told).state == "replied"


def test_an_objection_in_its_window_is_ruled_on_once(cast: Cast) -> None:
    appeal = in_hand(cast.window, filed(cast.agent, cast.firm))
    leg = Leg.objects.get(unit__key="power")
    told = {"reason": "不是电力设施", "basis": "职责清单第 3 条", "proposed": "social"}
    objections.make(by=cast.power, number=appeal.pk, leg=leg.pk, now=at("2026-09-28 17:00"), **told)
    assert Leg.objects.get(unit__key="power").closed_at is None  # whoever received it first stays responsible
    objections.decide(by=cast.window, number=appeal.pk, is_upheld=True, reason="归社保", now=at("2026-09-28 18:00"))
    assert list(Leg.objects.order_by("pk").values_list("unit__key", "role", "outcome")) == [
        ("power", "lead", "returned"),
        ("social", "lead", ""),
    ]
    with pytest.raises(ObjectionRuledAlready):
        told = told | {"proposed": "power"}
        objections.make(by=cast.social, number=appeal.pk, leg=Leg.objects.get(unit__key="social").pk, now=at("2026-09-28 18:10"), **told)


def test_an_objection_after_its_window_is_refused(cast: Cast) -> None:
    appeal = in_hand(cast.window, filed(cast.agent, cast.firm))
    leg, told = Leg.objects.get(unit__key="power"), {"reason": "不是", "basis": "清单", "proposed": "social"}
    with pytest.raises(ObjectionTooLate):
        objections.make(by=cast.power, number=appeal.pk, leg=leg.pk, now=at("2026-09-29 00:00"), **told)


def test_while_the_enterprise_is_asked_the_clocks_stand(cast: Cast) -> None:
    appeal = in_hand(cast.window, filed(cast.agent, cast.firm))
    exchanges.ask(by=cast.power, number=appeal.pk, question="请给图纸", now=at("2026-09-28 10:00"))
    assert set(RunningClock.objects.filter(key__in=("outer", "lead")).values_list("state", flat=True)) == {"standing"}
    with pytest.raises(QuestionWaits):
        exchanges.ask(by=cast.power, number=appeal.pk, question="还有吗", now=at("2026-09-28 11:00"))
    exchanges.answer(by=cast.agent, number=appeal.pk, text="见附件", now=at("2026-09-30 10:00"))
    assert due_of(appeal, "outer") == date(2026, 10, 14)


def test_more_time_is_granted_by_the_window_and_told_to_the_enterprise(cast: Cast) -> None:
    appeal = in_hand(cast.window, filed(cast.agent, cast.firm))
    extensions.ask(by=cast.power, number=appeal.pk, value=2, reason="要停电", now=NOW)
    extensions.decide(by=cast.window, number=appeal.pk, is_granted=True, reason="同意", now=NOW)
    assert due_of(appeal, "outer") == date(2026, 10, 14)
    assert inbox_of(cast.agent)[-1] == f"已同意延期，第 {appeal.pk} 号诉求的期限由 2026-10-12 改为 2026-10-14"
    with pytest.raises(NoExtension):  # once is what the rule allows
        extensions.ask(by=cast.power, number=appeal.pk, value=1, reason="还要", now=NOW)


def test_on_plan_again_and_again_until_it_is_done(cast: Cast) -> None:
    appeal = in_hand(cast.window, filed(cast.agent, cast.firm))
    plan: dict[str, Any] = {"verdict": VerdictKind.ON_PLAN, "text": "列入改造计划"}
    for moment, promised in (("2026-09-28 10:00", date(2026, 10, 15)), ("2026-10-15 10:00", date(2026, 10, 30))):
        replies.reply(by=cast.power, number=appeal.pk, promised_on=promised, now=at(moment), **plan)
        assert due_of(appeal, "promise") == promised
    appeal = Appeal.objects.get()
    assert (appeal.state, appeal.plans, appeal.promised_on) == ("on_plan", 2, date(2026, 10, 30))
    running = RunningClock.objects.filter(case=appeal.pk, state="running").values_list("key", flat=True)
    assert set(running) - {"contact", "objection"} == {"promise"}  # nobody is urged while the promise holds
    done = replies.reply(
        by=cast.power, number=appeal.pk, verdict=VerdictKind.SOLVED, text="已完成", done="已迁改", now=at("2026-10-29 10:00")
    )
    assert (done.state, done.promised_on) == ("replied", None)


def test_dissatisfaction_sends_it_back_to_the_unit_that_led(cast: Cast) -> None:
    appeal = in_hand(cast.window, filed(cast.agent, cast.firm))
    told: dict[str, Any] = {"verdict": VerdictKind.PARTLY, "text": "部分", "done": "先临时供电"}
    replies.reply(by=cast.power, number=appeal.pk, now=at("2026-09-29 10:00"), **told)
    back = call_backs.record(by=cast.caller, number=appeal.pk, satisfaction=Satisfaction.DISSATISFIED, now=at("2026-09-30 10:00"))
    assert (back.state, back.sent_back) == ("dispatched", 1)
    assert list(Leg.objects.filter(closed_at=None).values_list("unit__key", "role")) == [("power", "lead")]
    assert due_of(appeal, "outer") == date(2026, 10, 15)  # a new clock from the day on which it came back


def test_who_had_a_part_in_it_does_not_call(cast: Cast) -> None:
    appeal = in_hand(cast.window, filed(cast.agent, cast.firm))
    replies.reply(by=cast.power, number=appeal.pk, verdict=VerdictKind.SOLVED, text="好了", done="已办", now=NOW)
    with pytest.raises(HandlerMayNotCall):
        call_backs.record(by=cast.window, number=appeal.pk, satisfaction=Satisfaction.SATISFIED, now=NOW)
    for _ in range(2):
        call_backs.record(by=cast.caller, number=appeal.pk, satisfaction=None, now=NOW)
    with pytest.raises(NotCalledOften):
        call_backs.lapse(by=cast.caller, number=appeal.pk, now=NOW)
    call_backs.record(by=cast.caller, number=appeal.pk, satisfaction=None, now=NOW)
    assert call_backs.lapse(by=cast.caller, number=appeal.pk, now=NOW).ending == "solved"
    assert list(CallBack.objects.values_list("satisfaction", flat=True)) == ["", "", ""]


def test_the_enterprise_opens_it_again_and_the_count_is_kept(cast: Cast) -> None:
    appeal = in_hand(cast.window, filed(cast.agent, cast.firm))
    replies.reply(by=cast.power, number=appeal.pk, verdict=VerdictKind.SOLVED, text="好了", done="已办", now=NOW)
    call_backs.rate(by=cast.agent, number=appeal.pk, satisfaction=Satisfaction.SATISFIED, now=NOW)
    again = appeals.reopen(by=cast.agent, number=appeal.pk, reason="又停电了", now=at("2026-10-12 10:00"))
    assert (again.state, again.reopenings, again.ending) == ("accepted", 1, "")
    assert due_of(appeal, "outer") == date(2026, 10, 21)


def test_not_accepted_on_a_ground_and_merged_into_another(cast: Cast) -> None:
    refused = triage.refuse(by=cast.window, number=filed(cast.agent, cast.firm).pk, ground=RefusalGround.COURT, words="已起诉", now=NOW)
    assert (refused.ending, refused.ground) == ("not_accepted", "court")
    first, second = filed(cast.agent, cast.firm), filed(cast.agent, cast.firm)
    other = filed(cast.window, firm("虚构乙厂"), channel=Channel.PHONE_DESK)
    with pytest.raises(MergedIntoItself):
        triage.merge(by=cast.window, number=second.pk, into=other.pk, now=NOW)
    assert triage.merge(by=cast.window, number=second.pk, into=first.pk, now=NOW).into_id == first.pk
    with pytest.raises(CaseClosed):
        triage.accept(by=cast.window, number=second.pk, now=NOW)


def test_everybody_sees_what_is_his(cast: Cast) -> None:
    other = firm("虚构乙厂")
    theirs, ours = filed(agent(other, "agent-2"), other), in_hand(cast.window, filed(cast.agent, cast.firm))
    leader = officer("leader", Role.LEADER, "leaders")
    bank, auditor = officer("bank", Role.BANK_OFFICER, "bank"), officer("auditor", Role.AUDITOR, "audit")
    every = {theirs.pk, ours.pk}
    seen = {viewer.key: {row.pk for row in visible_appeals.filter(viewer)} for viewer in (
        cast.agent, cast.window, cast.power, cast.social, leader, bank, auditor,
    )}  # fmt: skip
    assert seen == {
        "person:agent": {ours.pk},
        "person:window": every,
        "person:power-1": {ours.pk},
        "person:social-1": set(),
        "person:leader": every,
        "person:bank": set(),
        "person:auditor": set(),
    }
    with pytest.raises(NoSuchAppeal):
        appeals.withdraw(by=cast.agent, number=theirs.pk, reason="撤", now=NOW)
    with pytest.raises(NotPermitted):
        triage.accept(by=leader, number=theirs.pk, now=NOW)


def test_a_public_copy_without_private_data_is_approved_by_another(cast: Cast) -> None:
    appeal = filed(cast.agent, cast.firm)
    triage.answer(by=cast.window, number=appeal.pk, text="按规定办理", now=NOW)
    draft = {"title": "线路迁改", "question": "一家企业问线路迁改", "answer": "按规定办理"}
    with pytest.raises(StillPrivate):
        publication.draft(by=cast.window, number=appeal.pk, now=NOW, **(draft | {"question": "虚构甲厂问线路迁改"}))
    copy = publication.draft(by=cast.window, number=appeal.pk, now=NOW, **draft)
    with pytest.raises(OwnDraft):
        publication.approve(by=cast.window, number=appeal.pk, copy=copy.number, now=NOW)
    assert publication.approve(by=cast.caller, number=appeal.pk, copy=copy.number, now=NOW).approved_by == "person:caller"


def test_a_lead_that_lets_its_time_pass_hears_of_it_and_so_does_the_window(cast: Cast) -> None:
    appeal = in_hand(cast.window, filed(cast.agent, cast.firm))
    before = len(inbox_of(cast.power))
    ladder.sweep(by=SYSTEM, now=at("2026-10-10 10:00"))
    said = [text for text in inbox_of(cast.power)[before:] if "lead" in text or "虚构" in text]
    assert f"催办（虚构，期限 2026-10-09）：第 {appeal.pk} 号诉求 厂区高压线路要迁改（虚构甲厂）" in said
    assert f"催办（虚构，期限 2026-10-09）：第 {appeal.pk} 号诉求 厂区高压线路要迁改（虚构甲厂）" in inbox_of(cast.window)
