"""Public copies taken down, as a part of the act that makes them void."""

from __future__ import annotations

from collections.abc import Iterable

from dukou.appeals.models import PublicCopy
from dukou.casework.actions.steps import Step


def take_down(copies: Iterable[PublicCopy], step: Step, reason: str) -> list[int]:
    """Withdraw these copies, drafts too; gives their numbers."""
    found = list(copies)
    for copy in found:
        copy.withdrawn_at, copy.withdrawn_reason = step.now, reason
        copy.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    return [copy.number for copy in found]
