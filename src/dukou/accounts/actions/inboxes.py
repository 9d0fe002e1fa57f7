"""The hand-over of an inbox for good."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.reasons import stated
from dukou.accounts.models import InboxHandOver, Person
from dukou.audit.actions import record
from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal


class TakerUnsuited(Refusal):
    """An inbox goes to another person who can sign in, once a day."""

    code = "accounts.taker_unsuited"
    what = Label("没有移交待办", "the inbox was not handed over")
    why = Label(
        "接收人须是另一位在岗人员，且同一天只能移交一次", "the taker must be another active person, and an inbox is handed over once a day"
    )
    cure = Label("改选接收人或日期", "choose another person or day")


def hand_over(*, by: Actor, giver: Person, taker: Person, from_on: date, reason: str, now: datetime | None = None) -> InboxHandOver:
    """What comes to `giver` comes to `taker` from the day `from_on` on (a change of post)."""
    because, moment = stated(reason), now or timezone.now()
    with transaction.atomic():
        if giver.pk == taker.pk or not taker.is_active or InboxHandOver.objects.filter(giver=giver, from_on=from_on).exists():
            raise TakerUnsuited()
        made = InboxHandOver.objects.create(giver=giver, taker=taker, from_on=from_on, reason=because, handed_at=moment)
        after = {"taker": taker.username, "from_on": from_on}
        record(by=by, act="inboxes.hand_over", subject=("person", giver.username), after=after, reason=because, now=moment)
    return made
