"""What the acts on applications share: the need or application held, the version of the day, who hears of a step, the end of a case."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import people_with
from dukou.casework.actions import steps
from dukou.casework.actions.ladder import RungReached
from dukou.casework.actions.steps import Step
from dukou.casework.core.profiles import Rung
from dukou.enterprises.queries.visited import met_as
from dukou.finance.actions.answer_refusals import NotInThisState
from dukou.finance.actions.need_refusals import NeedClosed
from dukou.finance.core.kinds import ApplicationState
from dukou.finance.core.need_standings import ReaderSide
from dukou.finance.core.products import Product, Version
from dukou.finance.models import Application, Need
from dukou.finance.queries.applications import NoSuchApplication, application_of, side_of
from dukou.finance.queries.products import product_of_text
from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label

FIRMS, BANKS, OFFICE = Permission.SEE_ENTERPRISE_DESK, Permission.ANSWER_NEEDS, Permission.KEEP_FINANCE
ANSWERABLE = (ApplicationState.SENT, ApplicationState.OFFERED)
_GRANTED = Label("“{bank}”已授信：第 {number} 号融资申请", "“{bank}” granted the line of application {number}")
_RUNG = Label("{rung}（{clock}，期限 {due}）：第 {number} 号融资申请", "{rung} ({clock}, due {due}): application {number}")


def held_need(number: int) -> Need:
    """A need that is open, locked until the transaction ends."""
    row = Need.objects.select_for_update(of=("self",)).get(pk=number)
    if row.closed_at is not None:
        raise NeedClosed()
    return row


def seen_as(by: Viewer, number: int, side: ReaderSide) -> Application:
    """The application where the viewer stands on this side of it; for everybody else it is not there."""
    row = application_of(by, number)
    if side_of(by, row) is not side:
        raise NoSuchApplication()
    return row


@contextmanager
def taken(by: Actor, seen: Application, act: str, now: datetime, *at: ApplicationState, **told: Any) -> Iterator[tuple[Application, Step]]:
    """One step, while the application stands at one of these; its case is locked, and the row read anew under that lock."""
    with steps.step(by=by, act=act, case=seen.pk, now=now, told={"need": seen.need_id} | told, after_closing=True) as step:
        row = Application.objects.select_related("need", "bank").get(pk=seen.pk)
        if (state := ApplicationState.of(row.state)) not in at:
            raise NotInThisState(state=state.label)
        row.case = step.case
        yield row, step
        row.save(update_fields=["state", "closed_at"])


def end(row: Application, step: Step, state: ApplicationState, *, is_moot: bool = False) -> None:
    """End the application with its case and clock. `is_moot`: what the clock still ran for is wanted no more."""
    row.state, row.closed_at = state.value, step.now
    step.close(state.value, is_moot=is_moot)


def close_granted(row: Application, by: Actor, now: datetime) -> None:
    """The line was granted: the application that the firm had accepted ends. For the act that grants, inside its transaction."""
    with taken(by, row, "applications.close_granted", now, ApplicationState.ACCEPTED) as (held, step):
        end(held, step, ApplicationState.GRANTED)
        step.tell(agents_of(held, timezone.localdate(now)), _GRANTED.filled(number=held.pk, bank=held.bank.label), address(held.pk))
    row.state, row.closed_at = held.state, held.closed_at


def product_of(row: Application) -> tuple[Product, Version]:
    """The product as it was when the application was sent, with the version that it is for."""
    product = product_of_text(row.text_id)
    version = product.version(row.version)
    assert version is not None  # texts are kept for what was decided by them
    return product, version


def agents_of(row: Application, on: date) -> list[int]:
    """Who acts for the firm."""
    return [person for own in sorted(met_as(row.need.enterprise_id).organisations) for person in people_with(FIRMS, on, own)]


def officers_of(row: Application, on: date) -> list[int]:
    """Who answers for the bank."""
    return people_with(BANKS, on, row.bank.key)


def address(number: int) -> str:
    """The page of an application."""
    return reverse("finance:application", args=[number])


def rung_taken(reached: RungReached) -> None:
    """Tell the bank; once its time is over and it was reminded again, the office too; at the top the leaders."""
    if not reached.is_highest:
        return
    row, day = Application.objects.select_related("bank").get(pk=reached.case.pk), timezone.localdate(reached.step.now)
    rule = reached.step.profile.clock(reached.case.grade, reached.clock.key)
    named = {"rung": reached.rung.label, "clock": rule.name if rule else reached.clock.key, "due": reached.clock.due_on}
    people = officers_of(row, day)
    if reached.rung.height > Rung.EXPIRY.height:
        people = [*people, *people_with(OFFICE, day)]
    if reached.rung is Rung.LEADER:
        people = [*people, *people_with(Permission.SEE_LEADER_DESK, day)]
    reached.step.tell(people, _RUNG.filled(**named, number=row.pk), address(row.pk))
