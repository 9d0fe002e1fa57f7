"""Applications: who sees which and as whom, how long the bank still has, which consents cover a new one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer, may_within
from dukou.casework.queries.among import late_inside
from dukou.casework.queries.calendars import calendar_in_force
from dukou.casework.queries.clocks import outer_clocks
from dukou.casework.queries.profiles import profile_of
from dukou.enterprises.queries.own import FirmNamed, acts_for_entry, firms_standing, own_entries
from dukou.finance.core.kinds import ApplicationState
from dukou.finance.core.need_standings import ReaderSide
from dukou.finance.models import Application
from dukou.finance.queries.products import product_of_text
from dukou.kit.core.labels import Label, LabelledEnum
from dukou.kit.core.refusals import Refusal
from dukou.kit.predicates import Predicate

KIND, GRADE, CLOCK = "finance_application", "application", "bank_answer"
PAGE = 50


class ApplicationList(LabelledEnum):
    """Which applications a list holds."""

    WAITING = "waiting", "待银行答复", "waiting for the bank's answer"
    LATE = "late", "银行逾期未答复", "not answered in time"
    OPEN = "open", "未办结", "not ended yet"
    ENDED = "ended", "已办结", "ended"


class NoSuchApplication(Refusal):
    """There is no such application, or the viewer may not know of it."""

    code = "finance.no_such_application"
    status = 404
    what = Label("没有查到这件融资申请", "there is no such application")
    why = Label("没有这个编号，或您看不到它", "none has this number, or you may not see it")
    cure = Label("核对编号", "check the number")


def _may_see(viewer: Viewer) -> Q:
    """Those of one's own firm, those sent to one's bank; all of them for the office."""
    if viewer.may(Permission.SEE_FINANCE):
        return Q()
    mine = Q(need__enterprise__in=own_entries(viewer))
    banks = viewer.organisations_where(Permission.ANSWER_NEEDS)
    return mine | Q(bank__key__in=banks) if banks else mine


visible_applications: Predicate[Viewer, Application] = Predicate(Application, _may_see)


@dataclass(frozen=True, slots=True)
class BankTime:
    """What the bank still has. `left`: working days up to `due_on`; `late`: working days since, None while it is in time."""

    due_on: date
    left: int
    late: int | None


@dataclass(frozen=True, slots=True)
class ApplicationTold:
    """An application in a line. `product`: as its text called it when it was sent; `time`: None once the bank has answered."""

    row: Application
    state: ApplicationState
    firm: FirmNamed
    product: Label
    time: BankTime | None


def application_of(viewer: Viewer, number: int) -> Application:
    """The application with this number, or a refusal."""
    rows = visible_applications.filter(viewer, Application.objects.filter(pk=number))
    found = rows.select_related("case__profile", "need", "bank", "consent").first()
    if found is None:
        raise NoSuchApplication()
    return found


def side_of(viewer: Viewer, row: Application) -> ReaderSide:
    """As whom somebody reads it. Who acts for the firm reads as the firm, whatever else he holds, and never answers it."""
    if acts_for_entry(viewer, row.need.enterprise_id):
        return ReaderSide.FIRM
    return ReaderSide.BANK if may_within(viewer, Permission.ANSWER_NEEDS, row.bank.key) else ReaderSide.OFFICE


def applications_of(
    viewer: Viewer, which: ApplicationList | None, now: datetime, beneath: int | None = None
) -> tuple[list[ApplicationTold], int | None]:
    """One page of the applications in sight, the newest first, and the mark of the next."""
    rows = listed_applications(viewer, which, now)
    page = list((rows if beneath is None else rows.filter(pk__lt=beneath))[: PAGE + 1])
    return told(page[:PAGE], now), page[PAGE - 1].pk if len(page) > PAGE else None


def listed_applications(viewer: Viewer, which: ApplicationList | None, now: datetime) -> QuerySet[Application]:
    """All of them, as a file takes them."""
    rows = visible_applications.filter(viewer).select_related("case__profile", "need", "bank").order_by("-pk")
    if which is ApplicationList.LATE:
        return rows.filter(late_inside(now), state=ApplicationState.SENT.value)
    if which is ApplicationList.WAITING:
        return rows.filter(state=ApplicationState.SENT.value)
    if which is None:
        return rows
    return rows.filter(state__in=[each.value for each in ApplicationState if each.is_open is (which is ApplicationList.OPEN)])


def of_need(viewer: Viewer, need: int, now: datetime) -> list[ApplicationTold]:
    """The applications of a need in sight, the first first."""
    rows = visible_applications.filter(viewer, Application.objects.filter(need=need))
    return told(list(rows.select_related("case__profile", "need", "bank").order_by("pk")), now)


def open_under(viewer: Viewer, consent: int, now: datetime) -> list[ApplicationTold]:
    """The applications in sight that were sent under a consent and have not ended: withdrawing it does not take them back."""
    rows = visible_applications.filter(viewer, Application.objects.filter(consent=consent, closed_at__isnull=True))
    return told(list(rows.select_related("case__profile", "need", "bank").order_by("pk")), now)


def told(rows: Sequence[Application], now: datetime) -> list[ApplicationTold]:
    """Applications in lines."""
    firms, times = firms_standing({row.need.enterprise_id for row in rows}), times_of(rows, now)
    return [
        ApplicationTold(
            row, ApplicationState.of(row.state), firms[row.need.enterprise_id], product_of_text(row.text_id).name, times.get(row.pk)
        )
        for row in rows
    ]


def times_of(rows: Collection[Application], now: datetime) -> dict[int, BankTime]:
    """By application how long its bank still has, by the calendar of its profile; those that wait for the bank alone."""
    waiting = {row.pk: row for row in rows if row.state == ApplicationState.SENT.value}
    today, found = timezone.localdate(now), dict[int, BankTime]()
    for number, clock in outer_clocks(waiting, {}, [CLOCK]).items():
        if clock.due_on is None or clock.due_at is None:
            continue
        calendar = calendar_in_force(profile_of(waiting[number].case.profile).calendar)[0]
        is_late = now >= clock.due_at
        left, late = (0, calendar.between(clock.due_on, today)) if is_late else (calendar.between(today, clock.due_on), None)
        found[number] = BankTime(clock.due_on, max(left, 0), late)
    return found


def may_see_case(viewer: Viewer, case: int) -> bool:
    """Whether the viewer reads anything of the application with this number."""
    return visible_applications.filter(viewer, Application.objects.filter(pk=case)).exists()


def names_officers(viewer: Viewer, case: int) -> bool:
    """Whether he is told who did what by name: the office alone. Firm and bank read of each other as organisations."""
    row = visible_applications.filter(viewer, Application.objects.filter(pk=case)).select_related("need", "bank").first()
    return row is not None and side_of(viewer, row) is ReaderSide.OFFICE
