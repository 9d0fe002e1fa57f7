"""Who acts: every act is done `by=` an actor, and the audit trail names it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast, get_args

ActorKind = Literal["person", "cli", "system", "machine"]


@dataclass(frozen=True, slots=True)
class Actor:
    """A person signed in, an operating-system user on the command line, the program itself, or another body's system that signs what it
    sends (`machine:<key of the body>`).

    `on_behalf_of` is the key of the organisation or the absent colleague for whom the act is done.
    """

    kind: ActorKind
    key: str
    on_behalf_of: str = ""

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"

    @classmethod
    def parse(cls, text: str, on_behalf_of: str = "") -> Actor:
        """The actor whose text form is `text`, e.g. `cli:root`."""
        kind, _, key = text.partition(":")
        if kind not in get_args(ActorKind) or not key:
            raise ValueError(f"not an actor: {text!r}")
        return cls(cast(ActorKind, kind), key, on_behalf_of)


SYSTEM = Actor("system", "dukou")
