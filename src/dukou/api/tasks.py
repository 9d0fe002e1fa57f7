"""What the door does later: forgetting answers."""

from __future__ import annotations

from dukou.api import ledger
from dukou.kit.jobs.tasks import task


@task("api.forget_answer")
def forget_answer(number: int) -> None:
    """A kept answer is forgotten when its time is over; its key is new again."""
    ledger.forget(number)
