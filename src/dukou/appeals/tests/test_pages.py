"""The page of one appeal: who is told what, whose files are whose, and which clocks an enterprise sees."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.test import Client

from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.models import Person
from dukou.appeals.actions.appeals import Contact
from dukou.appeals.models import Attachment
from dukou.appeals.tests.made_up import Cast, agent, filed, firm, in_hand, officer, players
from dukou.casework.models import RunningClock
from dukou.kit.files import Coming

pytestmark = pytest.mark.django_db
PHONE = "023-00000000"


@pytest.fixture(autouse=True)
def _static(collected_static: None) -> None:
    """Pages name their style sheets."""


@pytest.fixture
def cast() -> Cast:
    """The usual people."""
    return players()


def _browser(of: Viewer) -> Client:
    browser = Client(HTTP_HOST="localhost")
    browser.force_login(Person.objects.get(pk=of.person_id or 0), backend="dukou.accounts.auth.PasswordSignIn")
    return browser


def test_whom_to_ask_is_told_to_those_who_handle_it_and_to_the_firm(cast: Cast) -> None:
    number = in_hand(cast.window, filed(cast.agent, cast.firm, contact=Contact("虚构某", PHONE))).pk
    leader = officer("leader", Role.LEADER, "leaders")
    told = {
        who.key: PHONE in _browser(who).get(f"/appeals/{number}/").content.decode() for who in (cast.agent, cast.window, cast.power, leader)
    }
    assert told == {"person:agent": True, "person:window": True, "person:power-1": True, "person:leader": False}


def test_a_file_is_for_whoever_may_see_the_appeal_and_is_never_shown_in_the_browser(cast: Cast) -> None:
    other = firm("虚构乙厂")
    theirs = agent(other, "agent-2")
    number = filed(cast.agent, cast.firm, files=[Coming("说明.pdf", 20, BytesIO(b"%PDF-1.7\n1 0 obj\n%%EOF"))]).pk
    own = filed(theirs, other).pk
    kept = Attachment.objects.get().pk
    address = f"/appeals/{number}/files/{kept}/"
    answer = _browser(cast.agent).get(address)
    assert answer.status_code == 200 and answer.getvalue().startswith(b"%PDF")
    assert answer.headers["Content-Disposition"].startswith("attachment") and answer.headers["Content-Type"] == "application/octet-stream"
    assert [_browser(theirs).get(at).status_code for at in (address, f"/appeals/{own}/files/{kept}/")] == [404, 404]  # by neither number


def test_an_enterprise_sees_the_clock_that_binds_the_district_and_no_other(cast: Cast) -> None:
    number = in_hand(cast.window, filed(cast.agent, cast.firm)).pk
    clocks = dict(RunningClock.objects.filter(case=number).values_list("key", "pk"))
    seen = {key: _browser(cast.agent).get(f"/casework/clocks/{pk}/").status_code for key, pk in clocks.items()}
    assert seen == dict.fromkeys(clocks, 404) | {"outer": 200}
    assert {_browser(cast.power).get(f"/casework/clocks/{pk}/").status_code for pk in clocks.values()} == {200}


def test_what_is_refused_stands_in_the_form_and_nothing_typed_is_lost(cast: Cast) -> None:
    number = in_hand(cast.window, filed(cast.agent, cast.firm)).pk
    sent = {"step": "reply", "reply-verdict": "solved", "reply-text": "已经办好了这件事"}
    answer = _browser(cast.power).post(f"/appeals/{number}/", sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "却没有写做了什么" in page and "已经办好了这件事" in page


def test_a_step_that_is_not_ones_own_is_refused(cast: Cast) -> None:
    number = filed(cast.agent, cast.firm).pk
    assert _browser(cast.agent).post(f"/appeals/{number}/", {"step": "accept"}).status_code == 403
