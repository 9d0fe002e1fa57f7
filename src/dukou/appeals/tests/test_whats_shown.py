"""What lists, desks, forms and messages tell: to offices what runs out first, to the enterprise who has its matter and what comes next."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dukou.accounts.models import Organisation
from dukou.appeals.actions import extensions, objections, replies
from dukou.appeals.actions.appeals import Contact
from dukou.appeals.core.kinds import VerdictKind
from dukou.appeals.forms import DispatchForm
from dukou.appeals.models import Appeal
from dukou.appeals.queries.boards import to_call
from dukou.appeals.queries.contacts import contact_of
from dukou.appeals.queries.lists import Narrowed, page_of
from dukou.appeals.queries.owned import meeting_of_case
from dukou.appeals.queries.published import next_quarter_on
from dukou.appeals.queries.red import waiting_lines
from dukou.appeals.queries.rules import rules_in_force
from dukou.appeals.queries.shown import shown
from dukou.appeals.tests.made_up import DAY, NOW, Cast, at, filed, firm, in_hand, players
from dukou.appeals.tests.test_pages import _browser as browser
from dukou.appeals.views.parts import units_for
from dukou.casework.actions import ladder
from dukou.casework.models import Invitee, Leg, Message
from dukou.casework.queries.clocks import waiting_extension
from dukou.casework.queries.extensions import extension_word
from dukou.enterprises.queries.the_one import firms_meant
from dukou.kit.core.actors import SYSTEM

pytestmark = pytest.mark.django_db
SOLVED: dict[str, Any] = {"verdict": VerdictKind.SOLVED, "text": "线路已迁改", "done": "完成迁改"}


@pytest.fixture(autouse=True)
def _static(collected_static: None) -> None:
    """Pages name their style sheets."""


@pytest.fixture
def cast() -> Cast:
    """The usual people."""
    return players()


def _inbox(person: int | None) -> list[str]:
    return list(Message.objects.filter(person=person).order_by("pk").values_list("zh", flat=True))


def _answered(cast: Cast) -> Appeal:
    appeal = in_hand(cast.window, filed(cast.agent, cast.firm))
    return replies.reply(by=cast.power, number=appeal.pk, now=at("2026-09-28 16:00"), **SOLVED)


def _words(client: Client, address: str) -> str:
    return re.sub(r"<[^>]+>|\s+", " ", client.get(address).content.decode())


def test_an_office_is_shown_what_runs_out_first_and_the_enterprise_what_it_was_promised(cast: Cast) -> None:
    number = filed(cast.agent, cast.firm).pk
    late = at("2026-09-28 10:00")  # the call was due within four office hours; the answer is not due yet
    lines = [page_of(who, Narrowed(), late).rows[0] for who in (cast.window, cast.agent)]
    told = [(line.number, str(line.clock), line.due, line.is_late) for line in lines]
    assert told == [(number, "虚构", "2026-09-24 16:00", True), (number, "虚构", "2026-10-12", False)]
    is_late = Narrowed(is_late=True)
    assert [[row.number for row in page_of(who, is_late, late).rows] for who in (cast.window, cast.agent)] == [[number], []]


def test_call_backs_stand_first_for_whoever_may_make_them(cast: Cast) -> None:
    appeal = _answered(cast)
    assert [(row.number, row.due, may) for row, may in to_call(cast.window, NOW)] == [(appeal.pk, "2026-10-10", False)]
    assert [(row.number, may) for row, may in to_call(cast.caller, NOW)] == [(appeal.pk, True)]
    pages = [_words(browser(who), f"/appeals/{appeal.pk}/") for who in (cast.window, cast.caller)]
    assert [("您经办过此件，由其他人员回访" in page, "登记回访" in page) for page in pages] == [(True, False), (False, True)]
    assert ["申请变更等级" in page for page in pages] == [False, False]  # nothing is graded anew once it is answered


def test_the_list_of_call_backs_asks_as_many_queries_for_six_as_for_one(cast: Cast) -> None:
    counts = []
    for more in (1, 5):
        for _ in range(more):
            _answered(cast)
        with CaptureQueriesContext(connection) as asked:
            assert len(to_call(cast.window, NOW)) in (1, 6)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_brand_or_a_part_of_a_name_is_never_taken_for_the_firm(cast: Cast) -> None:
    limited, company = firm("示例市科福桂光电有限公司"), firm("示例市科福桂光电有限责任公司")
    assert firms_meant(cast.window, "示例市科福桂光电有限公司") == (limited.key, [])
    key, near = firms_meant(cast.window, "科福桂")
    assert (key, {each.key for each in near}) == ("", {limited.key, company.key})


def test_filing_for_others_asks_which_firm_before_anybody_is_told(cast: Cast) -> None:
    made = [firm("示例市科福桂光电有限公司"), firm("示例市科福桂光电有限责任公司")]
    sent = {"firm": "科福桂", "channel": "phone_desk", "title": "停电", "text": "今天停电", "form_key": "k"}
    window = browser(cast.window)
    asked = window.post("/appeals/file/", sent)
    assert (asked.status_code, Appeal.objects.count(), Message.objects.count()) == (422, 0, 0)
    assert all(f'value="{each.key}"' in asked.content.decode() for each in made)
    assert window.post("/appeals/file/", sent | {"meant": made[1].key}).status_code == 302
    assert Appeal.objects.get().enterprise_id == made[1].pk


def test_a_firm_leaves_a_number_and_finds_it_again(cast: Cast) -> None:
    person = browser(cast.agent)
    sent = {"firm": cast.firm.key, "title": "停电", "text": "今天停电", "form_key": "k", "is_pressing": "on"}
    assert (person.post("/appeals/whistle/", sent).status_code, Appeal.objects.count()) == (422, 0)
    assert person.post("/appeals/whistle/", sent | {"contact_name": "虚构某", "contact_phone": "023-00000000"}).status_code == 302
    assert contact_of(cast.agent) == {"contact_name": "虚构某", "contact_phone": "023-00000000"}
    assert Appeal.objects.get().is_pressing


def test_pressing_is_told_and_proposed_and_not_set(cast: Cast) -> None:
    appeal = filed(cast.agent, cast.firm, is_pressing=True)
    assert _inbox(cast.window.person_id) == [
        f"新诉求第 {appeal.pk} 号，称正在停产或有安全风险：厂区高压线路要迁改（虚构甲厂）",
    ]
    assert Appeal.objects.select_related("case").get().case.grade == "ordinary"


def test_the_enterprise_reads_who_has_it_and_until_when_it_is_called(cast: Cast) -> None:
    appeal = filed(cast.agent, cast.firm, contact=Contact("虚构某", "023-00000000"))
    assert str(shown(cast.agent, appeal).contact).endswith("前联系您，已逾期")  # by the clock of today it is
    in_hand(cast.window, appeal, "social")
    assert _inbox(cast.agent.person_id)[-1] == f"第 {appeal.pk} 号诉求已交虚构power、虚构social办理：厂区高压线路要迁改"
    seen = shown(cast.agent, Appeal.objects.get(pk=appeal.pk))
    assert [str(each.words) for each in seen.happened] == ["提交诉求", "受理", "派单"]
    assert [each.details for each in seen.happened] == [(), (), ()]
    page = re.sub(r"\s", "", _words(browser(cast.agent), f"/appeals/{appeal.pk}/"))
    assert "承办单位：虚构power、虚构social" in page
    assert shown(None, appeal).happened == []  # by the link alone nobody is named


def test_a_poor_grade_says_what_it_does_and_what_it_did(cast: Cast) -> None:
    appeal, person = _answered(cast), browser(cast.agent)
    page = _words(person, f"/appeals/{appeal.pk}/")
    assert page.index("线路已迁改") < page.index("不满意（退回原单位重办）")
    answer = person.post(f"/appeals/{appeal.pk}/", {"step": "rate", "rate-satisfaction": "dissatisfied"}, follow=True)
    told = re.sub(r"\s+", " ", answer.content.decode())
    due = page_of(cast.agent, Narrowed(), timezone.now()).rows[0].due
    assert f"已退回虚构power重办，{due} 前再答复您" in told
    outer = [(each.key, each.round) for each in shown(cast.agent, Appeal.objects.get(pk=appeal.pk)).clocks]
    assert outer == [("outer", 1), ("outer", 2)]


def test_the_last_poor_grade_promises_no_return(cast: Cast) -> None:
    appeal = _answered(cast)
    Appeal.objects.filter(pk=appeal.pk).update(sent_back=2)
    page = _words(browser(cast.agent), f"/appeals/{appeal.pk}/")
    assert ("不满意" in page, "退回原单位重办" in page) == (True, False)


def test_what_waits_for_a_ruling_says_what_is_asked_and_until_when(cast: Cast) -> None:
    appeal = in_hand(cast.window, filed(cast.agent, cast.firm))
    told = {"reason": "不归本单位", "basis": "虚构清单", "proposed": "social"}
    leg = Leg.objects.get(unit__key="power").pk
    objections.make(by=cast.power, number=appeal.pk, leg=leg, now=at("2026-09-24 11:00"), **told)
    extensions.ask(by=cast.power, number=appeal.pk, value=2, reason="等上级拨付", now=at("2026-09-24 12:00"))
    lines = [(str(line.what.label), str(line.asked), line.due) for line in waiting_lines(cast.window, 5)]
    assert lines == [
        ("派单异议", "改由虚构social办理", "2026-09-28"),
        ("延期申请", "延长 2 个工作日，原期限 2026-10-12", "2026-10-12"),
    ]
    waiting = waiting_extension(appeal.pk)
    assert waiting is not None
    assert str(extension_word(waiting)) == "申请延长 2 个工作日：2026-10-12 → 2026-10-14（等上级拨付）"
    assert "申请延长 2 个工作日：2026-10-12 → 2026-10-14（等上级拨付）" in _words(browser(cast.power), f"/appeals/{appeal.pk}/")
    form = _words(browser(cast.window), f"/appeals/{appeal.pk}/")
    assert "按异议建议：虚构social" in form and "虚构power认为应由虚构social办理：不归本单位（依据：虚构清单）" in form


def test_one_sweep_tells_each_person_the_highest_rung_of_a_clock_once(cast: Cast) -> None:
    appeal = in_hand(cast.window, filed(cast.agent, cast.firm))
    before = len(_inbox(cast.power.person_id))
    ladder.sweep(by=SYSTEM, now=at("2026-10-30 10:00"))
    told = _inbox(cast.power.person_id)[before:]
    assert sorted(re.findall(r"^(\w+)（虚构，期限 ([\d-]+)）", word)[0] for word in told) == [
        ("报区领导", "2026-09-24"),  # the call
        ("报区领导", "2026-10-09"),  # the lead's part
        ("报区领导", "2026-10-12"),  # the answer
    ]
    assert len(set(told)) == len(told) and all(word.endswith(f"第 {appeal.pk} 号诉求 {appeal.title}（{cast.firm.name}）") for word in told)


def test_a_meeting_about_an_appeal_begins_with_whom_it_concerns(cast: Cast) -> None:
    appeal = in_hand(cast.window, filed(cast.agent, cast.firm), "social")
    title, concerned = meeting_of_case(appeal.pk)
    assert (str(title), concerned) == (
        f"第 {appeal.pk} 号诉求会商：厂区高压线路要迁改",
        ["power", "social", f"of-{cast.firm.key}"],
    )


def test_the_next_quarter_is_published_when_it_is_over() -> None:
    days = [next_quarter_on(day) for day in (DAY, DAY.replace(month=11), DAY.replace(month=1))]
    assert [str(day) for day in days] == ["2026-10-01", "2027-01-01", "2026-04-01"]


def test_only_units_that_handle_matters_are_offered_and_those_of_the_duty_list_stand_first(cast: Cast) -> None:
    over = Organisation.objects.create(key="district", kind="department", zh="虚构区", en="made-up district")
    Organisation.objects.filter(key="green").update(parent=over)
    for key, kind in (("bank", "bank"), ("leaders", "leaders_office"), ("park", "park")):
        Organisation.objects.create(key=key, kind=kind, zh=f"虚构{key}", en=f"made-up {key}")
    offered = [key for key, _ in units_for(rules_in_force())]
    assert (offered[0], sorted(offered)) == ("power", ["green", "park", "power", "social", "window"])


def test_the_lead_is_asked_for_where_there_is_none(cast: Cast) -> None:
    assert [DispatchForm(units=(), has_lead=has).fields["lead"].required for has in (False, True)] == [True, False]


def test_a_meeting_begins_filled_in_and_takes_enterprises_by_name(cast: Cast) -> None:
    appeal = in_hand(cast.window, filed(cast.agent, cast.firm), "social")
    page = browser(cast.window).get(f"/casework/meetings/new/?case={appeal.pk}").context["form"]
    name = str(Organisation.objects.get(key=f"of-{cast.firm.key}").label)
    begun = {key: page[key].initial for key in ("kind", "title", "invited", "firms", "case")}
    assert begun == {
        "kind": "joint_handling",
        "title": f"第 {appeal.pk} 号诉求会商：厂区高压线路要迁改",
        "invited": ["power", "social"],
        "firms": name,
        "case": appeal.pk,
    }
    sent = {"host": "window", "kind": "joint_handling", "title": "会商", "begins_at": "2999-01-04T10:00", "place": "虚构会议室"}
    refused = browser(cast.window).post("/casework/meetings/new/", sent | {"firms": "没有的厂"})
    assert refused.context["form"].errors["firms"] == ["没有名叫“没有的厂”的企业单位"]
    assert browser(cast.window).post("/casework/meetings/new/", sent | {"firms": name}).status_code == 302
    assert list(Invitee.objects.values_list("organisation__key", flat=True)) == [f"of-{cast.firm.key}"]


def test_a_unit_reads_each_clock_by_name_and_no_right_that_has_lapsed(cast: Cast) -> None:
    in_hand(cast.window, filed(cast.agent, cast.firm))
    rows = browser(cast.power).get("/casework/legs/").context["rows"]
    assert [[(clock.key, str(name), is_window) for clock, name, _, is_window in row["due"]] for row in rows] == [
        [("lead", "虚构", False)],
    ]  # the objection's window has closed


def test_a_message_is_opened_by_its_own_words(cast: Cast) -> None:
    filed(cast.agent, cast.firm)
    (message,) = Message.objects.filter(person=cast.window.person_id)
    page = browser(cast.window).get("/casework/inbox/").content.decode()
    assert re.findall(r'<button class="line">(.*?)</button>', page) == [message.zh]
