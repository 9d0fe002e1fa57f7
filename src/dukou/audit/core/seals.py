"""How an event is sealed: one canonical text, one SHA-256, and the hash of the event before it inside."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields
from datetime import UTC, datetime

from dukou.audit.core.values import Json

GENESIS = "0" * 64  # what stands before the first event


def canonical(value: Json) -> str:
    """One JSON text for one value: keys sorted, no spaces, characters as they are."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


@dataclass(frozen=True, slots=True)
class Sealed:
    """Everything of an event that its hash covers. `position` counts from 1 without gaps."""

    position: int
    at: datetime
    actor: str
    on_behalf_of: str
    act: str
    subject_kind: str
    subject_key: str
    before: Json
    after: Json
    reason: str
    prev_hash: str

    @property
    def hash(self) -> str:
        """The seal: SHA-256 over the canonical JSON, the moment in UTC to the microsecond."""
        covered = {name: getattr(self, name) for name in COVERED}
        covered["at"] = self.at.astimezone(UTC).isoformat(timespec="microseconds")
        return hashlib.sha256(canonical(covered).encode()).hexdigest()


COVERED: tuple[str, ...] = tuple(each.name for each in fields(Sealed))


def commitment(salt: str, value: Json) -> str:
    """The key of a personal value: random to whoever lacks the salt, yet no other value fits it.

    Value and salt are erased together; what stays in the trail then tells nothing.
    """
    return hashlib.sha256(f"{salt}\n{canonical(value)}".encode()).hexdigest()
