"""The office's figures as they stand, and the public ones of the last quarter as they stood when it ended.

The public figures are of what was told in that quarter, by what is kept with its moment, so they do not move from day to day and no two of
them can be subtracted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from dukou.accounts.core.viewers import Viewer
from dukou.casework.core.calendars import WorkingCalendar
from dukou.casework.core.clocks import ZONE
from dukou.casework.queries.calendars import calendar_in_force
from dukou.casework.queries.clock_ends import clock_ends
from dukou.casework.queries.profiles import profile_in_force, profile_of
from dukou.enterprises.queries.merged import standing_for
from dukou.figures.core.claims import Claim
from dukou.figures.queries import claims_about
from dukou.finance.core.kinds import ApplicationState
from dukou.finance.core.loans import standing_on
from dukou.finance.core.statistics import (
    AskedRow,
    BankTimeliness,
    FirmStep,
    LineRow,
    public_answers,
    public_money,
    public_steps,
    timeliness,
)
from dukou.finance.models import Application, BankAnswer, CreditLine, Need
from dukou.finance.queries.lines import ledgers
from dukou.finance.queries.products import frame_or_none
from dukou.kit.core.disclosure import Shown
from dukou.kit.core.periods import Period, months

CLOCK = "bank_answer"
PLATFORMS = ("platform/yuhuirong-system", "platform/yuhuirong")  # of the article: what it tells of the district's platform
NUMBERS = ("credit-granted-enterprises", "credit-granted", "financed-enterprises", "unsecured-financing")
_MET = (ApplicationState.OFFERED, ApplicationState.ACCEPTED, ApplicationState.GRANTED)


@dataclass(frozen=True, slots=True)
class UnmetNeed:
    """A need that is open and for which no offer stands: none was made, or the last one has run out."""

    row: Need
    days: int
    sent: int
    refused: int


@dataclass(frozen=True, slots=True)
class PublicFigures:
    """What was told in a quarter, as it stood at its end. Sums in fen; None: kept back."""

    period: Period
    firms: Shown[str, FirmStep]
    answers: Shown[str, BankTimeliness]
    granted: int | None
    drawn: int | None
    has_any: bool
    has_synthetic: bool


def asked_rows(at: datetime, applications: QuerySet[Application] | None = None) -> list[AskedRow]:
    """The applications that were sent by a moment, as they stood then."""
    rows = Application.objects.all() if applications is None else applications
    kept = list(rows.filter(sent_at__lte=at).select_related("bank").order_by("pk"))
    ends, calendar = clock_ends([row.pk for row in kept], CLOCK), _calendar()
    answers = _answers([row.pk for row in kept], at)
    return [_asked(row, answers.get(row.pk, []), ends[row.pk].due_at if row.pk in ends else None, at, calendar) for row in kept]


def line_rows(on: date, lines: QuerySet[CreditLine] | None = None) -> list[LineRow]:
    """The lines that were granted by a day, as they stood then."""
    rows = CreditLine.objects.all() if lines is None else lines
    kept = list(rows.filter(granted_at__date__lte=on).select_related("application__bank", "application__need").order_by("pk"))
    told, stands = ledgers([row.pk for row in kept], known_on=on), standing_for({row.application.need.enterprise_id for row in kept})
    found = []
    for row in kept:
        asked, now = row.application, standing_on(told.get(row.pk, ()), on)
        firm = stands[asked.need.enterprise_id]
        found.append(LineRow(asked.bank.key, asked.product, firm, row.amount, now.drawn, now.balance, now.overdue))
    return found


def unmet_needs(now: datetime, most: int = 100) -> tuple[list[UnmetNeed], int, int]:
    """The open needs for which no offer stands, the oldest first, at most so many; how many there are, and of how many open ones."""
    opened = Need.objects.filter(closed_at__isnull=True)
    today = timezone.localdate(now)
    last = BankAnswer.objects.filter(application=OuterRef("pk")).order_by("-pk").values("valid_until")[:1]
    holds = Q(until__gte=today) | ~Q(state=ApplicationState.OFFERED.value)  # what the firm accepted is kept, whatever its last day was
    met = Application.objects.annotate(until=Subquery(last)).filter(holds, state__in=[each.value for each in _MET]).values("need")
    rows = opened.exclude(pk__in=met).select_related("enterprise").prefetch_related("applications").order_by("posted_at", "pk")
    found = [
        UnmetNeed(
            row,
            (today - timezone.localdate(row.posted_at)).days,
            len(row.applications.all()),
            sum(each.state == ApplicationState.REFUSED.value for each in row.applications.all()),
        )
        for row in rows[:most]
    ]
    return found, rows.count(), opened.count()


def overdue_applications(now: datetime) -> list[tuple[Application, date, int]]:
    """The applications that wait for a bank whose time is over: its last day, and how many working days ago that was; longest first."""
    rows = {row.pk: row for row in Application.objects.filter(state=ApplicationState.SENT.value).select_related("bank", "need__enterprise")}
    calendar, today = _calendar(), timezone.localdate(now)
    ends = {pk: each.due_at for pk, each in clock_ends(list(rows), CLOCK).items() if each.due_at is not None and each.due_at <= now}
    days = {pk: timezone.localdate(due - timedelta(microseconds=1)) for pk, due in ends.items()}  # a day is over with its last moment
    told = [(rows[pk], due, calendar.between(due, today) if calendar else 0) for pk, due in days.items()]
    return sorted(told, key=lambda each: (each[1], each[0].pk))


def last_quarter(today: date) -> Period:
    """The newest quarter that is over."""
    number, quarter = divmod(today.year * 4 + (today.month - 1) // 3 - 1, 4)
    return months(number, quarter * 3 + 1, quarter * 3 + 3)


def public_figures(today: date) -> PublicFigures:
    """The figures of the last quarter."""
    period = last_quarter(today)
    first, after = (datetime.combine(day, datetime.min.time(), ZONE) for day in (period.first, period.last + timedelta(days=1)))
    end = after - timedelta(microseconds=1)
    within = Q(posted_at__gte=first, posted_at__lt=after)
    needs = list(Need.objects.filter(within).select_related("enterprise"))
    sent = Application.objects.filter(need__in=[row.pk for row in needs])
    lines = CreditLine.objects.filter(application__in=sent)
    asked, granted = asked_rows(end, sent), line_rows(period.last, lines)
    sums = public_money(granted)
    made_up = any(row.is_synthetic or row.enterprise.is_synthetic for row in needs)
    steps = _steps(needs, sent, asked, granted)
    return PublicFigures(period, public_steps(steps), public_answers(asked), *sums, bool(needs), made_up)


def published_of_district(viewer: Viewer, today: date) -> list[Claim]:
    """What was published of the district's platform, from the room of figures: lines and loans as two sayings, never one sum."""
    claims = claims_about(viewer=viewer, known_on=today, subjects=PLATFORMS)
    return sorted((each for each in claims if each.indicator in NUMBERS), key=lambda each: NUMBERS.index(each.indicator))


def _steps(needs: Sequence[Need], sent: QuerySet[Application], asked: Sequence[AskedRow], lines: Sequence[LineRow]) -> list[FirmStep]:
    """How far each firm that told a need came: its furthest step."""
    stands = standing_for({row.enterprise_id for row in needs})
    found = {stands[row.enterprise_id]: FirmStep.ASKED for row in needs}
    firm_of = {number: stands[firm] for number, firm in sent.values_list("pk", "need__enterprise_id")}
    order = list(FirmStep)
    answered = (BankTimeliness.IN_TIME, BankTimeliness.LATE)
    told = [(firm_of[row.number], FirmStep.ANSWERED if row.timeliness in answered else FirmStep.SENT) for row in asked]
    told += [(row.firm, FirmStep.DRAWN if row.drawn else FirmStep.GRANTED) for row in lines]
    for firm, step in told:
        found[firm] = max(found[firm], step, key=order.index)
    return list(found.values())


def _answers(numbers: Sequence[int], at: datetime) -> dict[int, list[BankAnswer]]:
    found: dict[int, list[BankAnswer]] = {}
    for start in range(0, len(numbers), 500):
        rows = BankAnswer.objects.filter(application__in=numbers[start : start + 500], answered_at__lte=at).order_by("pk")
        for row in rows:
            found.setdefault(row.application_id, []).append(row)
    return found


def _asked(
    row: Application, answers: Sequence[BankAnswer], due: datetime | None, at: datetime, calendar: WorkingCalendar | None
) -> AskedRow:
    first, last = (answers[0].answered_at, answers[-1]) if answers else (None, None)
    days = None
    if first is not None and calendar is not None:
        days = calendar.between(timezone.localdate(row.sent_at), timezone.localdate(first))
    is_refused = last is not None and not last.is_offer
    reason = last.reason if last is not None and is_refused else ""
    return AskedRow(row.pk, row.bank.key, row.product, timeliness(due, first, row.closed_at, at), days, is_refused, reason)


def _calendar() -> WorkingCalendar | None:
    """The calendar by which banks' time is counted."""
    frame = frame_or_none()
    text = profile_in_force(frame.profile) if frame else None
    return calendar_in_force(profile_of(text).calendar)[0] if text else None
