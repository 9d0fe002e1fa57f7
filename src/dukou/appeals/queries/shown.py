"""One appeal as its page tells it: to those who handle it everything, to the enterprise its own side."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.utils import timezone

from dukou.accounts.core.viewers import Viewer
from dukou.appeals.core.kinds import AppealState, Channel, Ending, RefusalGround, Satisfaction, VerdictKind
from dukou.appeals.models import Appeal, Attachment, CallBack, Exchange, Objection
from dukou.appeals.queries.lists import ListedAppeal, listed
from dukou.appeals.queries.owned import NAMES, OUTER, is_inside
from dukou.appeals.queries.rules import are_taken, rules_in_force
from dukou.casework.core.profiles import LegRole
from dukou.casework.core.states import ClockState, LegOutcome
from dukou.casework.queries.clocks import live_clock, waiting_extension
from dukou.casework.queries.extensions import extension_word
from dukou.casework.queries.legs import legs_of
from dukou.casework.queries.profiles import profile_of
from dukou.casework.queries.short_clocks import ShortClock, short_clocks
from dukou.casework.queries.timeline import Happened, events_of
from dukou.kit.core.acts import words_of
from dukou.kit.core.labels import Label
from dukou.rules.queries.naming import deciders

_CALLS = Label("最迟 {at} 前有人联系您", "somebody contacts you by {at}")
_NOT_CALLED = Label("本应在 {at} 前联系您，已逾期", "you should have been contacted by {at}; that is late")
_FIRMS_ACTS = (  # what the enterprise reads of the way: not who objected to whom, nor what the offices settle among themselves
    "appeals.whistle",
    "appeals.withdraw",
    "appeals.reopen",
    "triage.accept",
    "triage.refuse",
    "triage.answer",
    "triage.merge",
    "triage.contact",
    "dispatch.send",
    "replies.reply",
    "exchanges.ask",
    "exchanges.answer",
    "call_backs.record",
    "call_backs.rate",
    "call_backs.lapse",
)
_WAY = (
    Label("提交", "filed"),
    Label("受理", "accepted"),
    Label("派单", "dispatched"),
    Label("办理", "in hand"),
    Label("答复和回访", "replied and called back"),
    Label("办结", "closed"),
)
_AT = {
    AppealState.FILED: 1,
    AppealState.ACCEPTED: 2,
    AppealState.DISPATCHED: 3,
    AppealState.ON_PLAN: 3,
    AppealState.REPLIED: 4,
    AppealState.CLOSED: len(_WAY),
}  # which of the way an appeal waits for


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
    happened: list[Happened]
    contact: Label | None
    extension: Label | None

    @property
    def live_clocks(self) -> list[ShortClock]:
        """The clocks that are not stopped, but for windows that are closed."""
        return [each for each in self.clocks if each.state is not ClockState.STOPPED and not (each.is_window and each.is_late)]

    @property
    def is_late(self) -> bool:
        """Whether the clock that the enterprise sees has run out, so that a question does not pause it."""
        return self.line.is_late

    @property
    def past_clocks(self) -> list[ShortClock]:
        """The others."""
        live = self.live_clocks
        return [each for each in self.clocks if each not in live]


def shown(viewer: Viewer | None, row: Appeal) -> ShownAppeal:
    """The appeal as `viewer` is told of it; None: as whoever holds the secret link is."""
    now = timezone.now()
    inside = viewer is not None and is_inside(viewer, row)
    profile, state = profile_of(row.case.profile), AppealState.of(row.state)
    topics = rules_in_force().topic_names if are_taken() else {}
    calls = list(row.call_backs.order_by("pk"))
    called = deciders({row.filed_by, *(call.asked_by for call in calls)})
    return ShownAppeal(
        row=row,
        line=listed(viewer, [row], now)[0],
        is_inside=inside,
        by_link=viewer is None,
        topic=topics.get(row.topic),
        grade=profile.grades[row.case.grade].name,
        profile=profile.name,
        is_official=profile.is_official,
        channel=Channel.of(row.channel).label,
        ground=RefusalGround.of(row.ground).label if row.ground else None,
        stages=_stages(state, Ending.of(row.ending) if row.ending else None),
        clocks=_clocks(row, now, inside=inside),
        legs=_legs(row) if inside else [],
        replies=_replies(row),
        exchanges=list(row.exchanges.order_by("pk")) if viewer is not None else [],
        objections=list(row.objections.select_related("unit", "proposed", "ruled").order_by("pk")) if inside else [],
        calls=[_call(call, called[call.asked_by] if inside else None) for call in calls] if viewer is not None else [],
        attachments=list(row.attachments.order_by("pk")) if viewer is not None else [],
        filed_by=called[row.filed_by] if inside else None,
        happened=_happened(row, inside=inside) if viewer is not None else [],
        contact=None if inside else _contact(row, now),
        extension=_extension(row) if inside else None,
    )


def _happened(row: Appeal, *, inside: bool) -> list[Happened]:
    """All that happened, for the offices; for the enterprise what was done for it and by it, office by office."""
    if inside:
        return events_of(row.case, with_names=True)
    found = events_of(row.case, with_names=False, with_reasons=False)
    told = {words_of(act) for act in _FIRMS_ACTS}
    return [replace(each, details=()) for each in found if each.words in told]


def _contact(row: Appeal, now: datetime) -> Label | None:
    """Until when somebody calls, in words for the enterprise; None once it was called, or nobody has to."""
    clock = live_clock(row.pk, "contact")
    if clock is None or clock.due_at is None or row.closed_at is not None:
        return None
    word = _NOT_CALLED if now >= clock.due_at else _CALLS
    return word.filled(at=f"{timezone.localtime(clock.due_at):%Y-%m-%d %H:%M}")


def _extension(row: Appeal) -> Label | None:
    waiting = waiting_extension(row.pk)
    return extension_word(waiting) if waiting else None


def _stages(now: AppealState, ending: Ending | None) -> list[tuple[Label, str]]:
    """The way of an appeal, each stretch `done`, `now`, `coming`, or `skipped` where it ended before any reply of a unit."""
    if ending is not None and ending.verdict is None:
        return [(word, "done" if place in (0, len(_WAY) - 1) else "skipped") for place, word in enumerate(_WAY)]
    at = _AT[now]
    return [(word, "done" if place < at else "now" if place == at else "coming") for place, word in enumerate(_WAY)]


def _clocks(row: Appeal, now: datetime, *, inside: bool) -> list[ShortClock]:
    """All clocks, for the offices; the one that the enterprise sees, for the enterprise."""
    found = short_clocks(row.case, now, NAMES)
    return [each for each in found if inside or (each.of is None and each.key in OUTER)]


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
