"""People on the command line: whom `--as` names, and the demo people of a demo home."""

from __future__ import annotations

import json

from rich.console import Console

from dukou.accounts.queries.people import person_of
from dukou.kit.core.actors import Actor
from dukou.kit.core.homes import Home
from dukou.kit.core.labels import Label
from dukou.kit.output import Column, table_of

_COLUMNS = (
    Column("role", Label("岗位", "role")),
    Column("username", Label("用户名", "username")),
    Column("password", Label("密码", "password")),
)
_TITLE = Label("演示人员（只能在本机登录）", "demo people (they sign in on this machine only)")


def person_called(username: str) -> Actor:
    """The person whom `--as` names; nobody of that name is a refusal."""
    return Actor("person", person_of(username).username)


def show_demo_people(home: Home) -> None:
    """Write the sign-ins of a demo home to stderr; a real home has none."""
    if home.read().is_demo and home.demo_people_file.exists():
        people = json.loads(home.demo_people_file.read_text(encoding="utf-8"))
        rows = [person | {"role": Label(**person["role"])} for person in people]
        Console(stderr=True).print(table_of(rows, _COLUMNS, _TITLE))
