"""What workers do for cases: take the rungs whose time has come, reckon deadlines anew after a notice."""

from __future__ import annotations

from datetime import datetime, timedelta

from dukou.casework.actions import deadlines, ladder
from dukou.casework.actions._sending import SEND_OUT, TO_CHAT, post_to_chat, send_by_mail
from dukou.kit.core.actors import SYSTEM
from dukou.kit.core.labels import Label
from dukou.kit.jobs.rounds import round_every
from dukou.kit.jobs.tasks import task


@round_every("casework.ladder", timedelta(minutes=1))
def climb(now: datetime) -> None:
    """Take the rungs that are due."""
    ladder.sweep(by=SYSTEM, now=now)


@task(deadlines.REPROJECT, repeatable=True)
def reproject(*, calendar: str) -> None:
    """Reckon deadlines anew under the newest version of a calendar, part by part: what is done stays done where a part fails."""
    deadlines.reproject(by=SYSTEM, calendar=calendar)


@task(SEND_OUT, repeatable=True)
def send_out(*, message: int) -> None:
    """Repeat one message by mail, to whoever has said where. Sent twice, it does no harm."""
    send_by_mail(message)


@task(TO_CHAT, repeatable=True)
def to_chat(*, zh: str, en: str) -> None:
    """Repeat in the chat of the duty group what was urged or escalated."""
    post_to_chat(Label(zh, en))
