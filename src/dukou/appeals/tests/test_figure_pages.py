"""The pages about appeals as a whole: who enters, what each of them is told, what the public never is."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from dukou.accounts.core.roles import Role
from dukou.accounts.models import Person
from dukou.accounts.tests import cast
from dukou.appeals.actions import extensions, objections, publication
from dukou.appeals.core.kinds import Channel
from dukou.appeals.core.statistics import Timeliness
from dukou.appeals.models import Appeal, AppealRules, PublicCopy
from dukou.appeals.queries.published import last_quarter, public_figures, published_page
from dukou.appeals.queries.red import late_page, soon_page, waiting_lines
from dukou.appeals.queries.repeating import merge_proposals, repeats_in
from dukou.appeals.tests.golden import NOW, Golden, golden
from dukou.appeals.tests.made_up import RULES, at, filed, firm, in_hand, officer
from dukou.casework.actions import ladder
from dukou.casework.core.notices import version_of
from dukou.casework.core.profiles import Rung
from dukou.casework.models import Leg
from dukou.kit.core.actors import SYSTEM
from dukou.kit.core.periods import months
from dukou.kit.middleware import LANGUAGE_COOKIE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("collected_static")]
PRIVATE = ("虚构甲厂", "虚构乙厂", "虚构某人", "13800000001", "线路第")


@pytest.fixture
def play(monkeypatch: pytest.MonkeyPatch) -> Golden:
    """The seven appeals, looked at on 20 October: pages ask the clock, and what is late depends on it."""
    made = golden()
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    return made


def _as(username: str) -> Client:
    client = Client()
    client.force_login(Person.objects.get(username=username))
    return client


def _status(client: Client, address: str) -> int:
    answer = client.get(address)
    if answer.streaming:
        answer.getvalue()  # a file is read to its end, so that it is closed
    return answer.status_code


def _text(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_who_enters_which_page(play: Golden) -> None:
    cast.person("leader-1", Role.LEADER, at="window")
    cast.person("bank-1", Role.BANK_OFFICER, at="bank-1")
    cast.person("steward-1", Role.STEWARD, at="window")
    offices = {"leader-1": True, "window": True, "power-1": False, "agent": False, "bank-1": False, "steward-1": False}
    for page in ("red", "repeats"):
        assert {name: _status(_as(name), f"/appeals/{page}/") for name in offices} == {
            name: 200 if enters else 403 for name, enters in offices.items()
        }
    for page in ("figures", "figures/csv"):
        entering = {name: _status(_as(name), f"/appeals/{page}/") for name in offices}
        assert entering == {name: 200 if enters or name == "power-1" else 403 for name, enters in offices.items()}
    for page in ("public", "known"):
        assert Client().get(f"/appeals/{page}/").status_code == 200
        assert {_status(_as(name), f"/appeals/{page}/") for name in offices} == {200}
    assert Client().get("/appeals/red/").status_code in (302, 401)


def test_a_unit_reads_its_own_line_alone(play: Golden) -> None:
    window, social = (_text(_as(name), "/appeals/figures/?period=2026") for name in ("window", "social-1"))
    assert ("虚构power" in window, "虚构social" in window) == (True, True)
    assert ("虚构power" in social, "虚构social" in social, "只列本单位主办的" in social) == (False, True, True)
    mine = _as("social-1").get("/appeals/figures/csv/?period=2026")
    lines = mine.getvalue().decode("utf-8-sig").splitlines()
    assert [line.split(",")[:3] for line in lines[1:]] == [["虚构social", "1", "1"], ["合计", "1", "1"]]


def test_figures_without_appeals_have_no_base_in_words(play: Golden) -> None:
    text = _text(_as("window"), "/appeals/figures/?period=2020")
    assert "这段时间没有诉求，四项比率都无基数。" in text
    assert "%" not in text


@pytest.mark.parametrize("by", ["unit", "topic", "grade", "nothing"])
def test_each_cut_is_shown_and_taken_home(play: Golden, by: str) -> None:
    assert "2/4（50.0%）" in _text(_as("window"), f"/appeals/figures/?period=2026&by={by}")
    lines = _as("window").get(f"/appeals/figures/csv/?period=2026&by={by}").getvalue()
    whole = lines.decode("utf-8-sig").splitlines()[-1].split(",")
    assert whole == [
        *("合计", "7", "6"),
        *("6", "6", "2", "4", "1", "5", "1", "2"),
        *("1", "1", "1", "1", "1"),
        *("0", "1", "0", "0", "0"),
        *("0", "2", "3", "1", "1"),
        *("55.0", ""),
        *("1", "2", "1", "4"),  # the first answers and verdicts: what came back stays in
    ]


def test_the_red_list_the_longest_late_first(play: Golden) -> None:
    ladder.sweep(by=SYSTEM, now=NOW)
    page = late_page(play.window, NOW, 50)
    told = [(line.number, str(line.clock.name), line.clock.days, line.clock.rung) for line in page.rows if line.number == play.open.pk]
    assert [row[2:] for row in told] == [(8, Rung.LEADER), (6, Rung.LEADER)]  # the lead's five days, then the seven of the case
    assert [line.clock.due_at for line in page.rows] == sorted(line.clock.due_at for line in page.rows)
    assert {line.clock.due_at <= NOW for line in page.rows} == {True}
    first = late_page(play.window, NOW, 1)
    second = late_page(play.window, NOW, 50, after=first.after)
    assert [*first.rows, *second.rows] == page.rows
    assert second.after == ""
    by_rung = {rung: late_page(play.window, NOW, 50, rung).rows for rung in Rung}
    assert sorted(line.clock.clock for rows in by_rung.values() for line in rows) == sorted(line.clock.clock for line in page.rows)
    assert late_page(play.window, NOW, 50, after="nonsense").rows == page.rows


def test_what_falls_due_and_what_waits(play: Golden) -> None:
    now = at("2026-10-28 09:00")
    assert [line.number for line in soon_page(play.window, now, 50).rows] == [play.again.pk]  # due at the end of the 28th
    leg = Leg.objects.get(case=play.open.pk, closed_at__isnull=True)
    told = {"reason": "不属供电", "basis": "职责清单", "proposed": "green"}
    objections.make(by=play.power, number=play.open.pk, leg=leg.pk, now=at("2026-09-24 14:00"), **told)
    extensions.ask(by=play.power, number=play.again.pk, value=2, reason="等设备", now=at("2026-10-20 10:00"))
    waiting = [(line.number, line.what.value, str(line.unit), line.reason) for line in waiting_lines(play.window, 10)]
    assert waiting == [
        (play.open.pk, "objection", "虚构power", "不属供电"),
        (play.again.pk, "extension", "虚构power", "等设备"),
    ]
    assert [line.number for line in waiting_lines(play.window, 1)] == [play.open.pk]


def test_the_red_page_tells_all_three(play: Golden) -> None:
    text = _text(_as("window"), "/appeals/red/")
    assert {word: word in text for word in ("逾期，最久的在前", "今明两天到期", "待裁定", "第5件", "虚构甲厂")} == dict.fromkeys(
        ("逾期，最久的在前", "今明两天到期", "待裁定", "第5件", "虚构甲厂"), True
    )


def test_what_repeats_and_what_may_be_merged(play: Golden) -> None:
    (found,) = repeats_in(play.window, months(2026, 9, 9))
    assert (found.topic, found.firms, found.appeals, found.before) == ("power", 2, 7, 0)
    double = filed(play.agent, play.firm, title="第5件", text="线路第5处", now=at("2026-10-20 09:00"))
    (proposal,) = merge_proposals(play.window)
    assert (proposal.appeal.pk, proposal.into.pk) == (double.pk, play.open.pk)
    text = _text(_as("window"), "/appeals/repeats/?period=2026-09")
    assert "同一企业，内容相似 100%" in text
    cast.person("leader-1", Role.LEADER, at="window")
    assert "可能是同一件事" not in _text(_as("leader-1"), "/appeals/repeats/?period=2026-09")


def _published(play: Golden, title: str = "迁改线路") -> PublicCopy:
    told = {"title": title, "question": "厂区线路要迁改", "answer": "已迁改"}
    draft = publication.draft(by=play.window, number=play.solved.pk, now=at("2026-10-01 09:00"), **told)
    return publication.approve(by=play.caller, number=play.solved.pk, copy=draft.number, now=at("2026-10-01 10:00"))


def test_the_public_reads_the_copy_and_nothing_else(play: Golden) -> None:
    """The appeals hold names, numbers and words that would leak; the window reads them, the public page holds none."""
    _published(play)
    inside = _text(_as("window"), f"/appeals/{play.solved.pk}/")
    assert [word for word in (PRIVATE[0], *PRIVATE[2:]) if word not in inside] == []
    text = _text(Client(), "/appeals/public/")
    assert [word for word in (*PRIVATE, "第1件") if word in text] == []
    assert ("迁改线路" in text, "厂区线路要迁改" in text, "草案，不是正式规定" in text) == (True, True, True)


def test_a_withdrawn_copy_and_a_draft_are_not_read(play: Golden) -> None:
    copy = _published(play)
    publication.draft(by=play.window, number=play.solved.pk, title="新稿", question="问", answer="答", now=at("2026-10-02 09:00"))
    assert [each.title for each in published_page("", 10)[0]] == ["迁改线路"]
    publication.withdraw(by=play.window, number=play.solved.pk, copy=copy.number, reason="有误", now=at("2026-10-03 09:00"))
    assert published_page("", 10) == ([], "")


def test_published_copies_page_by_page(play: Golden) -> None:
    """The newest approval first, whatever the numbers say."""
    for place, number in enumerate(Appeal.objects.order_by("pk").values_list("pk", flat=True)):
        PublicCopy.objects.create(
            appeal_id=number,
            number=1,
            title=f"件{place}",
            question="问",
            answer="答",
            drafted_at=NOW,
            drafted_by="person:a",
            approved_at=NOW - timedelta(days=place // 2),
            approved_by="person:b",
        )
    read, mark = [], ""
    for _ in range(4):
        page, mark = published_page(mark, 2)
        read += [each.title for each in page]
    assert (read, mark) == (["件1", "件0", "件3", "件2", "件5", "件4", "件6"], "")


def test_small_counts_are_suppressed_in_public(play: Golden) -> None:
    assert last_quarter(at("2026-12-01 09:00").date()) == months(2026, 7, 9)
    assert last_quarter(at("2026-02-01 09:00").date()) == months(2025, 10, 12)
    assert public_figures() is None
    publication.cut(by=SYSTEM, period=months(2026, 7, 9), now=at("2026-10-01 00:00"))
    found = public_figures()
    assert found is not None
    assert (found.period, found.threshold, found.has_synthetic) == (months(2026, 7, 9), 5, True)
    shown = [*found.tables.outcomes.cells.values(), *found.tables.reply.cells.values(), *found.tables.answers.cells.values()]
    assert [count for count in shown if count is not None and 0 < count < 5] == []
    assert [count for count in found.tables.reply.rows.values() if count is not None and 0 < count < 5] == []


def test_a_large_unit_is_shown_with_its_counts(play: Golden) -> None:
    """Eleven more of one unit, contacted too late; one more of another: its count stays hidden, and nothing lets it be reckoned."""
    other = firm("虚构丙厂")
    for place in range(12):
        appeal = filed(play.window, other, channel=Channel.PHONE_DESK, title=f"另{place}", form_key=f"k{place}", now=at("2026-09-24 10:00"))
        in_hand(play.window, appeal, now=at("2026-09-24 11:00"))
    publication.cut(by=SYSTEM, period=months(2026, 7, 9), now=at("2026-10-01 00:00"))
    found = public_figures()
    assert found is not None
    contact = found.tables.contact
    assert [contact.cells["power", kind] for kind in Timeliness] == [None, 0, 12]  # five in time, as many as may be shown, guard one
    assert (contact.cells["social", Timeliness.IN_TIME], contact.rows["social"]) == (None, None)
    text = _text(Client(), "/appeals/public/")
    assert "件数少，不公布" in text


def test_ready_answers_by_topic_and_word(play: Golden) -> None:
    answers = [
        {
            "key": key,
            "topic": topic,
            "question": {"zh": question, "en": question},
            "answer": {"zh": "见说明", "en": "see"},
            "source": "虚构",
        }
        for key, topic, question in (("a", "power", "停电怎么办"), ("b", "social", "怎么参保"))
    ]
    content = RULES | {"answers": answers}
    AppealRules.objects.update(content=content, sha256=version_of(content))
    told = {query: _text(Client(), f"/appeals/known/{query}") for query in ("", "?topic=power", "?text=参保", "?text=没有")}
    assert {query: ("停电怎么办" in text, "怎么参保" in text) for query, text in told.items()} == {
        "": (True, True),
        "?topic=power": (True, False),
        "?text=参保": (False, True),
        "?text=没有": (False, False),
    }
    officer("agent-9", Role.ENTERPRISE_AGENT, "of-x")
    assert "没有找到，吹哨" in _text(_as("agent-9"), "/appeals/known/")
    assert '/appeals/known/"' in _as("agent").get("/appeals/whistle/").content.decode()


def test_pages_speak_english_too(play: Golden) -> None:
    client = _as("window")
    client.cookies[LANGUAGE_COOKIE] = "en"
    text = _text(client, "/appeals/figures/?period=2026")
    assert ("2 of 4 (50.0 %)" in text, "Who held the time" in text, "四项比率" in text) == (True, True, False)
