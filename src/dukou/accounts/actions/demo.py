"""The demo people of a demo home."""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher, get_hasher
from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.demo import DEMO_PEOPLE, DemoOrganisation, DemoPerson
from dukou.accounts.models import Membership, Organisation, Person
from dukou.audit.actions import record
from dukou.kit.core.actors import Actor
from dukou.kit.core.homes import Home, write_private
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal

_ROUNDS = 1000


class NotADemoHome(Refusal):
    """Invented people never enter a real district's home."""

    code = "accounts.not_a_demo_home"
    what = Label("没有添加演示人员", "no demo people were added")
    why = Label("这个目录不是演示目录", "this home is not a demo home")
    cure = Label(
        "演示人员只能进入演示目录；正式使用请用 dukou people add", "demo people live in demo homes only; use dukou people add for real ones"
    )


def seat_demo_people(
    *, by: Actor, people: Sequence[DemoPerson] = DEMO_PEOPLE, home: Home | None = None, now: datetime | None = None
) -> list[tuple[str, str]]:
    """Make the invented people with their roles; gives (username, password) pairs and leaves them in the home's `demo_people.json`.

    Run again, it keeps those whose password stands in that file and makes only what is missing; one event for all of them.
    """
    here, moment = home or settings.HOME, now or timezone.now()
    if not here.read().is_demo:
        raise NotADemoHome()
    passwords = _known_passwords(here)
    fresh = [each for each in people if each.username not in passwords or not Person.objects.filter(username=each.username).exists()]
    if fresh:
        passwords |= {each.username: secrets.token_urlsafe(9) for each in fresh}
        made = [_person(each, passwords[each.username], moment) for each in fresh]
        with transaction.atomic():
            for each, person in zip(fresh, made, strict=True):
                _seat(each, person, moment)
            after = {"people": [each.username for each in fresh]}
            record(by=by, act="people.seat_demo", subject=("home", "demo"), after=after, now=moment)
            transaction.on_commit(lambda: _write(here, people, passwords))
    return [(each.username, passwords[each.username]) for each in people]


def _person(each: DemoPerson, password: str, now: datetime) -> Person:
    """The invented person with a new password; hashed before the transaction, since that takes its time."""
    known = Person.objects.filter(username=each.username).first()
    person = known or Person(username=each.username, added_at=now, is_demo=True)
    person.display_name = each.label.zh
    person.password = _hashed(password)
    return person


def _hashed(password: str) -> str:
    """The password as it is kept, in few rounds: nobody guesses 72 random bits, and a million rounds for each take half a second.

    Django makes the rounds that are wanting when the person signs in, and spends their time when the password is wrong.
    """
    hasher = get_hasher()
    rounds = {"iterations": _ROUNDS} if isinstance(hasher, PBKDF2PasswordHasher) else {}
    return str(hasher.encode(password, hasher.salt(), **rounds))


def _seat(each: DemoPerson, person: Person, now: datetime) -> None:
    person.save()
    wanted = {"person": person, "organisation": _organisation(each.organisation), "role": each.role.value}
    Membership.objects.get_or_create(**wanted, ended_on=None, until_on=None, defaults={"from_on": timezone.localdate(now)})


def _organisation(wanted: DemoOrganisation) -> Organisation:
    named = {"kind": wanted.kind.value, "zh": wanted.label.zh, "en": wanted.label.en}
    return Organisation.objects.get_or_create(key=wanted.key, defaults=named)[0]


def _known_passwords(home: Home) -> dict[str, str]:
    if not home.demo_people_file.exists():
        return {}
    return {row["username"]: row["password"] for row in json.loads(home.demo_people_file.read_text(encoding="utf-8"))}


def _write(home: Home, people: Sequence[DemoPerson], passwords: dict[str, str]) -> None:
    """What the sign-in page of a demo home shows on loopback; only the owner of the home may read the file."""
    rows = [
        {"username": each.username, "password": passwords[each.username], "role": each.role.label.as_dict(), "name": each.label.as_dict()}
        for each in people
    ]
    write_private(home.demo_people_file, json.dumps(rows, ensure_ascii=False, indent=2) + "\n")
