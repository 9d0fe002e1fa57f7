"""Firms are told on their desk, once in a window, and only those whose desk somebody can open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client

from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.models import Person
from dukou.accounts.queries import viewer_of
from dukou.audit.models import AuditEvent
from dukou.enterprises.models import Enterprise
from dukou.enterprises.tests.visiting import page, signed_in, words
from dukou.policies.actions import claims, matching, notices
from dukou.policies.models import Notice
from dukou.policies.queries.policies import measure_of
from dukou.policies.queries.told import ToldOf, still_told, told_firms
from dukou.policies.queries.unpaid import unpaid
from dukou.policies.tests.made_up import DAY, NOW, agent, changed, firms, keeper, load, state

pytestmark = pytest.mark.django_db
NEXT_YEAR = date(2025, 3, 3)
READY = "/policies/measures/prize/ready/"


@pytest.fixture
def some(tmp_path: Path, settings: LazySettings) -> list[Enterprise]:
    """Two entitled firms, the first with an agent; a run."""
    settings.HOME_FILE = replace(settings.HOME_FILE, known_on=str(DAY))
    load(tmp_path)
    made = firms("虚构甲厂", "虚构乙厂")
    for firm in made:
        state(firm, has_title=True)
    agent("owner", made[0])
    matching.run(by=keeper(), as_of=DAY, now=NOW)
    return made


def owner() -> Viewer:
    """The first firm's agent."""
    return viewer_of(Person.objects.get(username="owner"), DAY)


def desk(client: Client) -> str:
    """The desk of the first firm's agent, in words."""
    client.force_login(Person.objects.get(username="owner"), backend="dukou.accounts.auth.PasswordSignIn")
    return words(page(client, "/desks/enterprise/"))


def test_the_page_says_how_many_were_told_and_how_many_have_no_agent(some: list[Enterprise], client: Client) -> None:
    officer = signed_in(client, Role.INDUSTRY_OFFICER)
    said = words(officer.post(READY, follow=True).content.decode())
    assert "已在企业工作台告知 1 家；另有 1 家没有经办人，看不到工作台，未计入，请另行联系" in said
    prize = measure_of("prize").measure
    assert told_firms(prize, DAY) == {some[0].pk}
    (event,) = AuditEvent.objects.filter(act="notices.tell")
    assert event.after == {"firms": 1, "without_agent": 1, "window_on": "2024-01-01"}
    reasons = {each.matched.firm_name: each.reason.value for each in unpaid(keeper(), "prize")}
    assert reasons == {"虚构甲厂": "not_filed", "虚构乙厂": "not_told"}
    with pytest.raises(notices.NoAgents) as refused:
        notices.tell(by=keeper(), measure="prize", as_of=DAY, now=NOW)
    assert "1 家都没有经办人" in refused.value.said_why.zh
    agent("second", some[1])
    assert notices.tell(by=keeper(), measure="prize", as_of=DAY, now=NOW) == notices.Told(1, 0)


def test_the_desk_says_it_until_there_is_a_claim(some: list[Enterprise], client: Client) -> None:
    assert "部门告知" not in desk(client)
    notices.tell(by=keeper(), measure="prize", as_of=DAY, now=NOW)
    client.force_login(Person.objects.get(username="owner"), backend="dukou.accounts.auth.PasswordSignIn")
    html = page(client, "/desks/enterprise/")
    told = html[html.index("部门告知：您符合条件") :].partition("</table>")[0]
    assert ("大奖" in told, "2024-07-08" in told, f'href="/policies/firms/{some[0].key}/claim/prize/"' in told) == (True, True, True)
    claims.file(by=owner(), measure="prize", firm=some[0].key, as_of=DAY, now=NOW)
    assert "部门告知" not in desk(client)


def test_whoever_has_a_claim_in_hand_is_not_told(some: list[Enterprise]) -> None:
    agent("second", some[1])
    claims.file(by=owner(), measure="prize", firm=some[0].key, as_of=DAY, now=NOW)
    assert notices.tell(by=keeper(), measure="prize", as_of=DAY, now=NOW) == notices.Told(1, 0)
    assert told_firms(measure_of("prize").measure, DAY) == {some[1].pk}


def test_told_in_one_window_is_not_told_in_the_next(some: list[Enterprise]) -> None:
    prize = measure_of("prize").measure
    notices.tell(by=keeper(), measure="prize", as_of=DAY, now=NOW)
    assert still_told(some[0].pk, {}, DAY) == [ToldOf(prize, DAY)]
    assert (told_firms(prize, NEXT_YEAR), still_told(some[0].pk, {}, NEXT_YEAR)) == (frozenset(), [])
    assert notices.tell(by=keeper(), measure="prize", as_of=NEXT_YEAR, now=NOW) == notices.Told(1, 1)
    assert [row.window_on for row in Notice.objects.order_by("pk")] == [date(2024, 1, 1), date(2025, 1, 1)]


def test_outside_the_window_nobody_is_told_and_the_desk_is_silent(some: list[Enterprise], tmp_path: Path) -> None:
    notices.tell(by=keeper(), measure="award", as_of=DAY, now=NOW)
    assert [each.measure.key for each in still_told(some[0].pk, {}, date(2024, 12, 31))] == ["award"]
    assert still_told(some[0].pk, {}, date(2025, 1, 1)) == []
    with pytest.raises(notices.NotOpenToTell) as refused:
        notices.tell(by=keeper(), measure="award", as_of=date(2025, 1, 1), now=NOW)
    assert refused.value.said_why.zh == "“称号奖”已截止（受理时间：2024-03-01 至 2024-12-31）"
    load(tmp_path, reason="下一批", **changed(("open: 2024-03-01, close: 2024-12-31", "open: 2025-03-01, close: 2025-12-31")))
    assert told_firms(measure_of("award").measure, NEXT_YEAR) == frozenset()


def test_the_notice_of_a_merged_entry_is_that_of_the_firm(some: list[Enterprise]) -> None:
    notices.tell(by=keeper(), measure="prize", as_of=DAY, now=NOW)
    Enterprise.objects.filter(pk=some[0].pk).update(merged_into=some[1])
    prize = measure_of("prize").measure
    assert (set(told_firms(prize, DAY)), still_told(some[1].pk, {}, DAY)) == ({some[1].pk}, [ToldOf(prize, DAY)])
