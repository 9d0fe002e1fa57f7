"""One's messages, the meetings in sight and the receipt of a clock over HTTP. What is changed is changed on pages, where a person sits."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router

from dukou.accounts.core.admission import signed_in
from dukou.accounts.queries import request_viewer
from dukou.casework.core.budgets import BudgetUnit
from dukou.casework.core.ledgers import EntryKind, Holder
from dukou.casework.core.receipts import DayReason
from dukou.casework.core.states import MeetingKind
from dukou.casework.queries.inbox import messages_seen, unread_count
from dukou.casework.queries.meetings import meetings_seen
from dukou.casework.queries.owners import clock_seen
from dukou.casework.queries.timing import receipt_of
from dukou.kit.answers import PAGE, Answer, Limit, Page, Words
from dukou.kit.core.told import Told

router = Router()
_LAST = 2**63 - 1
AfterNumber = Annotated[int, Query(ge=0, le=_LAST, description="上一页给出的 next · The `next` of the page before")]


class MessageTold(Answer):
    """One message. `about`: kind and key of what it is about; `address`: of the page that shows it; `read_at` null: not read yet."""

    number: int
    said: Words
    about: str
    address: str
    sent_at: datetime
    read_at: datetime | None


class InboxPage(Page[MessageTold]):
    """One page of one's own messages, the newest first. `unread`: how many are not read yet, on all pages."""

    unread: int


class MeetingTold(Answer):
    """One meeting. `closed_at`: when it was closed or called off; `is_cancelled`: called off."""

    number: int
    kind: MeetingKind
    title: str
    host: str
    begins_at: datetime
    place: str
    closed_at: datetime | None
    is_cancelled: bool


class BudgetTold(Told):
    """The time that was given: `value` of `unit`, and by how much it was extended."""

    value: int
    unit: BudgetUnit
    extended_by: int


class ConventionTold(Told):
    """How it is counted, as profiles write it."""

    office: list[str]
    first_day_counts: bool
    rolls: bool
    late_is_next_day: bool
    ends_at_close: bool


class LedgerLineTold(Told):
    """One line of the ledger: a pause, its end, an extension; `holder`: who had the case meanwhile."""

    kind: EntryKind
    at: str
    value: int
    holder: Holder


class DayTold(Told):
    """One day, counted or not, and why. `name`: of the festival; `provisional`: no notice tells of it yet."""

    on: str
    counts: bool
    why: DayReason
    name: str = ""
    provisional: bool = False


class ReceiptTold(Told):
    """The receipt of a deadline, word for word: its seal is over exactly these values (`dukou clock verify`)."""

    form: str
    rule: dict[str, str]
    budget: BudgetTold
    convention: ConventionTold
    calendar: dict[str, str]
    start: str
    ledger: list[LedgerLineTold]
    days: list[DayTold]
    due: str
    due_at: str
    firm: bool
    seal: str


@router.get("/inbox", response=InboxPage, summary="我的消息 · One's own messages")
@signed_in(rows="casework.queries.inbox:own_messages")
def inbox(request: HttpRequest, after: AfterNumber = 0, limit: Limit = PAGE) -> dict[str, Any]:
    """What the caller was told, the newest first. Reading here marks nothing as read."""
    viewer = request_viewer(request)
    rows, beneath = messages_seen(viewer, after or None, limit)
    told = [
        {
            "number": row.pk,
            "said": {"zh": row.zh, "en": row.en},
            "about": f"{row.about_kind}:{row.about_key}",
            "address": row.address,
            "sent_at": row.sent_at,
            "read_at": row.read_at,
        }
        for row in rows
    ]
    return {"items": told, "next": str(beneath) if beneath else None, "unread": unread_count(viewer)}


@router.get("/meetings", response=Page[MeetingTold], summary="会议 · The meetings in sight")
@signed_in(rows="casework.queries.meetings:visible_meetings")
def meetings(request: HttpRequest, after: AfterNumber = 0, limit: Limit = PAGE) -> dict[str, Any]:
    """The meetings that the caller may see, that which begins last first."""
    rows, beneath = meetings_seen(request_viewer(request), after or None, limit)
    told = [
        {name: getattr(row, name) for name in ("kind", "title", "begins_at", "place", "closed_at")}
        | {"number": row.pk, "host": row.host.key, "is_cancelled": bool(row.cancelled_reason)}
        for row in rows
    ]
    return {"items": told, "next": str(beneath) if beneath else None}


@router.get("/clocks/{number}/receipt", response=ReceiptTold, exclude_unset=True, summary="期限凭据 · The receipt of a deadline")
@signed_in(rows="casework.queries.owners:clock_seen")
def receipt(request: HttpRequest, number: int) -> dict[str, Any]:
    """Every day of a clock counted or skipped with its reason; refused while the clock stands still."""
    return receipt_of(clock_seen(request_viewer(request), number))
