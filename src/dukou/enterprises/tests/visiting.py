"""Visitors of this room's pages: signed in with one role, and reading what they are shown."""

from __future__ import annotations

import re

from django.test import Client

from dukou.accounts.core.roles import Role
from dukou.accounts.tests import cast

TAG = re.compile(r"<[^>]+>")


def signed_in(client: Client, role: Role, at: str = "office") -> Client:
    """The client, signed in as a made-up person with this one role."""
    name = f"visitor-{role.value.replace('_', '-')}-{at}"
    who = cast.agent(name, at)[0] if role is Role.ENTERPRISE_AGENT else cast.person(name, role, at=at)
    client.force_login(who, backend="dukou.accounts.auth.PasswordSignIn")
    return client


def page(client: Client, address: str, status: int = 200, asked: dict[str, str] | None = None) -> str:
    """The page at an address."""
    answer = client.get(address, asked)
    assert answer.status_code == status, (address, answer.status_code)
    return str(answer.content.decode())


def words(html: str) -> str:
    """A page or part of it as it is read, gaps made single."""
    return " ".join(TAG.sub(" ", html).split())


def rows(html: str) -> list[list[str]]:
    """The body rows of every table of a page, each cell as it is read."""
    bodies = re.findall(r"<tbody[^>]*>(.*?)</tbody>", html, re.DOTALL)
    lines = [line for body in bodies for line in re.findall(r"<tr[^>]*>(.*?)</tr>", body, re.DOTALL)]
    return [[words(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", line, re.DOTALL)] for line in lines]


def faults(html: str) -> list[str]:
    """What a form says is wrong."""
    said = re.search(r'<div class="faults".*?</div>', html, re.DOTALL)
    return [words(each) for each in re.findall(r"<li>(.*?)</li>", said[0], re.DOTALL)] if said else []
