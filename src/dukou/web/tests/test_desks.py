"""The desks: who sits where, and that a desk nobody may use does not even exist for him."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dukou.accounts.actions import people
from dukou.accounts.core.roles import Role, permissions_of
from dukou.accounts.core.viewers import Viewer
from dukou.figures.tests.made_up import load, seated
from dukou.kit.core.actors import Actor
from dukou.kit.pages.panels import PANELS
from dukou.web.desks import DESKS, own_desk

pytestmark = pytest.mark.django_db
SEATS = {
    Role.LEADER: ["leader", "officer"],
    Role.INDUSTRY_OFFICER: ["leader", "officer"],
    Role.WINDOW_CLERK: ["window"],
    Role.TASK_FORCE_MEMBER: ["window"],
    Role.DEPARTMENT_OFFICER: ["department"],
    Role.BANK_OFFICER: ["bank"],
    Role.ENTERPRISE_AGENT: ["enterprise"],
    Role.AUDITOR: ["auditor"],
    Role.STEWARD: ["steward"],
}


@pytest.fixture(autouse=True)
def made_up_district(tmp_path: Path) -> None:
    load(tmp_path)


def test_every_role_is_seated_or_known_to_have_no_desk() -> None:
    assert set(SEATS) == set(Role)


@pytest.mark.parametrize("role", list(Role))
def test_each_role_opens_its_own_desks_and_no_other(client: Any, role: Role) -> None:
    visitor = seated(client, role, "firm-a" if role is Role.ENTERPRISE_AGENT else "office")
    opened = [desk.slug for desk in DESKS if visitor.get(f"/desks/{desk.slug}/").status_code == 200]
    assert opened == SEATS[role]
    own = f"/desks/{'officer' if role is Role.INDUSTRY_OFFICER else SEATS[role][0]}/"  # where one works, not where one may look too
    assert visitor.get("/").headers["Location"] == visitor.get("/desks/").headers["Location"] == own


def test_who_leads_and_records_works_at_the_leaders_desk_and_who_may_nothing_has_none() -> None:
    both = Viewer("person:both", permissions=permissions_of([Role.LEADER, Role.INDUSTRY_OFFICER]))
    assert [desk and desk.slug for desk in (own_desk(both), own_desk(Viewer("anonymous")))] == ["leader", None]


@pytest.mark.parametrize(
    ("role", "told"),
    [(Role.STEWARD, ["/accounts/approvals/", "dukou people grant"]), (Role.AUDITOR, ["/accounts/trail/", "dukou audit verify"])],
    ids=["steward", "auditor"],
)
def test_steward_and_auditor_are_told_what_they_can_do(client: Any, role: Role, told: list[str]) -> None:
    page = seated(client, role).get("/", follow=True).content.decode()
    main = page[page.index("<main") :]
    assert [each for each in told if each not in main] == []


def test_the_auditor_reads_the_latest_events_in_words(client: Any) -> None:
    people.add(by=Actor("cli", "tests"), username="li-leaf", display_name="演员")
    assert "添加人员</a>" in seated(client, Role.AUDITOR).get("/desks/auditor/").content.decode()


def test_a_desk_that_is_not_there_is_not_found(client: Any) -> None:
    assert seated(client, Role.LEADER).get("/desks/nobody/").status_code == 404


def test_without_sign_in_every_desk_leads_to_the_sign_in(client: Any) -> None:
    answers = {client.get(f"/desks/{desk.slug}/").headers["Location"] for desk in DESKS}
    assert answers == {f"/accounts/sign-in/?next=/desks/{desk.slug}/" for desk in DESKS}


def test_a_day_that_is_none_is_refused_in_words(client: Any) -> None:
    answer = seated(client, Role.LEADER).get("/desks/leader/?known_on=yesterday")
    assert answer.status_code == 400
    assert "写成 2024-07-08" in answer.content.decode()


def test_panels_stand_on_desks_that_exist() -> None:
    assert {slug for panel in PANELS for slug in panel.desks} <= {desk.slug for desk in DESKS} | {"enterprise-page"}
