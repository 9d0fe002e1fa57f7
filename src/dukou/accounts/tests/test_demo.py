"""Demo people live in demo homes and on loopback only."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.db import connection
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from dukou.accounts.actions import seat_demo_people
from dukou.accounts.actions.demo import NotADemoHome
from dukou.accounts.core.demo import DEMO_PEOPLE
from dukou.accounts.core.loopback import FORWARDED, is_from_here, is_loopback_address
from dukou.accounts.core.roles import Role
from dukou.accounts.models import Membership, Person
from dukou.accounts.tests.cast import CLI, NOW, PASSWORD, TODAY, person
from dukou.audit.models import AuditEvent
from dukou.kit.core.homes import Home, HomeFile

SIGN_IN = "/accounts/sign-in/"
HERE = {"REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "127.0.0.1:8000"}
AWAY = [
    {"REMOTE_ADDR": "10.0.0.9"},
    {"HTTP_HOST": "dukou.example"},
    {"HTTP_HOST": "127.0.0.1.example"},
    *({header: "127.0.0.1"} for header in FORWARDED),
]


@pytest.fixture
def demo_home(tmp_path: Path, settings: LazySettings) -> Home:
    """A home that says it is a demo home."""
    home = Home(tmp_path)
    home.write(HomeFile(pack="dadukou", is_demo=True))
    settings.HOME, settings.HOME_FILE = home, home.read()
    settings.ALLOWED_HOSTS = ["*"]
    return home


def seated(home: Home) -> dict[str, str]:
    """The demo people of a home with their passwords; the test's own transaction is not committed, so the effects are run here."""
    pairs = seat_demo_people(by=CLI, home=home, now=NOW)
    effects, connection.run_on_commit = connection.run_on_commit, []
    for effect in effects:
        effect[1]()
    return dict(pairs)


@pytest.mark.django_db
def test_a_random_password_is_kept_in_few_rounds_and_signing_in_makes_the_rest(demo_home: Home, settings: LazySettings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]  # the product's own
    passwords, leader = seated(demo_home), Person.objects.get(username="demo-leader")
    assert (leader.password.split("$")[:2], len(passwords["demo-leader"])) == (["pbkdf2_sha256", "1000"], 12)  # six bits each
    assert (leader.check_password("x"), leader.check_password(passwords["demo-leader"])) == (False, True)
    leader.refresh_from_db()
    assert leader.password.split("$")[1] == str(PBKDF2PasswordHasher.iterations)
    assert leader.check_password(passwords["demo-leader"])


@pytest.mark.django_db
def test_every_desk_has_its_invented_person(demo_home: Home) -> None:
    passwords = seated(demo_home)
    assert set(passwords) == {each.username for each in DEMO_PEOPLE}
    assert {Role.of(role) for role in Membership.objects.values_list("role", flat=True)} == set(Role)
    assert all(each.is_demo and each.display_name.startswith("演示·") for each in Person.objects.all())
    assert all(Person.objects.get(username=name).check_password(word) for name, word in list(passwords.items())[:2])
    assert [event.act for event in AuditEvent.objects.all()] == ["people.seat_demo"]
    rows = json.loads(demo_home.demo_people_file.read_text(encoding="utf-8"))
    assert {row["username"]: row["password"] for row in rows} == passwords
    assert demo_home.demo_people_file.stat().st_mode & 0o077 == 0


@pytest.mark.django_db
def test_seating_again_changes_nothing(demo_home: Home) -> None:
    first = seated(demo_home)
    before = (list(Person.objects.values()), list(Membership.objects.values()), AuditEvent.objects.count())
    assert seated(demo_home) == first
    assert (list(Person.objects.values()), list(Membership.objects.values()), AuditEvent.objects.count()) == before


@pytest.mark.django_db
def test_a_real_home_takes_no_invented_people(tmp_path: Path) -> None:
    for said in (None, HomeFile(pack="dadukou")):
        if said:
            Home(tmp_path).write(said)
        with pytest.raises(NotADemoHome):
            seat_demo_people(by=CLI, home=Home(tmp_path), now=NOW)
    assert not Person.objects.exists()


@pytest.mark.django_db
def test_demo_people_sign_in_here(demo_home: Home, collected_static: None) -> None:
    passwords, client = seated(demo_home), Client()
    page = client.get(SIGN_IN, **HERE).content.decode()  # type: ignore[arg-type]
    assert all(word in page for word in passwords.values())
    done = client.post(SIGN_IN, {"username": "demo-leader", "password": passwords["demo-leader"]}, **HERE)  # type: ignore[arg-type]
    assert done.status_code == 302
    assert client.get("/accounts/", **HERE).status_code == 200  # type: ignore[arg-type]


@pytest.mark.django_db
@pytest.mark.parametrize("away", AWAY, ids=lambda away: next(iter(away)) + "=" + next(iter(away.values())))
def test_demo_people_are_refused_from_elsewhere(demo_home: Home, collected_static: None, away: dict[str, str]) -> None:
    passwords, client, told = seated(demo_home), Client(), HERE | away
    page = client.get(SIGN_IN, **told).content.decode()  # type: ignore[arg-type]
    assert not [word for word in passwords.values() if word in page]
    refused = client.post(SIGN_IN, {"username": "demo-leader", "password": passwords["demo-leader"]}, **told)  # type: ignore[arg-type]
    assert refused.status_code == 403
    client.force_login(Person.objects.get(username="demo-leader"))
    assert client.get("/accounts/", **told).status_code == 302  # type: ignore[arg-type]


@pytest.mark.django_db
def test_demo_people_are_refused_where_the_home_is_no_demo_home(demo_home: Home, settings: LazySettings, collected_static: None) -> None:
    passwords = seated(demo_home)
    settings.HOME_FILE = HomeFile(pack="dadukou")
    client = Client()
    assert passwords["demo-leader"] not in client.get(SIGN_IN, **HERE).content.decode()  # type: ignore[arg-type]
    refused = client.post(SIGN_IN, {"username": "demo-leader", "password": passwords["demo-leader"]}, **HERE)  # type: ignore[arg-type]
    assert refused.status_code == 403


@pytest.mark.django_db
def test_real_people_sign_in_from_anywhere(collected_static: None) -> None:
    person("clerk", password=PASSWORD)
    assert TODAY
    done = Client().post(SIGN_IN, {"username": "clerk", "password": PASSWORD}, REMOTE_ADDR="10.0.0.9", HTTP_X_FORWARDED_FOR="8.8.8.8")
    assert done.status_code == 302


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"])
def test_loopback_addresses(address: str) -> None:
    assert is_loopback_address(address)


@pytest.mark.parametrize("address", ["::ffff:10.0.0.1", "10.0.0.1", "", "localhost", "127.0.0.1.example", "0.0.0.0"])
def test_other_addresses(address: str) -> None:
    assert not is_loopback_address(address)


@given(st.dictionaries(st.sampled_from(["REMOTE_ADDR", "HTTP_HOST", *FORWARDED]), st.text(max_size=20)))
def test_whatever_is_sent_only_a_clean_loopback_request_is_from_here(sent: dict[str, Any]) -> None:
    if any(sent.get(header) for header in FORWARDED) or not is_loopback_address(sent.get("REMOTE_ADDR", "")):
        assert not is_from_here(sent)


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1", "[::1]:8000"])
def test_loopback_hosts(host: str) -> None:
    assert is_from_here({"REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": host})
