"""The pages: who sees what, and what does not leak."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone

from dukou.accounts.actions import memberships
from dukou.accounts.core.roles import Role
from dukou.accounts.models import Approval, Enrolment, Membership, Person, StandIn
from dukou.accounts.panels import sees_approvals, waiting_approvals
from dukou.accounts.queries import request_viewer
from dukou.accounts.tests.cast import CLI, PASSWORD, agent, invitation, organisation, person
from dukou.audit.actions import erase, record
from dukou.audit.core.values import Personal
from dukou.kit.core.actors import Actor
from dukou.kit.pages.panels import Asked

pytestmark = pytest.mark.django_db
As = Callable[[str], Client]


@pytest.fixture
def as_person(collected_static: None) -> As:
    """A browser in which a person is signed in."""

    def browser(username: str) -> Client:
        client = Client()
        client.force_login(Person.objects.get(username=username))
        return client

    return browser


@pytest.fixture
def office() -> None:
    """One person of each kind that the pages know."""
    for username, role in (("leader", Role.LEADER), ("steward", Role.STEWARD), ("auditor", Role.AUDITOR), ("clerk", Role.WINDOW_CLERK)):
        person(username, role)


def ask_for(username: str, reason: str = "need-of-the-office") -> Approval:
    """The steward asks to make somebody a second steward."""
    about = Person.objects.get(username=username)
    today = timezone.localdate()
    return memberships.ask(
        by=Actor("person", "steward"), person=about, organisation=organisation("office"), role=Role.STEWARD, from_on=today, reason=reason
    )


@pytest.mark.parametrize("username", ["leader", "steward", "clerk"])
def test_the_trail_shows_to_auditors_only(office: None, as_person: As, username: str) -> None:
    record(by=CLI, act="things.make", subject=("thing", "secret-thing"))
    assert "secret-thing" in as_person("auditor").get("/accounts/trail/").content.decode()  # it could leak
    page = as_person(username).get("/accounts/trail/")
    assert page.status_code == 403
    assert "secret-thing" not in page.content.decode()
    assert "/accounts/trail/" not in as_person(username).get("/accounts/").content.decode()


def test_the_trail_shows_before_and_after_and_forgets_what_is_erased(office: None, as_person: As) -> None:
    change = {"before": {"phone": Personal("555-0001"), "n": 1}, "after": {"phone": Personal("555-0002"), "n": 2}}
    record(by=Actor("person", "clerk", "person:leader"), act="things.change", subject=("thing", "a"), reason="moved", **change)  # type: ignore[arg-type]
    client = as_person("auditor")
    shown = client.get("/accounts/trail/", {"subject": "thing:a"})
    [entry] = shown.context["events"]
    assert entry["changes"] == [("n", "1", "2"), ("phone", "555-0001", "555-0002")]
    assert "代 person:leader" in shown.content.decode()
    erase(by=CLI, subject=("thing", "a"), reason="request")
    page = client.get("/accounts/trail/").content.decode()
    assert "555-000" not in page
    assert "已删除 → 已删除" in page


def test_the_trail_says_in_words_what_was_done_and_offers_the_words_to_whoever_asks(office: None, as_person: As) -> None:
    record(by=CLI, act="people.add", subject=("person", "new"))
    for language, words in (("zh", "添加人员"), ("en", "person added")):
        client = as_person("auditor")
        client.post("/accounts/my-language/", {"language": language})
        page = client.get("/accounts/trail/", {"subject": "person:new"}).content.decode()
        assert [page.count(each) for each in (f"{words}<br><code>people.add</code>", f'<option value="people.add">{words}</option>')] == [
            1,
            1,
        ]


def test_the_trail_is_asked_and_paged(office: None, as_person: As) -> None:
    for number in range(60):
        record(by=CLI, act="things.make", subject=("thing", str(number)))
    client = as_person("auditor")
    first = client.get("/accounts/trail/", {"act": "things.make"})
    second = client.get("/accounts/trail/", {"act": "things.make", "beneath": first.context["beneath"]})
    shown = [[entry["entry"].subject[1] for entry in page.context["events"]] for page in (first, second)]
    assert shown == [[str(number) for number in range(59, 9, -1)], [str(number) for number in range(9, -1, -1)]]
    assert second.context["beneath"] is None
    for question, count in (({"actor": "cli:nobody"}, 0), ({"subject": "thing:7"}, 1), ({"on": "1999-01-01"}, 0), ({"beneath": "x"}, 50)):
        assert len(client.get("/accounts/trail/", question).context["events"]) == count
    assert client.get("/accounts/trail/", {"on": "yesterday"}).context["form"].errors


def test_markup_in_the_trail_stays_text(office: None, as_person: As) -> None:
    record(by=CLI, act="things.make", subject=("thing", "<script>x</script>"), after={"<b>": "<img src=x>"}, reason="<i>")
    page = as_person("auditor").get("/accounts/trail/", {"act": "things.make"}).content.decode()
    assert not [tag for tag in ("<script>x", "<b>", "<img src=x>", "<i>") if tag in page]


def test_approvals_show_to_who_decides_or_asked_and_to_nobody_else(office: None, as_person: As) -> None:
    asked = ask_for("clerk")
    addresses = ("/accounts/approvals/", f"/accounts/approvals/{asked.pk}/")
    seen = {
        username: [
            page.status_code if "need-of-the-office" in page.content.decode() else 0 for page in map(as_person(username).get, addresses)
        ]
        for username in ("leader", "steward", "auditor", "clerk")
    }
    # lists give the reason only of what waits for oneself
    assert seen == {"leader": [200, 200], "steward": [0, 200], "auditor": [0, 200], "clerk": [0, 0]}
    assert as_person("clerk").get(addresses[1]).status_code == 404
    assert as_person("clerk").get(addresses[0]).context["others"] == []


def test_only_who_may_decide_finds_the_form_and_decides(office: None, as_person: As) -> None:
    asked = ask_for("clerk")
    address, said = f"/accounts/approvals/{asked.pk}/", {"decision": "granted", "reason": "agreed"}
    for username in ("steward", "auditor"):
        assert as_person(username).post(address, said).status_code == 403
    assert Approval.objects.get().decision == "waiting"
    assert as_person("leader").post(address, {"decision": "granted", "reason": ""}).status_code == 422
    assert as_person("leader").post(address, said).status_code == 302
    assert Membership.objects.filter(person__username="clerk", role="steward").count() == 1


def test_only_the_steward_asks_for_roles(office: None, as_person: As) -> None:
    said = {"person": "clerk", "organisation": "office", "role": "steward", "from_on": "2024-07-08", "reason": "need"}
    assert as_person("leader").post("/accounts/approvals/roles/", said).status_code == 403
    steward = as_person("steward")
    assert steward.post("/accounts/approvals/roles/", said | {"role": "leader"}).status_code == 422
    assert steward.post("/accounts/approvals/roles/", said).status_code == 302
    assert Approval.objects.get().concerns == "person:clerk"


def test_the_panel_counts_what_waits_and_is_silent_otherwise(office: None, rf: RequestFactory) -> None:
    ask_for("clerk")

    def asked(username: str) -> Asked:
        request = rf.get("/")
        request.user = Person.objects.get(username=username)
        return Asked(request, timezone.localdate(), "leader")

    content = waiting_approvals(asked("leader"))
    assert content is not None
    assert (content["count"], [words.en for _, words in content["rows"]]) == (1, ["grant clerk: steward (office)"])
    assert waiting_approvals(asked("clerk")) is None
    assert [sees_approvals(asked(name).request) for name in ("leader", "steward", "auditor", "clerk")] == [True, True, True, False]


def test_the_viewer_of_a_request_is_asked_once(office: None, rf: RequestFactory, django_assert_num_queries: Any) -> None:
    request = rf.get("/")
    request.user = Person.objects.get(username="leader")
    with django_assert_num_queries(4):
        assert request_viewer(request) is request_viewer(request)
    assert request_viewer(rf.get("/")).key == "anonymous"


def test_an_invitation_is_made_accepted_and_revoked_on_pages(office: None, as_person: As) -> None:
    organisation("office")
    firm = invitation("firm-a")[0].organisation
    clerk = as_person("clerk")
    said = {"organisation": firm.key, "invitee_name": "演员乙", "proof": "委托书 2024-07-02"}
    made = clerk.post("/accounts/enrolments/", said)
    link = made.context["link"].removeprefix("http://testserver")
    newcomer = Client()
    assert "演员乙" in newcomer.get(link).content.decode()
    done = newcomer.post(link, {"username": "yi-agent", "display_name": "演员乙", "password": PASSWORD})
    assert (done.status_code, newcomer.get("/accounts/").status_code) == (302, 200)
    assert newcomer.get(link).status_code == 422  # it opens nothing any more
    enrolment = Enrolment.objects.get(person__username="yi-agent")
    assert clerk.post(f"/accounts/enrolments/{enrolment.pk}/revoke/", {"reason": ""}).status_code == 422
    assert clerk.post(f"/accounts/enrolments/{enrolment.pk}/revoke/", {"reason": "left"}).status_code == 302
    assert Enrolment.objects.get(pk=enrolment.pk).revoked_reason == "left"


def test_an_agent_sees_and_revokes_nothing_of_another_firm(office: None, as_person: As) -> None:
    agent("boss", "firm-a", is_legal_representative=True)
    _, others = agent("other", "firm-b")
    boss = as_person("boss")
    shown = boss.get("/accounts/enrolments/")
    assert [row.organisation.key for row, _, _ in shown.context["rows"]] == ["firm-a"]
    assert boss.post(f"/accounts/enrolments/{others.pk}/revoke/", {"reason": "spite"}).status_code == 404
    wrong = boss.post("/accounts/enrolments/", {"organisation": "firm-b", "invitee_name": "演员丙", "proof": "x"})
    assert (wrong.status_code, Enrolment.objects.count()) == (422, 2)


def test_the_account_page_in_both_languages(office: None, as_person: As) -> None:
    client = as_person("clerk")
    assert "服务窗口人员" in client.get("/accounts/").content.decode()
    assert client.post("/accounts/my-language/", {"language": "en"}).cookies["dukou_language"].value == "en"
    page = client.get("/accounts/").content.decode()
    assert "clerk at the service window" in page
    assert "invite agents of enterprises" in page


def test_a_stand_in_is_appointed_and_ended_on_the_page(office: None, as_person: As) -> None:
    today = timezone.localdate()
    said = {"substitute": "clerk", "from_on": today.isoformat(), "until_on": (today + timedelta(days=3)).isoformat(), "reason": "leave"}
    leader, clerk = as_person("leader"), as_person("clerk")
    assert leader.post("/accounts/stand-ins/", said | {"substitute": "auditor"}).status_code == 422
    assert leader.post("/accounts/stand-ins/", said).status_code == 302
    made = StandIn.objects.get()
    assert clerk.post(f"/accounts/stand-ins/{made.pk}/end/").status_code == 404
    assert "复核审批" in clerk.get("/accounts/").content.decode()
    assert leader.post(f"/accounts/stand-ins/{made.pk}/end/").status_code == 302
    assert "复核审批" not in clerk.get("/accounts/").content.decode()


@pytest.mark.parametrize("path", ["/accounts/", "/accounts/approvals/", "/accounts/enrolments/", "/accounts/sign-out/"])
def test_no_page_has_inline_script_or_style(office: None, as_person: As, path: str) -> None:
    page = as_person("steward").get(path)
    assert "style=" not in page.content.decode()
    assert "onclick" not in page.content.decode()
