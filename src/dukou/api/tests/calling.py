"""Programs that call the API in tests: invented people with tokens."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from dukou.accounts.actions import tokens
from dukou.accounts.core.roles import Role
from dukou.accounts.core.scopes import Scope
from dukou.accounts.models import Person
from dukou.accounts.tests import cast
from dukou.kit.core.actors import Actor

ROOT = "/api/v1"


def token_of(who: Person, *scopes: Scope) -> str:
    """A token of this person, for everything where no scope is named."""
    until = timezone.localdate() + timedelta(days=30)
    by, wanted = Actor("person", who.username), list(scopes or Scope)
    return tokens.issue(by=by, person=who, name="示例市平台", scopes=wanted, expires_on=until)[1]


class Program:
    """A program with a token (or none)."""

    def __init__(self, token: str = "") -> None:
        self.headers = {"Authorization": f"Bearer {token}"} if token else {}
        self.client = Client()

    def get(self, path: str, query: dict[str, Any] | None = None, **headers: str) -> Any:
        """Ask for something; underscores in the names of headers stand for hyphens."""
        return self.client.get(ROOT + path, query or {}, headers={**self.headers, **_named(headers)})

    def post(self, path: str, sent: object, **headers: str) -> Any:
        """Send something, with headers as in `get`."""
        return self.client.post(ROOT + path, sent, content_type="application/json", headers={**self.headers, **_named(headers)})


def _named(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


def program(username: str, *roles: Role, scopes: Sequence[Scope] = (), at: str = "office") -> Program:
    """A program of a person with these roles."""
    who = cast.agent(username, at)[0] if roles == (Role.ENTERPRISE_AGENT,) else cast.person(username, *roles, at=at)
    return Program(token_of(who, *scopes))


def problem(answer: Any) -> tuple[int, str]:
    """Status and code of an answer that is a problem in its whole form."""
    told = answer.json()
    assert answer.headers["Content-Type"] == "application/problem+json", answer.content
    assert told["status"] == answer.status_code and told["type"] == f"urn:dukou:{told['code']}"
    assert all(told[part]["zh"] and told[part]["en"] for part in ("what", "why", "cure")) and told["title"] and told["detail"]
    return answer.status_code, told["code"]
