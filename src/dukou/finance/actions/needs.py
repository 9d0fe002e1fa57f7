"""A firm says what money it needs, and closes its need."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import actor_of
from dukou.audit.actions import record as record_event
from dukou.enterprises.queries.own import acts_for_entry
from dukou.finance.actions._applying import FIRMS, held_need
from dukou.finance.actions._own import own_firm
from dukou.finance.actions._reading import amount_read
from dukou.finance.actions.need_refusals import (
    CloseSaysWhy,
    NoPurpose,
    NoSuchOrigin,
    StillWithBanks,
    TermUnclear,
    WantedBefore,
)
from dukou.finance.core.costs import LONGEST
from dukou.finance.core.kinds import ApplicationState
from dukou.finance.models import Application, Need
from dukou.finance.queries.needs import NoSuchNeed, need_of
from dukou.finance.queries.origins import bank_meeting_named, origin_named
from dukou.finance.queries.products import frame
from dukou.kit.core.labels import same

_TOLD = ("amount", "term_months", "wanted_on", "came_kind", "came_key", "meeting_id")


def post(
    *,
    by: Viewer,
    enterprise: str,
    amount: str,
    term_months: int,
    purpose: str,
    wanted_on: date | None = None,
    came: tuple[str, str] | None = None,
    meeting: int | None = None,
    is_sure: bool = False,
    now: datetime | None = None,
) -> Need:
    """Post a need as the firm's own agent. `amount`: with its unit; `came`: kind and number of the case or visit that it came of;
    `meeting`: with banks, where it was told; `is_sure`: an amount of a rare size was read back and is right.
    """
    by.require(FIRMS)
    actor, moment = actor_of(by, FIRMS), now or timezone.now()
    frame()  # a district without `finance.yaml` has no bank products to apply for
    firm = own_firm(by, enterprise)
    fen = amount_read(amount, is_sure=is_sure)
    _judge(term_months, purpose, wanted_on, timezone.localdate(moment))
    kind, key = _origin(by, firm.id, came, meeting)
    with transaction.atomic():
        row = Need.objects.create(
            enterprise_id=firm.id,
            amount=fen,
            term_months=term_months,
            purpose=purpose.strip(),
            wanted_on=wanted_on,
            came_kind=kind,
            came_key=key,
            meeting_id=meeting,
            posted_at=moment,
            posted_by=str(actor),
            is_synthetic=firm.is_synthetic,
        )
        after = {name: getattr(row, name) for name in _TOLD}  # what the firm wrote stays out of the trail
        record_event(by=actor, act="needs.post", subject=("need", str(row.pk)), after=after, now=moment)
    return row


def close(*, by: Viewer, number: int, reason: str, now: datetime | None = None) -> Need:
    """Close a need and say why. Applications that are still open are taken back or answered first."""
    by.require(FIRMS)
    actor, moment = actor_of(by, FIRMS), now or timezone.now()
    if not acts_for_entry(by, need_of(by, number).enterprise_id):
        raise NoSuchNeed()
    if not reason.strip():
        raise CloseSaysWhy()
    with transaction.atomic():
        row = held_need(number)
        states = [each.value for each in ApplicationState if each.is_open]
        still = Application.objects.filter(need=row, state__in=states).order_by("pk").values_list("pk", flat=True)
        if still:
            raise StillWithBanks(count=len(still), numbers=same("、".join(str(each) for each in still)))
        row.closed_at, row.closed_reason = moment, reason.strip()
        row.save(update_fields=["closed_at", "closed_reason"])
        record_event(by=actor, act="needs.close", subject=("need", str(row.pk)), after={}, now=moment)
    return row


def _origin(by: Viewer, firm: int, came: tuple[str, str] | None, meeting: int | None) -> tuple[str, str]:
    """The case or visit that is named, which has to be one of the firm's that its agent may see; so has the meeting."""
    kind, key = came or ("", "")
    if kind and origin_named(by, firm, kind, key) is None:
        raise NoSuchOrigin()
    if meeting is not None and bank_meeting_named(by, firm, meeting) is None:
        raise NoSuchOrigin()
    return kind, key


def _judge(term_months: int, purpose: str, wanted_on: date | None, today: date) -> None:
    if not 1 <= term_months <= LONGEST:
        raise TermUnclear(most=LONGEST)
    if not purpose.strip():
        raise NoPurpose()
    if wanted_on is not None and wanted_on < today:
        raise WantedBefore(day=wanted_on)
