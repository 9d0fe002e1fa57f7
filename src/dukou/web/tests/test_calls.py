"""The line at the head of the leader's desk: what calls, how many, and where; and of which day each panel is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from dukou.accounts.actions import memberships
from dukou.accounts.core.roles import Role
from dukou.accounts.queries import viewer_of
from dukou.accounts.tests import cast
from dukou.appeals.actions import objections
from dukou.appeals.tests.made_up import at, filed, in_hand, officer, players
from dukou.casework.models import Leg
from dukou.figures.tests.made_up import load
from dukou.kit.core.actors import Actor
from dukou.web.panels import late_appeals, rulings

pytestmark = pytest.mark.django_db
WORDS = re.compile(r'<p class="calls">(.*?)</p>', re.DOTALL)


def browser(name: str, role: Role) -> Client:
    """A signed-in person with one role."""
    made = Client()
    made.force_login(cast.person(name, role), backend="dukou.accounts.auth.PasswordSignIn")
    return made


def called(client: Client, address: str) -> list[str]:
    """The words of the line, part by part; empty where there is none."""
    found = WORDS.search(client.get(address).content.decode())
    return [each.strip() for each in re.sub(r"<[^>]+>", "\n", found[1]).split("\n") if each.strip()] if found else []


def test_an_appeal_counts_once_however_many_of_its_clocks_are_late() -> None:
    play = players()
    first, second = (in_hand(play.window, filed(play.agent, play.firm, title=title)) for title in ("甲", "乙"))
    assert first.pk != second.pk
    leader = officer("leader-1", Role.LEADER, "window")
    days = ("2026-09-24 11:00", "2026-12-20 10:00")
    assert [late_appeals(leader, at(day)) for day in days] == [0, 2]  # each has an outer clock and the lead's own
    assert [late_appeals(play.power, at(day)) for day in days] == [0, 0]  # a department sees no district
    leg = Leg.objects.get(case=first.pk)
    told = {"reason": "不属供电", "basis": "职责清单", "proposed": "green"}
    objections.make(by=play.power, number=first.pk, leg=leg.pk, now=at("2026-09-24 14:00"), **told)
    assert [rulings(viewer) for viewer in (leader, play.power)] == [1, 0]


def test_the_line_tells_what_waits_for_the_leader_and_leads_there(tmp_path: Path, collected_static: None) -> None:
    load(tmp_path)
    leader, office = browser("leader", Role.LEADER), browser("office", Role.INDUSTRY_OFFICER)
    assert called(leader, "/desks/leader/") == []
    clerk, today = cast.person("clerk", Role.WINDOW_CLERK), timezone.localdate()
    asked = {"organisation": cast.organisation("office"), "role": Role.STEWARD, "from_on": today, "reason": "需要"}
    memberships.ask(by=Actor("person", "steward"), person=clerk, **asked)  # type: ignore[arg-type]
    assert called(leader, "/desks/leader/") == ["1 件要您看", "待您复核 1 件"]
    assert 'href="/accounts/approvals/">待您复核 1 件</a>' in leader.get("/desks/leader/").content.decode()
    assert called(leader, "/desks/leader/?known_on=2024-07-08") == []  # what waits is of today
    assert called(office, "/desks/leader/") == []  # who may not approve is not called
    assert called(leader, "/desks/officer/") == []  # on no other desk
    assert viewer_of(clerk, today).key == "person:clerk"


def test_each_panel_says_of_which_day_it_is(tmp_path: Path, collected_static: None) -> None:
    load(tmp_path)
    steward = Actor("person", "steward")
    asked = {"organisation": cast.organisation("office"), "role": Role.STEWARD, "from_on": timezone.localdate(), "reason": "需要"}
    leader = browser("leader", Role.LEADER)
    memberships.ask(by=steward, person=cast.person("clerk", Role.WINDOW_CLERK), **asked)  # type: ignore[arg-type]
    page = leader.get("/desks/leader/?known_on=2024-07-08").content.decode()
    heads = re.findall(r'<h2 id="panel-([\w-]+)">[^<]*</h2>(?:<p class="section__stamp">([^<]*)</p>)?', page)
    today = f"截至今天（{timezone.localdate()}）"
    wanted = {"accounts-approvals": today, "clusters-standings": "按 2024-07-08 所知", "figures-findings": "按 2024-07-08 所知"}
    assert dict(heads) == {key: wanted[key] for key, _ in heads} and "accounts-approvals" in dict(heads)
