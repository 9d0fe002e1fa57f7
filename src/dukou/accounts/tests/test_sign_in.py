"""Signing in, locking out, sessions and their limits, through the pages themselves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from dukou.accounts.actions import people, sign_ins
from dukou.accounts.core.roles import Role
from dukou.accounts.models import PersonSession, SignInAttempt
from dukou.accounts.tests.cast import CLI, NOW, PASSWORD, person
from dukou.audit.models import AuditEvent
from dukou.kit.core.actors import SYSTEM

pytestmark = pytest.mark.django_db

ACCOUNT, SIGN_IN = "/accounts/", "/accounts/sign-in/"
NewClient = Callable[[], Client]


@pytest.fixture
def browser(collected_static: None) -> NewClient:
    """A new browser each time it is called."""
    return Client


def signing_in(client: Client, username: str = "clerk", password: str = PASSWORD, **headers: Any) -> Any:
    return client.post(SIGN_IN, {"username": username, "password": password}, REMOTE_ADDR=headers.pop("REMOTE_ADDR", "10.0.0.9"), **headers)


def is_in(client: Client) -> bool:
    return bool(client.get(ACCOUNT, REMOTE_ADDR="10.0.0.9").status_code == 200)


def test_the_right_password_opens_the_page_asked_for(browser: NewClient) -> None:
    person("clerk", Role.WINDOW_CLERK, password=PASSWORD)
    client = browser()
    asked = client.get(ACCOUNT)
    assert (asked.status_code, asked["Location"]) == (302, "/accounts/sign-in/?next=/accounts/")
    done = client.post(SIGN_IN, {"username": " Clerk", "password": PASSWORD, "next": ACCOUNT})
    assert (done.status_code, done["Location"]) == (302, ACCOUNT)
    assert is_in(client)
    acts = list(AuditEvent.objects.order_by("-pk").values_list("act", "subject_key")[:3])
    assert acts == [("sessions.open", "clerk"), ("sign_ins.succeed", "clerk"), ("sign_ins.attempt", "clerk")]


def test_wrong_password_and_unknown_username_read_alike(browser: NewClient) -> None:
    person("clerk", password=PASSWORD)
    pages = [signing_in(browser(), *tried) for tried in (("clerk", "wrong"), ("nobody", "wrong"), ("clerk", ""))]
    assert [page.status_code for page in pages] == [422, 422, 200]
    errors = [str(page.context["form"].non_field_errors()) for page in pages[:2]]
    assert errors[0] == errors[1]
    assert "用户名或密码不正确" in errors[0]


def test_what_was_typed_as_an_unknown_username_is_not_in_the_trail(browser: NewClient) -> None:
    """People type their password into the wrong field."""
    signing_in(browser(), username="grey-heron-47")
    assert SignInAttempt.objects.get().username == "grey-heron-47"  # it could leak
    assert "grey-heron-47" not in str(AuditEvent.objects.values())


def test_after_five_failures_not_even_the_right_password_is_looked_at(browser: NewClient) -> None:
    person("clerk", password=PASSWORD)
    assert [signing_in(browser(), password="wrong").status_code for _ in range(5)] == [422] * 5
    locked = signing_in(browser())
    assert locked.status_code == 429
    assert "10 分钟" in locked.content.decode()
    assert SignInAttempt.objects.count() == 5  # what is refused is not counted, so the lock ends
    SignInAttempt.objects.update(at=timezone.now() - timedelta(seconds=601))
    assert signing_in(browser()).status_code == 302


def test_a_success_clears_the_count_of_a_username(browser: NewClient) -> None:
    person("clerk", password=PASSWORD)
    for _ in range(4):
        signing_in(browser(), password="wrong")
    assert signing_in(browser()).status_code == 302
    for _ in range(4):
        signing_in(browser(), password="wrong")
    assert signing_in(browser()).status_code == 302


def test_an_address_that_tries_many_usernames_is_locked_and_others_are_not() -> None:
    for number in range(20):
        sign_ins.attempt(by=SYSTEM, username=f"user-{number}", address="10.0.0.9", now=NOW)
        sign_ins.attempt(by=SYSTEM, username=f"name-{number}", address="127.0.0.1", now=NOW)
    with pytest.raises(sign_ins.LockedOut):
        sign_ins.attempt(by=SYSTEM, username="another", address="10.0.0.9", now=NOW)
    sign_ins.attempt(by=SYSTEM, username="another", address="10.0.0.8", now=NOW)
    sign_ins.attempt(by=SYSTEM, username="another", address="127.0.0.1", now=NOW)  # a proxy on this machine is everyone
    sign_ins.attempt(by=SYSTEM, username="another", address="10.0.0.9", now=NOW + timedelta(seconds=600))


def test_the_fourth_session_ends_the_oldest(browser: NewClient) -> None:
    person("clerk", password=PASSWORD)
    clients = [browser() for _ in range(4)]
    for client in clients:
        assert signing_in(client).status_code == 302
    assert [is_in(client) for client in clients] == [False, True, True, True]
    assert PersonSession.objects.filter(ended_at__isnull=False).count() == 1


def test_an_idle_session_ends(browser: NewClient, settings: LazySettings) -> None:
    person("clerk", password=PASSWORD)
    client = browser()
    signing_in(client)
    assert is_in(client)
    session = client.session
    session["seen_at"] = timezone.now().timestamp() - settings.SESSION_IDLE_SECONDS - 1
    session.save()
    assert not is_in(client)
    assert (Session.objects.count(), AuditEvent.objects.latest("pk").reason) == (0, "idle")


def test_a_session_ended_elsewhere_and_a_sign_out_close_the_door(browser: NewClient) -> None:
    person("clerk", password=PASSWORD)
    one, two = browser(), browser()
    signing_in(one)
    signing_in(two)
    first = PersonSession.objects.order_by("pk").first()
    assert first is not None
    assert two.post(f"/accounts/sessions/{first.pk}/end/").status_code == 302
    assert [is_in(one), is_in(two)] == [False, True]
    assert two.get("/accounts/sign-out/").status_code == 405
    two.post("/accounts/sign-out/")
    assert not is_in(two)
    assert AuditEvent.objects.latest("pk").act == "sessions.close"


def test_nobody_ends_anothers_session(browser: NewClient) -> None:
    person("clerk", password=PASSWORD)
    person("other", password=PASSWORD)
    one, two = browser(), browser()
    signing_in(one)
    signing_in(two, "other")
    session = PersonSession.objects.get(person__username="clerk")
    assert two.post(f"/accounts/sessions/{session.pk}/end/").status_code == 404
    assert is_in(one)


def test_a_new_password_ends_the_other_sessions(browser: NewClient) -> None:
    person("clerk", password=PASSWORD)
    one, two = browser(), browser()
    signing_in(one)
    signing_in(two)
    wrong = one.post("/accounts/password/", {"present": "wrong", "password": "blue heron 48"})
    assert (wrong.status_code, is_in(two)) == (422, True)
    assert one.post("/accounts/password/", {"present": PASSWORD, "password": "blue heron 48"}).status_code == 302
    assert [is_in(one), is_in(two)] == [True, False]
    assert signing_in(browser(), password="blue heron 48").status_code == 302


def test_whoever_is_deactivated_is_out_at_once(browser: NewClient) -> None:
    clerk = person("clerk", password=PASSWORD)
    client = browser()
    signing_in(client)
    people.deactivate(by=CLI, person=clerk, reason="left")
    assert not is_in(client)
    assert signing_in(browser()).status_code == 422


def test_a_session_that_was_made_otherwise_is_noted_when_first_seen(browser: NewClient) -> None:
    """As a backend for an outside provider would make it."""
    clerk = person("clerk")
    client = browser()
    client.force_login(clerk)
    assert is_in(client)
    assert PersonSession.objects.get().person == clerk


def test_without_sign_in_nothing_is_shown_not_even_what_exists(browser: NewClient) -> None:
    client = browser()
    for path in ("/accounts/trail/", "/accounts/approvals/1/", "/nowhere/"):
        assert client.get(path)["Location"] == f"{SIGN_IN}?next={path}"
    problem = client.get("/accounts/trail/", headers={"accept": "application/json"})
    assert (problem.status_code, problem.json()["code"]) == (401, "accounts.sign_in_needed")
    assert client.get("/accounts/trail/", headers={"hx-request": "true"}).headers["HX-Redirect"] == SIGN_IN
    assert client.get(SIGN_IN).status_code == 200


@pytest.mark.parametrize(
    ("wanted", "goes_to"), [("/accounts/", "/accounts/"), ("//evil.example/", "/"), ("https://evil.example/", "/"), ("", "/")]
)
def test_the_language_switch_goes_back_only_within_the_house(browser: NewClient, wanted: str, goes_to: str) -> None:
    client = browser()
    for answer in (
        client.post("/accounts/language/", {"language": "en", "next": wanted}),
        client.get("/accounts/language/", {"language": "en", "next": wanted}),
    ):
        assert (answer.status_code, answer["Location"], answer.cookies["dukou_language"].value) == (302, goes_to, "en")
    assert "Sign in" in client.get(SIGN_IN).content.decode()
