"""Tokens of invitations and of the API: shown once, kept only as a hash."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from dukou.accounts.core.viewers import Viewer

MARK = "dukou_"  # by which people, and programs that search for leaked secrets, know a token of the API
PREFIX_LENGTH = len(MARK) + 8
LONGEST_DAYS = 365


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who comes with a token of the API: the person as a viewer within the token's scopes. `prefix` names the token."""

    prefix: str
    viewer: Viewer
    last_used_on: date | None


def token_hash(token: str) -> str:
    """The form in which a token is kept. It holds 256 bits of chance, so a plain hash is enough."""
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).hexdigest()


def prefix_of(token: str) -> str:
    """The beginning of a token of the API, by which it is known afterwards."""
    return token[:PREFIX_LENGTH]
