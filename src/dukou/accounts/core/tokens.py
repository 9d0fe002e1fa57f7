"""Tokens of invitations: shown once, kept only as a hash."""

from __future__ import annotations

import hashlib


def token_hash(token: str) -> str:
    """The form in which an invitation's token is kept."""
    return hashlib.sha256(token.encode()).hexdigest()
