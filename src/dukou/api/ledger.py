"""How answers are kept under their callers' keys, and forgotten. The door holds the transaction, one with the act."""

from __future__ import annotations

from datetime import datetime, timedelta

from dukou.api.models import KeptAnswer

KEPT = timedelta(hours=24)


def hold(new: KeptAnswer) -> KeptAnswer:
    """The row of the key, the caller's own until the transaction ends: who sends the same meanwhile waits here for the answer."""
    known = KeptAnswer.objects.filter(person=new.person, key=new.key)
    known.filter(kept_at__lte=new.kept_at - KEPT).delete()  # a worker forgets it, which may be late or not running
    KeptAnswer.objects.bulk_create([new], ignore_conflicts=True)
    return known.select_for_update().get()


def keep(kept: KeptAnswer, status: int, body: str) -> datetime:
    """Keep the finished answer; gives the moment from which it may be forgotten."""
    kept.status, kept.body = status, body
    kept.save(update_fields=["status", "body"])
    return kept.kept_at + KEPT


def forget(number: int) -> None:
    """Forget one kept answer; its key is new again."""
    KeptAnswer.objects.filter(pk=number).delete()
