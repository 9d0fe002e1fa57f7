"""Tokens of the API: issued by oneself, shown once, kept as a hash, narrower than their person, ended in every way."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from dukou.accounts.actions import people, tokens
from dukou.accounts.actions.tokens import TokenOfAnother, TokenRevoked, TokenUnfit
from dukou.accounts.commands import app
from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.reasons import ReasonMissing
from dukou.accounts.core.roles import Role
from dukou.accounts.core.scopes import PERMISSIONS_WITHIN, Scope, narrowed
from dukou.accounts.core.tokens import token_hash
from dukou.accounts.core.viewers import Grant, Post, Viewer, viewer_from
from dukou.accounts.models import ApiToken, Person
from dukou.accounts.queries.tokens import NoSuchToken, bearer_of
from dukou.accounts.tests.cast import CLI, NOW, TODAY, person
from dukou.audit.models import AuditEvent
from dukou.kit.core.actors import Actor

database = pytest.mark.django_db
ALL = list(Scope)


def issued(who: Person, *, scopes: Sequence[Scope] = ALL, until: date = TODAY, now: datetime = NOW) -> tuple[ApiToken, str]:
    """A token of this person."""
    return tokens.issue(by=Actor("person", who.username), person=who, name="示例市平台", scopes=scopes, expires_on=until, now=now)


def lets_in(secret: str, now: datetime = NOW) -> bool:
    """Whether the token opens the door at that moment."""
    return bearer_of(RequestFactory().get("/"), secret, now) is not None


@database
def test_the_secret_is_shown_once_and_stands_nowhere() -> None:
    made, secret = issued(person("clerk"))
    assert secret.startswith(made.prefix) and len(secret) > len(made.prefix) + 32
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            assert secret not in str(cursor.fetchall()), table
    assert made.token_hash == token_hash(secret)


@database
def test_issuing_using_and_revoking_stand_in_the_trail() -> None:
    clerk = person("clerk")
    made, _ = issued(clerk, scopes=[Scope.REGISTER, Scope.READ])
    tokens.use(by=Actor("person", "clerk"), prefix=made.prefix, now=NOW)
    tokens.revoke(by=Actor("person", "clerk"), token=made, reason="不再使用", now=NOW)
    told = list(AuditEvent.objects.filter(subject_kind="token").values_list("act", "actor", "subject_key", "after", "reason"))
    about = {"person": "clerk", "name": "示例市平台"}
    assert told == [
        ("tokens.issue", "person:clerk", made.prefix, about | {"scopes": ["read", "register"], "expires_on": "2024-07-08"}, ""),
        ("tokens.use", "person:clerk", made.prefix, None, ""),
        ("tokens.revoke", "person:clerk", made.prefix, about, "不再使用"),
    ]


@database
def test_use_is_noted_once_a_day_and_with_every_change() -> None:
    made, _ = issued(person("clerk"))
    by, tomorrow = Actor("person", "clerk"), NOW + timedelta(days=1)
    for asked, now in (("", NOW), ("", NOW), ("POST /x", NOW), ("POST /y", NOW), ("", tomorrow)):
        tokens.use(by=by, prefix=made.prefix, asked=asked, now=now)
    events = AuditEvent.objects.filter(act="tokens.use").order_by("pk")
    assert [event.after for event in events] == [None, {"asked": "POST /x"}, {"asked": "POST /y"}, None]
    made.refresh_from_db()
    assert made.last_used_on == TODAY + timedelta(days=1)


@database
@pytest.mark.parametrize("by", [CLI, Actor("person", "boss")], ids=str)
def test_nobody_issues_for_another(by: Actor) -> None:
    person("boss", Role.STEWARD)
    with pytest.raises(TokenOfAnother):
        tokens.issue(by=by, person=person("clerk"), name="示例", scopes=ALL, expires_on=TODAY, now=NOW)
    assert not ApiToken.objects.exists()


@database
@pytest.mark.parametrize(
    "wrong",
    [{"name": " "}, {"scopes": []}, {"expires_on": TODAY - timedelta(days=1)}, {"expires_on": TODAY + timedelta(days=366)}],
    ids=str,
)
def test_a_token_needs_a_name_a_scope_and_an_end_within_a_year(wrong: dict[str, Any]) -> None:
    right: dict[str, Any] = {"name": "示例", "scopes": ALL, "expires_on": TODAY + timedelta(days=365)}
    clerk, by = person("clerk"), Actor("person", "clerk")
    with pytest.raises(TokenUnfit):
        tokens.issue(by=by, person=clerk, now=NOW, **(right | wrong))
    tokens.issue(by=by, person=clerk, now=NOW, **right)


@database
def test_it_opens_until_the_end_of_its_last_day() -> None:
    _, secret = issued(person("clerk"), until=TODAY)
    midnight = timezone.make_aware(datetime(2024, 7, 9))
    assert (lets_in(secret, midnight - timedelta(seconds=1)), lets_in(secret, midnight)) == (True, False)


@database
def test_a_revoked_one_one_of_a_person_without_access_and_an_invented_one_open_nothing() -> None:
    clerk, other = person("clerk"), person("other")
    (made, secret), (_, second) = issued(clerk), issued(other)
    assert (lets_in(secret), lets_in(second)) == (True, True)
    tokens.revoke(by=CLI, token=made, reason="遗失", now=NOW)
    people.deactivate(by=CLI, person=other, reason="离职", now=NOW)
    assert (lets_in(secret), lets_in(second), lets_in(secret[:-1]), lets_in("\udcff"), lets_in("")) == (False,) * 5
    with pytest.raises(TokenRevoked):
        tokens.revoke(by=CLI, token=made, reason="再次", now=NOW)


@database
def test_a_demo_persons_token_stays_on_the_machine_of_a_demo_home() -> None:
    clerk = person("clerk")
    clerk.is_demo = True
    clerk.save()
    assert not lets_in(issued(clerk)[1])  # this home is no demo home


@database
def test_what_the_person_loses_the_token_loses() -> None:
    clerk = person("clerk", Role.INDUSTRY_OFFICER)
    _, secret = issued(clerk)
    before = bearer_of(RequestFactory().get("/"), secret, NOW)
    clerk.memberships.update(ended_on=TODAY)
    after = bearer_of(RequestFactory().get("/"), secret, NOW)
    assert before and before.viewer.may(Permission.KEEP_REGISTER)
    assert after and after.viewer.permissions == frozenset()


posts = st.lists(st.builds(Post, st.sampled_from(Role), st.sampled_from(["", "office", "park"])), max_size=4)


@given(posts, st.lists(st.tuples(st.just("person:absent"), posts), max_size=1), st.sets(st.sampled_from(Scope)))
def test_a_scope_never_widens(own: list[Post], lent: list[tuple[str, list[Post]]], scopes: set[Scope]) -> None:
    whole = viewer_from("person:x", 1, own, lent)
    narrow = narrowed(whole, scopes)
    allowed = {permission for scope in scopes for permission in PERMISSIONS_WITHIN[scope]}
    assert narrow.permissions == whole.permissions & allowed
    assert narrow.grants <= whole.grants and {grant.permission for grant in narrow.grants} == narrow.permissions
    for permission in Permission:
        assert narrow.organisations_where(permission) <= whole.organisations_where(permission)
    assert (narrow.key, narrow.organisations, narrow.task_forces) == (whole.key, whole.organisations, whole.task_forces)


def test_no_scope_reaches_people_approvals_packs_or_the_trail() -> None:
    everything = Viewer("person:x", 1, frozenset(Permission), grants=frozenset(Grant(each) for each in Permission))
    out_of_reach = {
        Permission.MANAGE_PEOPLE,
        Permission.APPROVE,
        Permission.LOAD_PACK,
        Permission.SEE_AUDIT_TRAIL,
        Permission.INVITE_AGENTS,
    }
    assert narrowed(everything, ALL).permissions & out_of_reach == set()


def signed_in(username: str) -> Client:
    """A browser in which this person is signed in."""
    browser = Client()
    browser.force_login(Person.objects.get(username=username), backend="dukou.accounts.auth.PasswordSignIn")
    return browser


@database
def test_the_account_page_issues_shows_once_and_revokes(collected_static: None) -> None:
    person("clerk")
    browser = signed_in("clerk")
    until = str(timezone.localdate() + timedelta(days=30))
    asked = {"token_name": "示例市平台", "scopes": ["read", "register"], "expires_on": until}
    page = browser.post("/accounts/tokens/", asked)
    secret, made = page.context["token"], ApiToken.objects.get()
    assert (page.status_code, secret in page.content.decode(), lets_in(secret, timezone.now())) == (200, True, True)
    assert "no-store" in page.headers["Cache-Control"]
    again = browser.get("/accounts/").content.decode()
    assert (made.prefix in again, secret in again) == (True, False)
    done = browser.post(f"/accounts/tokens/{made.prefix}/revoke/", {"reason": "不再使用"})
    assert (done.status_code, lets_in(secret, timezone.now())) == (302, False)
    assert made.prefix not in browser.get("/accounts/").content.decode()


@database
def test_what_is_typed_wrongly_is_said_and_issues_nothing(collected_static: None) -> None:
    person("clerk")
    browser = signed_in("clerk")
    for asked in ({}, {"token_name": "示例", "scopes": ["everything"], "expires_on": "2999-01-01"}):
        page = browser.post("/accounts/tokens/", asked)
        assert (page.status_code, bool(page.context["token_form"].errors)) == (422, True)
    late = browser.post("/accounts/tokens/", {"token_name": "示例", "scopes": ["read"], "expires_on": "2999-01-01"})
    assert (late.status_code, "365" in late.content.decode(), ApiToken.objects.exists()) == (422, True, False)


@database
def test_only_its_person_and_the_steward_revoke(collected_static: None) -> None:
    made, secret = issued(person("clerk"), until=timezone.localdate(), now=timezone.now())
    person("stranger", Role.INDUSTRY_OFFICER)
    person("boss", Role.STEWARD)
    refused = signed_in("stranger").post(f"/accounts/tokens/{made.prefix}/revoke/", {"reason": "恶意"})
    assert (refused.status_code, lets_in(secret, timezone.now())) == (404, True)
    nothing_said = signed_in("clerk").post(f"/accounts/tokens/{made.prefix}/revoke/", {})
    assert (nothing_said.status_code, lets_in(secret, timezone.now())) == (ReasonMissing.status, True)
    signed_in("boss").post(f"/accounts/tokens/{made.prefix}/revoke/", {"reason": "已泄露"})
    made.refresh_from_db()
    assert (made.revoked_by, made.revoked_reason) == ("person:boss", "已泄露")


@database
def test_the_command_line_lists_and_revokes() -> None:
    made, secret = issued(person("clerk"), scopes=[Scope.READ], until=timezone.localdate(), now=timezone.now())
    listed = json.loads(CliRunner().invoke(app, ["tokens", "--format", "json"]).output)
    row = {"prefix": made.prefix, "username": "clerk", "name": "示例市平台", "scopes": "read"}
    assert listed == [row | {"expires_on": str(timezone.localdate()), "last_used_on": None}]
    assert isinstance(CliRunner().invoke(app, ["revoke-token", "dukou_none", "--reason", "x"]).exception, NoSuchToken)
    done = CliRunner().invoke(app, ["revoke-token", made.prefix, "--reason", "已泄露"])
    assert (done.exit_code, done.output) == (0, f"已撤销 {made.prefix}…\n")
    assert not lets_in(secret, timezone.now())
    assert CliRunner().invoke(app, ["tokens"]).output == ""
