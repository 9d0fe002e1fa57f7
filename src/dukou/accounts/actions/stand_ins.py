"""Stand-ins: a colleague takes an absent person's place for a time."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from dukou.accounts.core.reasons import stated
from dukou.accounts.core.roles import may_stand_together
from dukou.accounts.models import Person, StandIn
from dukou.accounts.queries.viewers import posts_of
from dukou.audit.actions import record
from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal


class StandInUnsuited(Refusal):
    """Nobody stands in for himself, nor where the two posts are kept apart, nor for a person or by a person without access."""

    code = "accounts.stand_in_unsuited"
    what = Label("没有指定代理人", "no stand-in was appointed")
    why = Label(
        "代理人须是另一位在岗人员，且审计员与其他岗位不得互相代理",
        "it must be another active person, and auditors and others never stand in for one another",
    )
    cure = Label("改选一位同类岗位的同事", "choose a colleague of the same kind of post")


class DatesReversed(Refusal):
    """The last day is before the first."""

    code = "accounts.dates_reversed"
    what = Label("没有指定代理人", "no stand-in was appointed")
    why = Label("结束日期 {until} 早于开始日期 {start}", "the last day {until} is before the first {start}")
    cure = Label("改正日期", "correct the dates")


class StandInEnded(Refusal):
    """What has ended cannot be ended again."""

    code = "accounts.stand_in_ended"
    what = Label("没有结束代理", "the stand-in was not ended")
    why = Label("该代理已经结束", "it has ended already")
    cure = Label("无需重复办理", "there is nothing to do")


def appoint(
    *, by: Actor, absent: Person, substitute: Person, from_on: date, until_on: date, reason: str, now: datetime | None = None
) -> StandIn:
    """The substitute has the absent person's permissions from the first day to the last, both included."""
    because = stated(reason)
    if until_on < from_on:
        raise DatesReversed(until=until_on, start=from_on)
    posts = posts_of([absent.pk, substitute.pk], from_on)
    apart = not may_stand_together(post.role for held in posts.values() for post in held)
    if absent.pk == substitute.pk or apart or not (absent.is_active and substitute.is_active):
        raise StandInUnsuited()
    with transaction.atomic():
        made = StandIn.objects.create(absent=absent, substitute=substitute, from_on=from_on, until_on=until_on, reason=because)
        after = {"substitute": substitute.username, "from_on": from_on, "until_on": until_on}
        record(by=by, act="stand_ins.appoint", subject=("person", absent.username), after=after, reason=because, now=now)
    return made


def end(*, by: Actor, stand_in: StandIn, on: date, reason: str, now: datetime | None = None) -> None:
    """End a stand-in on the day `on`, from which it gives nothing more."""
    because = stated(reason)
    with transaction.atomic():
        if stand_in.ended_on is not None:
            raise StandInEnded()
        stand_in.ended_on = on
        stand_in.save(update_fields=["ended_on"])
        after = {"substitute": stand_in.substitute.username, "ended_on": on}
        record(
            by=by,
            act="stand_ins.end",
            subject=("person", stand_in.absent.username),
            before={"ended_on": None},
            after=after,
            reason=because,
            now=now,
        )
