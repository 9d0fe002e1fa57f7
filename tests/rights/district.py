"""The demo district with everything that could leak, and everybody who may come: made once a run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.test import Client, override_settings
from django.utils import timezone

from dukou.accounts.actions import memberships, stand_ins, task_forces
from dukou.accounts.actions.demo import seat_demo_people
from dukou.accounts.core.roles import Role
from dukou.accounts.models import Person, TaskForce
from dukou.accounts.tests import cast
from dukou.accounts.tests.visits import NOBODY, OF_FIRM, PERSON, SEAT, Has, Part
from dukou.kit.actions import load_pack
from dukou.kit.core.actors import Actor
from dukou.kit.core.homes import Home, HomeFile

from ..browser.pages import prepared
from ..remembered import remembered
from . import secrets

PACK = Path(__file__).parents[2] / "packs" / "dadukou"
BACKEND = "dukou.accounts.auth.PasswordSignIn"


@dataclass(frozen=True)
class Walker:
    """Somebody who comes, and what he is: see `accounts.tests.visits`."""

    username: str
    parts: frozenset[Part]

    def __str__(self) -> str:
        return self.username or "nobody"


def _walker(username: str, *roles: Role, also: tuple[Part, ...] = ()) -> Walker:
    return Walker(username, frozenset({PERSON, *map(str, roles), *also}))


WALKERS = [
    Walker("", frozenset({NOBODY})),
    _walker("demo-leader", Role.LEADER, also=("the leader",)),
    _walker("demo-officer", Role.INDUSTRY_OFFICER, also=("the officer",)),
    _walker("demo-window", Role.WINDOW_CLERK),
    _walker("demo-taskforce", Role.TASK_FORCE_MEMBER),
    _walker("demo-department", Role.DEPARTMENT_OFFICER),
    _walker("demo-bank", Role.BANK_OFFICER, also=("the bank",)),
    _walker("demo-enterprise", Role.ENTERPRISE_AGENT, also=(OF_FIRM,)),
    _walker("demo-auditor", Role.AUDITOR),
    _walker("demo-steward", Role.STEWARD),
    _walker("dismissed"),
    _walker("agent-of-another", Role.ENTERPRISE_AGENT),
    _walker("seated", Role.TASK_FORCE_MEMBER, also=(SEAT,)),
    _walker("stand-in", Role.BANK_OFFICER, Role.LEADER),
]
WITHOUT_POST = ("", "dismissed")
BY_NAME = {walker.username: walker for walker in WALKERS}
# Who comes on PostgreSQL too: between them they enter every route that anybody enters (test_walk), so that each page, list, file and
# operation is drawn out of that database, and one of them sits in a task force. What the others see differs by who they are and by the
# predicates: that these filter there as they check is shown there for viewers of any kind (test_predicates, accounts' test_viewers), and
# who is sent away is sent away before a row is read.
ON_BOTH = frozenset(
    f"demo-{each}" for each in ("leader", "officer", "window", "department", "bank", "enterprise", "auditor", "steward")
) | {"seated"}


@dataclass(frozen=True)
class District:
    """The district: the keys of what was made, by name, and a client for everybody who comes."""

    has: Has

    def client(self, walker: Walker, **how: Any) -> Client:
        """A browser in which he has signed in; the demo people sign in on this machine alone."""
        client = Client(HTTP_HOST="localhost", **how)
        if walker.username:
            client.force_login(Person.objects.get(username=walker.username), backend=BACKEND)
            client.get("/nowhere/")  # the session is noted when it is first seen
        return client

    def address(self, pattern: str) -> str:
        """An address with the keys of this district in the places of their names."""
        return pattern.format_map(self.has)


@contextmanager
def demo_district(folder: Path, shared: Path) -> Iterator[District]:
    """The district in the database, its home in `folder`; made by the first who comes to `shared`."""
    home = Home(folder / "home")
    home.prepare()
    home.write(HomeFile(pack="dadukou", is_demo=True, known_on="2024-07-08"))
    with override_settings(HOME=home, HOME_FILE=home.read()):
        yield District(Has(**remembered("district", home, lambda: _made(home), shared)))


def _made(home: Home) -> Has:
    """Make it all; the keys of what was made, by name."""
    by = Actor("cli", "tests")
    with transaction.atomic():
        load_pack(by=by, path=PACK)
        seat_demo_people(by=by, home=home)
        has = prepared()
        has.update(secrets.made())
        _seat_the_rest()
    return has


def _seat_the_rest() -> None:
    left = cast.person("dismissed", Role.LEADER)
    for post in left.memberships.all():
        memberships.end(by=cast.CLI, membership=post, on=secrets.KNOWN, reason="调离")
    cast.agent("agent-of-another", "another-firm")
    force = TaskForce.objects.get(key="islands")
    task_forces.seat(by=cast.CLI, task_force=force, holder=cast.person("seated"), from_on=secrets.LONG_AGO)
    absent, today = cast.person("absent", Role.LEADER), timezone.localdate()
    substitute = cast.person("stand-in", Role.BANK_OFFICER)
    stand_ins.appoint(by=cast.CLI, absent=absent, substitute=substitute, from_on=today, until_on=today, reason="出差")


def rows() -> Mapping[str, int]:
    """How many rows each table has, sign-in bookkeeping left out; counted by one statement."""
    kept_apart = {"accounts_session", "django_session", "accounts_sign_in_attempt"}
    tables = sorted({model._meta.db_table for model in apps.get_models()} - kept_apart)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(f"SELECT '{each}', COUNT(*) FROM {connection.ops.quote_name(each)}" for each in tables))
        return dict(cursor.fetchall())
