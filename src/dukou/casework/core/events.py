"""What happened to a case, sealed: the hash of each event stands in the audit trail, so no event can be changed unseen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Happening:
    """One event of a case: the `number`th, from 1. `data`: plain JSON values; `on_behalf_of`: whose post was used."""

    case: int
    number: int
    act: str
    at: datetime
    actor: str
    on_behalf_of: str
    data: dict[str, Any]

    @property
    def hash(self) -> str:
        """SHA-256 over everything above, in a form that every database gives back."""
        told = [self.case, self.number, self.act, self.at.astimezone(UTC).isoformat(), self.actor, self.on_behalf_of, self.data]
        return hashlib.sha256(json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def hash_of_many(hashes: Iterable[str]) -> str:
    """One hash for the events of a bulk act, in their order."""
    digest = hashlib.sha256()
    for each in hashes:
        digest.update(each.encode())
    return digest.hexdigest()
