"""One appeal as its page tells it: to those who handle it everything, to the enterprise its own side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.appeals.core.kinds import AppealState, Channel, RefusalGround, Satisfaction, VerdictKind
from dukou.appeals.models import Appeal, Attachment, CallBack, Exchange, Objection
from dukou.appeals.queries.lists import ListedAppeal, listed
from dukou.appeals.queries.rules import are_taken, rules_in_force
from dukou.casework.core.profiles import LegRole
from dukou.casework.core.states import LegOutcome
from dukou.casework.queries.legs import legs_of
from dukou.casework.queries.profiles import profile_of
from dukou.casework.queries.short_clocks import ShortClock, short_clocks
from dukou.enterprises.queries.own import own_entries
from dukou.kit.core.labels import Label
from dukou.rules.queries.naming import deciders

PROMISED = Label("承诺再答复", "the next answer promised")
_STAGES = (AppealState.FILED, AppealState.ACCEPTED, AppealState.DISPATCHED, AppealState.REPLIED, AppealState.CLOSED)


@dataclass(frozen=True, slots=True)
class ShownLeg:
    """A unit's part, by its number."""

    number: int
    unit: Label
    role: LegRole
    task: str
    answer: str
    outcome: LegOutcome | None
    opened_at: datetime
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class ShownReply:
    """What the enterprise was answered."""

    unit: Label | None
    verdict: VerdictKind | None
    text: str
    done: str
    ground: str
    promised_on: str
    replied_at: datetime


@dataclass(frozen=True, slots=True)
class ShownCall:
    """A call back."""

    satisfaction: Satisfaction | None
    words: str
    by_enterprise: bool
    asked_at: datetime
    asked_by: Label | None


@dataclass(frozen=True, slots=True)
class ShownAppeal:
    """Everything of an appeal that this reader is told. `is_inside`: whether he is on the offices' side; `is_open`: by link alone."""

    row: Appeal
    line: ListedAppeal
    is_inside: bool
    by_link: bool
    topic: Label | None
    grade: Label
    profile: Label
    is_official: bool
    channel: Label
    ground: Label | None
    stages: list[tuple[Label, str]]
    clocks: list[ShortClock]
    legs: list[ShownLeg]
    replies: list[ShownReply]
    exchanges: list[Exchange]
    objections: list[Objection]
    calls: list[ShownCall]
    attachments: list[Attachment]
    filed_by: Label | None


def shown(viewer: Viewer | None, row: Appeal) -> ShownAppeal:
    """The appeal as `viewer` is told of it; None: as whoever holds the secret link is."""
    now = timezone.now()
    is_inside = viewer is not None and _is_inside(viewer, row)
    profile, state = profile_of(row.case.profile), AppealState.of(row.state)
    topics = rules_in_force().topic_names if are_taken() else {}
    calls = list(row.call_backs.order_by("pk"))
    called = deciders({row.filed_by, *(call.asked_by for call in calls)})
    return ShownAppeal(
        row=row,
        line=listed([row], now)[0],
        is_inside=is_inside,
        by_link=viewer is None,
        topic=topics.get(row.topic),
        grade=profile.grades[row.case.grade].name,
        profile=profile.name,
        is_official=profile.is_official,
        channel=Channel.of(row.channel).label,
        ground=RefusalGround.of(row.ground).label if row.ground else None,
        stages=_stages(state),
        clocks=_clocks(row, now, is_inside=is_inside),
        legs=_legs(row) if is_inside else [],
        replies=_replies(row),
        exchanges=list(row.exchanges.order_by("pk")) if viewer is not None else [],
        objections=list(row.objections.select_related("unit", "proposed", "ruled").order_by("pk")) if is_inside else [],
        calls=[_call(call, called[call.asked_by] if is_inside else None) for call in calls] if viewer is not None else [],
        attachments=list(row.attachments.order_by("pk")) if viewer is not None else [],
        filed_by=called[row.filed_by] if is_inside else None,
    )


def _is_inside(viewer: Viewer, row: Appeal) -> bool:
    """Whether the viewer reads it for an office, and not for the enterprise alone."""
    offices = any(map(viewer.may, (Permission.SEE_APPEALS, Permission.ANSWER_LEGS, Permission.FILE_APPEALS)))
    return offices and row.enterprise_id not in own_entries(viewer)


def _stages(now: AppealState) -> list[tuple[Label, str]]:
    """The way of an appeal, each stage with `done`, `now` or `coming`; on plan it is in hand still."""
    here = AppealState.DISPATCHED if now is AppealState.ON_PLAN else now
    at = _STAGES.index(here)
    words = {AppealState.DISPATCHED: now.label if now is AppealState.ON_PLAN else AppealState.DISPATCHED.label}
    return [
        (words.get(stage, stage.label), "done" if place < at or now is AppealState.CLOSED else "now" if place == at else "coming")
        for place, stage in enumerate(_STAGES)
    ]


def _clocks(row: Appeal, now: datetime, *, is_inside: bool) -> list[ShortClock]:
    """All clocks, for the offices; the one that the enterprise sees, for the enterprise."""
    found = short_clocks(row.case, now, {"promise": PROMISED})
    return [each for each in found if is_inside or (each.of is None and each.key in ("outer", "promise"))]


def _legs(row: Appeal) -> list[ShownLeg]:
    return [
        ShownLeg(
            leg.pk,
            leg.unit.label,
            LegRole.of(leg.role),
            leg.task,
            leg.answer,
            LegOutcome.of(leg.outcome) if leg.outcome else None,
            leg.opened_at,
            leg.closed_at,
        )
        for leg in legs_of(row.pk)
    ]


def _replies(row: Appeal) -> list[ShownReply]:
    return [
        ShownReply(
            unit=each.unit.label if each.unit else None,
            verdict=VerdictKind.of(each.verdict) if each.verdict else None,
            text=each.text,
            done=each.done,
            ground=each.ground,
            promised_on=str(each.promised_on or ""),
            replied_at=each.replied_at,
        )
        for each in row.replies.select_related("unit").order_by("pk")
    ]


def _call(call: CallBack, by: Label | None) -> ShownCall:
    satisfaction = Satisfaction.of(call.satisfaction) if call.satisfaction else None
    return ShownCall(satisfaction, call.words, call.by_enterprise, call.asked_at, by)
