"""What the acts on appeals share: holding one in sight, moving it along the table of stages, telling those whom it concerns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import actor_of, may_within, people_with
from dukou.accounts.queries.organisations import organisation_key
from dukou.appeals.actions.refusals import NoLead, NotYourLeg, OwnFirmsMatter, WordsMissing
from dukou.appeals.core import stages
from dukou.appeals.core.kinds import AppealAct, AppealState, Ending
from dukou.appeals.models import Appeal
from dukou.appeals.queries.questions import open_question
from dukou.appeals.queries.visibility import appeal_of
from dukou.casework.actions import steps
from dukou.casework.actions.steps import Step
from dukou.casework.core.states import Ruling
from dukou.casework.queries.clocks import live_clock
from dukou.casework.queries.legs import lead_of, open_legs
from dukou.enterprises.queries.own import own_entries
from dukou.kit.core.labels import Label, joined


@contextmanager
def handling(
    by: Viewer, number: int, using: Permission, act: str, now: datetime | None, *, reason: str = "", after_closing: bool = False
) -> Iterator[tuple[Appeal, Step]]:
    """One step of an appeal that the viewer sees and handles by this permission; nobody handles his own firm's."""
    by.require(using)
    seen = appeal_of(by, number)
    if using is not Permission.SEE_ENTERPRISE_DESK and seen.enterprise_id in own_entries(by):
        raise OwnFirmsMatter()
    with step_of(by, seen, using, act, now, reason=reason, after_closing=after_closing) as (appeal, step):
        yield appeal, step


@contextmanager
def step_of(
    by: Viewer, seen: Appeal, using: Permission, act: str, now: datetime | None, *, reason: str = "", after_closing: bool = False
) -> Iterator[tuple[Appeal, Step]]:
    """One step of an appeal: its row and its case are held until the transaction ends, and the row is saved with the step."""
    moment = now or timezone.now()
    with steps.step(by=actor_of(by, using), act=act, case=seen.pk, now=moment, reason=reason, after_closing=after_closing) as step:
        appeal = Appeal.objects.select_related("enterprise").get(pk=seen.pk)
        appeal.case = step.case
        yield appeal, step
        let_lapse(appeal, step)
        appeal.save()


def move(appeal: Appeal, act: AppealAct) -> None:
    """Move the appeal along the table of stages, or refuse."""
    appeal.state = stages.after(AppealState.of(appeal.state), act).value


def end(appeal: Appeal, step: Step, ending: Ending) -> None:
    """Close the appeal and its case; nobody is waited for any more."""
    settle_question(appeal, step)
    appeal.ending, appeal.closed_at = ending.value, step.now
    step.close(ending.value)


def stop_outer(appeal: Appeal, step: Step) -> None:
    """Stop the clock that the enterprise sees, and keep whether that was in time.

    A question that the enterprise has not answered is settled first: so the clock runs when it stops, and has an end that was kept or not.
    """
    settle_question(appeal, step)
    clock = step.stop("outer")
    if clock is not None:
        appeal.was_on_time = clock.first_late_at is None


def settle_question(appeal: Appeal, step: Step) -> None:
    """Who replies, or ends the matter, waits for the enterprise no more; what stood still runs on."""
    if step.case.waits_for:
        step.go_on()
    asked = open_question(appeal)
    if asked is not None:
        asked.settled_at = step.now
        asked.save(update_fields=["settled_at"])
        step.note(question_settled=asked.pk)


def let_lapse(appeal: Appeal, step: Step) -> None:
    """An objection of a unit whose part has ended needs no ruling any more. Looked for after every step that ends one."""
    if all(change["did"] != "leg_closed" for change in step.changes):
        return
    waiting = appeal.objections.filter(ruling=Ruling.WAITING.value, leg__closed_at__isnull=False).select_related("unit").first()
    if waiting is not None:
        waiting.ruling, waiting.ruled_at = Ruling.MOOT.value, step.now
        waiting.save(update_fields=["ruling", "ruled_at"])
        step.stop("ruling")
        step.note(objection_moot=waiting.unit.key)


def own_leg(by: Viewer, unit: str, label: Label) -> None:
    """Refuse whoever does not answer for the unit that has the leg."""
    if not may_within(by, Permission.ANSWER_LEGS, unit):
        raise NotYourLeg(unit=label)


def own_part(by: Viewer, number: int) -> None:
    """Refuse whoever has no part of the appeal in hand now. That his unit had one once is not enough."""
    legs, own = list(open_legs(number)), by.organisations_where(Permission.ANSWER_LEGS)
    if not legs:
        raise NoLead()
    if not any(leg.unit.key in own for leg in legs):
        raise NotYourLeg(unit=joined([leg.unit.label for leg in legs], zh="、", en=", "))


def said(words: str) -> str:
    """Words that have to be there."""
    if not words.strip():
        raise WordsMissing()
    return words.strip()


FILED_FOR_YOU = Label("已代贵企业提交第 {number} 号诉求：{title}", "appeal {number} was filed on behalf of your enterprise: {title}")


def address(number: int) -> str:
    """The page of an appeal."""
    return reverse("appeals:appeal", args=[number])


MOVED = Label(
    "{because}，第 {number} 号诉求的期限由 {before} 改为 {after}",
    "{because} appeal {number} is due on {after} instead of {before}",
)


@contextmanager
def telling_moved(appeal: Appeal, step: Step, because: Label) -> Iterator[None]:
    """Tell the enterprise and the lead where what is done inside moves the clock that the enterprise sees from one known day to another."""
    before = _outer_day(appeal)
    yield
    after = _outer_day(appeal)
    if before is not None and after is not None and before != after:
        said = MOVED.filled(because=because, number=appeal.pk, before=before, after=after)
        tell_firm(appeal, step, said)
        lead = lead_of(appeal.pk)
        if lead is not None:
            tell_unit(appeal, step, lead.unit.key, said)


def _outer_day(appeal: Appeal) -> date | None:
    clock = live_clock(appeal.pk, "outer")
    return clock.due_on if clock else None


def tell_firm(appeal: Appeal, step: Step, said: Label) -> None:
    """Tell the agents of the enterprise."""
    key = organisation_key(appeal.enterprise.organisation_id)
    if key:
        people = people_with(Permission.SEE_ENTERPRISE_DESK, timezone.localdate(step.now), key)
        step.tell(people, said.filled(**_named(appeal)), address(appeal.pk))


def tell_unit(appeal: Appeal, step: Step, to: str, said: Label, **named: Any) -> None:
    """Tell those who answer for a unit (key)."""
    people = people_with(Permission.ANSWER_LEGS, timezone.localdate(step.now), to)
    step.tell(people, said.filled(**_named(appeal), **named), address(appeal.pk))


def tell_window(appeal: Appeal, step: Step, said: Label, *, but: Iterable[int] = (), **named: Any) -> None:
    """Tell those who take in and dispatch appeals."""
    people = people_with(Permission.HANDLE_APPEALS, timezone.localdate(step.now))
    step.tell([person for person in people if person not in set(but)], said.filled(**_named(appeal), **named), address(appeal.pk))


def _named(appeal: Appeal) -> dict[str, Any]:
    return {"number": appeal.pk, "title": appeal.title, "firm": appeal.enterprise.name}
