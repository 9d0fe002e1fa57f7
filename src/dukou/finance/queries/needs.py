"""Needs: who sees which, where each stands, what it came of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.casework.queries.about import Named
from dukou.enterprises.queries.own import FirmNamed, firms_standing, own_entries
from dukou.finance.core.kinds import ApplicationState
from dukou.finance.core.need_standings import NeedStanding, standing_of
from dukou.finance.models import Application, Need
from dukou.finance.queries.origins import bank_meeting_named, origin_named
from dukou.kit.core.labels import Label, LabelledEnum
from dukou.kit.core.refusals import Refusal
from dukou.kit.predicates import Predicate

PAGE = 50


class NeedList(LabelledEnum):
    """Which needs a list holds."""

    OPEN = "open", "未关闭", "open needs"
    UNMET = "unmet", "未关闭且未获授信", "open, and no line was granted"
    CLOSED = "closed", "已关闭", "closed needs"


class NoSuchNeed(Refusal):
    """There is no such need, or the viewer may not know of it."""

    code = "finance.no_such_need"
    status = 404
    what = Label("没有查到这项融资需求", "there is no such need")
    why = Label("没有这个编号，或您看不到它", "none has this number, or you may not see it")
    cure = Label("核对编号", "check the number")


def _may_see(viewer: Viewer) -> Q:
    """The needs of one's own firm; all of them for the office. A bank reads what was sent to it as an application, and no need."""
    return Q() if viewer.may(Permission.SEE_FINANCE) else Q(enterprise__in=own_entries(viewer))


visible_needs: Predicate[Viewer, Need] = Predicate(Need, _may_see)


@dataclass(frozen=True, slots=True)
class NeedTold:
    """A need in a line: the firm as it is called now, where it stands, how many applications there were."""

    row: Need
    firm: FirmNamed
    standing: NeedStanding
    sent: int


@dataclass(frozen=True, slots=True)
class CameOf:
    """What a need came of and where it was told; None: nothing that is told to this reader."""

    origin: Named | None
    meeting: Named | None


def unmet() -> Q:
    """Needs that are open and for which no bank has granted a line."""
    granted = Application.objects.filter(need=OuterRef("pk"), state=ApplicationState.GRANTED.value)
    return Q(closed_at__isnull=True) & ~Q(Exists(granted))


def need_of(viewer: Viewer, number: int) -> Need:
    """The need with this number, or a refusal."""
    found = visible_needs.filter(viewer, Need.objects.filter(pk=number)).select_related("enterprise").first()
    if found is None:
        raise NoSuchNeed()
    return found


def needs_of(viewer: Viewer, which: NeedList | None, beneath: int | None = None) -> tuple[list[NeedTold], int | None]:
    """One page of the needs in sight, the newest first, and the mark of the next."""
    rows = listed_needs(viewer, which)
    page = list((rows if beneath is None else rows.filter(pk__lt=beneath))[: PAGE + 1])
    return told(page[:PAGE]), page[PAGE - 1].pk if len(page) > PAGE else None


def listed_needs(viewer: Viewer, which: NeedList | None) -> QuerySet[Need]:
    """All of them, as a file takes them."""
    rows = visible_needs.filter(viewer).order_by("-pk")
    if which is NeedList.UNMET:
        return rows.filter(unmet())
    return rows if which is None else rows.filter(closed_at__isnull=which is NeedList.OPEN)


def told(rows: Sequence[Need]) -> list[NeedTold]:
    """Needs in lines: two queries, however many."""
    firms, states = firms_standing({row.enterprise_id for row in rows}), states_of([row.pk for row in rows])
    return [
        NeedTold(row, firms[row.enterprise_id], standing_of(states[row.pk], is_closed=row.closed_at is not None), len(states[row.pk]))
        for row in rows
    ]


def states_of(needs: Collection[int]) -> dict[int, list[ApplicationState]]:
    """By need where its applications stand."""
    found: dict[int, list[ApplicationState]] = defaultdict(list)
    rows: Iterable[tuple[int, str]] = Application.objects.filter(need__in=needs).values_list("need_id", "state")
    for need, state in rows:
        found[need].append(ApplicationState.of(state))
    return found


def came_of(viewer: Viewer, row: Need) -> CameOf:
    """The case or visit, and the meeting, where this reader may see them."""
    origin = origin_named(viewer, row.enterprise_id, row.came_kind, row.came_key) if row.came_kind else None
    return CameOf(origin, bank_meeting_named(viewer, row.enterprise_id, row.meeting_id) if row.meeting_id else None)
