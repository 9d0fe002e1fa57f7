"""Messages that nobody takes: tried again, or given up, by somebody at the window and with a reason."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import actor_of
from dukou.affairs.actions._outgoing import note_about
from dukou.affairs.core.kinds import OutgoingState
from dukou.affairs.models import Outgoing
from dukou.affairs.queries.messages import message_seen
from dukou.casework.actions import steps
from dukou.casework.actions.refusals import ReasonWanting
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal

_USING = Permission.HANDLE_AFFAIRS


class NotDead(Refusal):
    """Only what lies in the list of failed messages is tried again by hand; everything else is tried by itself."""

    code = "affairs.message_not_dead"
    status = 409
    what = Label("没有重新送达", "it was not put up again")
    why = Label("这条消息的状态是“{state}”", "the message stands at: {state}")
    cure = Label("待送达的会自动再送，已送达的不必再送", "what waits is tried by itself, what was taken need not be")


class NotToBeGivenUp(Refusal):
    """What was taken, or was given up, is over."""

    code = "affairs.message_over"
    status = 409
    what = Label("没有停止送达", "it was not given up")
    why = Label("这条消息的状态是“{state}”", "the message stands at: {state}")
    cure = Label("刷新页面看现状", "look at the page again")


class BeingHandedOver(Refusal):
    """A worker has the message in hand just now: it may be taken this moment."""

    code = "affairs.message_in_hand"
    status = 409
    what = Label("没有停止送达", "it was not given up")
    why = Label("正在送达", "it is being handed over just now")
    cure = Label("两分钟后再看", "look again in two minutes")


def retry(*, by: Viewer, message: int, reason: str, now: datetime | None = None) -> Outgoing:
    """Give a message that nobody took all its attempts again, due at once."""
    with _handled(by, message, "messages.retry", reason, now) as (row, at):
        if row.state != OutgoingState.DEAD.value:
            raise NotDead(state=OutgoingState.of(row.state).label)
        row.state, row.attempts, row.next_at = OutgoingState.WAITING.value, 0, at
    return row


def give_up(*, by: Viewer, message: int, reason: str, now: datetime | None = None) -> Outgoing:
    """Hand it over no more: the part is worked on by hand from now on. Later messages of the part go their way."""
    with _handled(by, message, "messages.give_up", reason, now) as (row, at):
        if row.state not in (OutgoingState.DEAD.value, OutgoingState.WAITING.value):
            raise NotToBeGivenUp(state=OutgoingState.of(row.state).label)
        if row.held_until is not None and row.held_until > at:
            raise BeingHandedOver()
        row.state, row.next_at, row.held_until = OutgoingState.VOID.value, None, None
    return row


@contextmanager
def _handled(by: Viewer, message: int, act: str, reason: str, now: datetime | None) -> Iterator[tuple[Outgoing, datetime]]:
    """One step of the case that a message belongs to, by the window; its row is held meanwhile, and saved."""
    by.require(_USING)
    if not reason.strip():
        raise ReasonWanting()
    seen, at = message_seen(by, message), now or timezone.now()
    case = seen.part.application_id
    with steps.step(by=actor_of(by, _USING), act=act, case=case, now=at, reason=reason.strip(), after_closing=True) as step:
        row = Outgoing.objects.select_related("part__unit").select_for_update(of=("self",)).get(pk=message)
        yield row, at
        row.save(update_fields=["state", "attempts", "next_at", "held_until"])
        note_about(step, row)
