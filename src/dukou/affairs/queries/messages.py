"""Messages to units: what is due, what lies dead, how a unit takes what it is handed, and an application as messages are made of it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.affairs.core.kinds import OutgoingState, ReceiverKind
from dukou.affairs.core.messages import PaperIn, Told
from dukou.affairs.core.signing import SHORTEST, Secret
from dukou.affairs.models import Application, Handed, Outgoing, UnitReceiver
from dukou.affairs.queries.papers import address_of_paper
from dukou.affairs.queries.texts import read
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.kit.predicates import Predicate

PAGE = 50
_OPEN = (OutgoingState.WAITING.value, OutgoingState.DEAD.value)  # a later message of the part waits for these


class NoSuchMessage(Refusal):
    """There is no such message, or the viewer does not sit at the window."""

    code = "affairs.no_such_message"
    status = 404
    what = Label("没有查到第 {number} 号消息", "there is no message {number}")
    why = Label("没有这个编号，或您不在窗口办理", "none has this number, or you do not work at the window")
    cure = Label("核对编号：dukou affairs parts", "check the number: dukou affairs parts")


@dataclass(frozen=True, slots=True)
class Taker:
    """How a unit takes what it is handed; `secret_name`: the environment variable, whose value stands nowhere."""

    unit: str
    kind: ReceiverKind
    address: str = ""
    secret_name: str = ""

    @property
    def secret(self) -> Secret | None:
        """What both sign with; None where none is named, or none is set that is long enough."""
        value = os.environ.get(self.secret_name, "") if self.secret_name else ""
        return Secret(value.encode()) if len(value.encode()) >= SHORTEST else None


def _at_the_window(viewer: Viewer) -> Q:
    return Q() if viewer.may(Permission.HANDLE_AFFAIRS) else Q(pk__in=[])


visible_messages: Predicate[Viewer, Outgoing] = Predicate(Outgoing, _at_the_window)


def due(now: datetime, skipping: Iterable[int] = ()) -> QuerySet[Outgoing]:
    """Messages whose moment has come, that no worker has in hand and before which no other of their part stands; the longest due first.

    `skipping`: units (primary keys) whose messages stay.
    """
    free = Q(held_until__isnull=True) | Q(held_until__lte=now)
    before = Outgoing.objects.filter(part=OuterRef("part"), number__lt=OuterRef("number"), state__in=_OPEN)
    rows = Outgoing.objects.filter(free, ~Exists(before), state=OutgoingState.WAITING.value, next_at__lte=now)
    left_out = list(skipping)
    return (rows.exclude(part__unit__in=left_out) if left_out else rows).order_by("next_at", "pk")


def takers(units: Mapping[int, str]) -> dict[int, Taker]:
    """How these units (key by primary key) take what they are handed: at their desk here where nothing else is said."""
    rows = {row.unit_id: row for row in UnitReceiver.objects.filter(unit__in=units)}
    return {number: _taker(key, rows.get(number)) for number, key in units.items()}


def taker_named(unit: str) -> Taker | None:
    """How a unit (by key) takes what it is handed; None where the pack says nothing of it."""
    row = UnitReceiver.objects.filter(unit__key=unit).first()
    return _taker(unit, row) if row else None


def all_takers() -> list[Taker]:
    """Every unit of which the pack says how it takes what it is handed."""
    return [_taker(row.unit.key, row) for row in UnitReceiver.objects.select_related("unit").order_by("unit__key")]


def message_seen(viewer: Viewer, number: int) -> Outgoing:
    """The message where the viewer works at the window; a refusal otherwise."""
    rows = Outgoing.objects.filter(pk=number).select_related("part__unit")
    found = visible_messages.filter(viewer, rows).first()
    if found is None:
        raise NoSuchMessage(number=number)
    return found


def messages_seen(
    viewer: Viewer,
    *,
    state: OutgoingState | None = None,
    unit: str = "",
    application: int | None = None,
    beneath: int | None = None,
    limit: int = PAGE,
) -> tuple[list[Outgoing], int | None]:
    """The messages in sight, the newest first, and the mark of the next page."""
    rows = visible_messages.filter(viewer).select_related("part__unit", "part__application__text").order_by("-pk")
    rows = rows.filter(state=state.value) if state else rows
    rows = rows.filter(part__unit__key=unit) if unit else rows
    rows = rows.filter(part__application=application) if application else rows
    page = list((rows.filter(pk__lt=beneath) if beneath else rows)[: limit + 1])
    return page[:limit], page[limit - 1].pk if len(page) > limit else None


def matter_name(message: Outgoing) -> Label:
    """What the matter of a message's part is called in its text."""
    return read(message.part.application.text).affair.matter(message.part.matter).name


def told_of(application: Application) -> Told:
    """The application as messages are made of it."""
    text = read(application.text)
    papers = [
        PaperIn(row.material, row.way, row.name, row.kind, row.size, row.sha256, str(row.until or ""), _address(row))
        for row in application.handed.filter(unit__isnull=True).order_by("pk")
    ]
    chosen = frozenset(application.chosen)
    return Told(application.number, application.filed_at, text.affair, text.concepts, chosen, application.answers, papers)


def _address(row: Handed) -> str:
    return address_of_paper(row.application_id, row.pk) if row.sha256 else ""


def _taker(unit: str, row: UnitReceiver | None) -> Taker:
    return Taker(unit, ReceiverKind.of(row.kind), row.address, row.secret_name) if row else Taker(unit, ReceiverKind.DESK)
