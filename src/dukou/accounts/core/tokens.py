"""Tokens of invitations and of the API: shown once, kept only as a hash."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from dukou.accounts.core.scopes import Scope
from dukou.accounts.core.viewers import Viewer
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal

MARK = "dukou_"  # by which people, and programs that search for leaked secrets, know a token of the API
PREFIX_LENGTH = len(MARK) + 8
LONGEST_DAYS = 365


class OutsideScope(Refusal):
    """A token does only what it was issued for, whatever its person may do."""

    code = "accounts.outside_scope"
    status = 403
    what = Label("没有办理", "this was not done")
    why = Label("令牌的范围不含“{scope}”", "the scopes of the token do not include “{scope}”")
    cure = Label("用含这一范围的令牌", "use a token with this scope")


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who comes with a token of the API: the person as a viewer within the token's scopes. `prefix` names the token."""

    prefix: str
    viewer: Viewer
    last_used_on: date | None
    scopes: frozenset[Scope]

    def require(self, scope: Scope) -> None:
        """Refuse what lies outside the token's scopes although its person may do it."""
        if scope not in self.scopes:
            raise OutsideScope(scope=scope.label)


def token_hash(token: str) -> str:
    """The form in which a token is kept. It holds 256 bits of chance, so a plain hash is enough."""
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).hexdigest()


def prefix_of(token: str) -> str:
    """The beginning of a token of the API, by which it is known afterwards."""
    return token[:PREFIX_LENGTH]
