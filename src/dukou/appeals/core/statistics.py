"""Four rates, never one: responded, on time, solved, satisfied, each with what it stands on; for pages, and as the public may see them.

What cannot be judged yet (its time is not over) is in no denominator and is counted beside it. What is late and open counts as late now.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from dukou.appeals.core.kinds import Ending, Outcome, Satisfaction, VerdictKind
from dukou.appeals.core.survival import Span, Survival, survival
from dukou.casework.core.satisfaction import AnswerKind, Asked, public
from dukou.kit.core.disclosure import Shown, suppressed
from dukou.kit.core.labels import Label, LabelledEnum
from dukou.kit.core.rates import Rate

_Kind = TypeVar("_Kind", bound=LabelledEnum)
RATES = (
    Label("响应率", "responded"),
    Label("按期办结率", "replied in time"),
    Label("解决率", "solved"),
    Label("满意率", "satisfied"),
)
NOT_TAKEN = (Ending.NOT_ACCEPTED, Ending.MERGED, Ending.WITHDRAWN)  # nobody owed these a reply


class Timeliness(LabelledEnum):
    """Whether something came in its time."""

    IN_TIME = "in_time", "按期", "in time"
    LATE = "late", "逾期", "late"
    NEVER = "never", "逾期未办", "late and not done"


@dataclass(frozen=True, slots=True)
class AppealRow:
    """One appeal, closed or open, as figures need it.

    `contact_due`, `due`: the first moment that is too late, None while that clock stands or where there is none; `contacted_at`,
    `replied_at`: the first contact, the last reply that was not only a plan; `verdict`: of the last reply; `reply_taken`: how long the
    reply took, or the case is open, in office hours less what others held; `asked`: whether there was a call-back.

    `answer`: the last grade that the enterprise gave, `first_answer`: the first; `first_verdict`: of the first reply that was not only a
    plan, `came_back`: whether the appeal was sent back or opened again after that one. A better answer later does not mend these.
    """

    key: str
    unit: str
    topic: str
    grade: str
    filed_at: datetime
    contact_due: datetime | None = None
    contacted_at: datetime | None = None
    due: datetime | None = None
    replied_at: datetime | None = None
    closed_at: datetime | None = None
    ending: Ending | None = None
    verdict: VerdictKind | None = None
    reply_taken: float = 0.0
    asked: bool = False
    answer: Satisfaction | None = None
    reopened: int = 0
    first_answer: Satisfaction | None = None
    first_verdict: VerdictKind | None = None
    came_back: bool = False

    @property
    def is_owed(self) -> bool:
        """Whether a reply was, or is, owed."""
        return self.ending not in NOT_TAKEN

    @property
    def outcome(self) -> Outcome | None:
        """What its replies came to; None: it had none with a verdict. One that came back stays: else opening it again would mend a rate."""
        if self.verdict is not None:
            return Outcome.of(self.verdict.value)
        return Outcome.AGAIN if self.first_verdict is not None else None


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of some appeals. `filed`: all; `owed`: those to which a reply is owed; the `…_open` are not to be judged yet."""

    filed: int
    owed: int
    contact: Mapping[Timeliness, int]
    contact_open: int
    reply: Mapping[Timeliness, int]
    reply_open: int
    outcomes: Mapping[Outcome, int]
    endings: Mapping[Ending, int]
    asked: Asked
    taken: Survival
    first_satisfied: Rate  # 首次满意率: satisfied by the first answer to a call-back, of all who ever gave one
    solved_once: Rate  # 一次解决率: solved wholly by the first reply, which never came back, of all that ever had a verdict

    @property
    def response(self) -> Rate:
        """响应率: contacted in time, of those contacted or late."""
        return _in_time(self.contact)

    @property
    def on_time(self) -> Rate:
        """按期办结率: replied in time, of those replied to or late."""
        return _in_time(self.reply)

    @property
    def solved(self) -> Rate:
        """解决率: solved wholly by the last reply, of all that had a verdict.

        Explained, solved in part, on plan and what came back and is in hand again are not solved.
        """
        return Rate(self.outcomes[Outcome.SOLVED], sum(self.outcomes.values()))

    @property
    def satisfied(self) -> Rate:
        """满意率: satisfied by their last answer, of those who answered the call-back; `asked` tells the silent."""
        return self.asked.satisfaction

    @property
    def rates(self) -> tuple[Rate, Rate, Rate, Rate]:
        """The four, in the order of `RATES`."""
        return self.response, self.on_time, self.solved, self.satisfied


@dataclass(frozen=True, slots=True)
class PublicTables:
    """The counts behind each rate, by group, with small ones suppressed. `Shown.rate` gives a rate where its counts are shown."""

    contact: Shown[str, Timeliness]
    reply: Shown[str, Timeliness]
    outcomes: Shown[str, Outcome]
    answers: Shown[str, AnswerKind]


def summary(rows: Iterable[AppealRow], now: datetime) -> Summary:
    """The figures of these appeals at `now`; no row may know anything later than that."""
    every = list(rows)
    owed = [row for row in every if row.is_owed]
    contact = [timeliness(row.contact_due, row.contacted_at, row.closed_at or now) for row in owed]
    reply = [timeliness(row.due, row.replied_at, row.closed_at or now) for row in owed]
    return Summary(
        filed=len(every),
        owed=len(owed),
        contact=_counted(contact, Timeliness),
        contact_open=contact.count(None),
        reply=_counted(reply, Timeliness),
        reply_open=reply.count(None),
        outcomes=_counted((row.outcome for row in owed), Outcome),
        endings=_counted((row.ending for row in every), Ending),
        asked=_asked(every),
        taken=survival(Span(row.reply_taken, row.replied_at is not None) for row in owed),
        first_satisfied=_share(row.first_answer.is_satisfied for row in every if row.asked and row.first_answer is not None),
        solved_once=_share(row.first_verdict is VerdictKind.SOLVED and not row.came_back for row in owed if row.first_verdict is not None),
    )


def by_group(rows: Iterable[AppealRow], group: Callable[[AppealRow], str], now: datetime) -> dict[str, Summary]:
    """The figures by unit, topic or grade, as `group` says."""
    groups: dict[str, list[AppealRow]] = {}
    for row in rows:
        groups.setdefault(group(row), []).append(row)
    return {key: summary(each, now) for key, each in sorted(groups.items())}


def timeliness(due: datetime | None, done_at: datetime | None, until: datetime) -> Timeliness | None:
    """Whether it came in time; None where nobody can say: it is not over, or it had no deadline (then it is not late either).

    `until`: now, or when the case ended without it.
    """
    if due is None:
        return None
    if done_at is not None:
        return Timeliness.IN_TIME if done_at < due else Timeliness.LATE
    return Timeliness.NEVER if until >= due else None


def public_tables(groups: Mapping[str, Summary], threshold: int) -> PublicTables:
    """The counts of each rate by group as the public may see them.

    Each rate's table is guarded by itself. The bases of two rates differ (not everybody replied to was asked), so one table does not
    open the other; a month beside the year to date would: publish one cut.
    """
    return PublicTables(
        _public(groups, lambda each: each.contact, threshold),
        _public(groups, lambda each: each.reply, threshold),
        _public(groups, lambda each: each.outcomes, threshold),
        public({key: each.asked for key, each in groups.items()}, threshold),
    )


@dataclass(frozen=True, slots=True)
class Logged:
    """One line of the event log of many cases, fit for process mining and for a later replay under another rule."""

    case: str
    act: str
    at: datetime
    unit: str
    topic: str
    grade: str


def event_log(rows: Sequence[AppealRow]) -> list[Logged]:
    """What happened to the appeals in the order in which it did; of one moment, in the order of an appeal's life."""
    moments: list[tuple[str, Callable[[AppealRow], datetime | None]]] = [
        ("filed", lambda row: row.filed_at),
        ("contacted", lambda row: row.contacted_at),
        ("replied", lambda row: row.replied_at),
        ("closed", lambda row: row.closed_at),
    ]
    lines = [
        (at, place, Logged(row.key, act, at, row.unit, row.topic, row.grade))
        for row in rows
        for place, (act, moment) in enumerate(moments)
        if (at := moment(row)) is not None
    ]
    return [logged for _, _, logged in sorted(lines, key=lambda line: (line[0], line[2].case, line[1]))]


def _asked(rows: Sequence[AppealRow]) -> Asked:
    answers = [row.answer for row in rows if row.asked and row.answer is not None]
    return Asked(
        asked=sum(row.asked for row in rows),
        answered=len(answers),
        satisfied=sum(answer.is_satisfied for answer in answers),
        reopened=sum(row.reopened for row in rows),
    )


def _counted(values: Iterable[_Kind | None], kinds: type[_Kind]) -> dict[_Kind, int]:
    counts = Counter(value for value in values if value is not None)
    return {kind: counts[kind] for kind in kinds}


def _share(hits: Iterable[bool]) -> Rate:
    found = list(hits)
    return Rate(sum(found), len(found))


def _in_time(counts: Mapping[Timeliness, int]) -> Rate:
    return Rate(counts[Timeliness.IN_TIME], sum(counts.values()))


def _public(groups: Mapping[str, Summary], part: Callable[[Summary], Mapping[_Kind, int]], threshold: int) -> Shown[str, _Kind]:
    return suppressed({(key, kind): count for key, each in groups.items() for kind, count in part(each).items()}, threshold)
