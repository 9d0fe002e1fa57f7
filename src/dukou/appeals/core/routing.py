"""Whose matter it is: the duty list proposes, past rulings outweigh it once there are enough, and every proposal says why.

No learning beyond counting: the same list and the same rulings always give the same order, and a person can check each reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dukou.appeals.core.alike import text_alikeness
from dukou.kit.core.labels import Label, same


@dataclass(frozen=True, slots=True)
class DutyRow:
    """One row of the duty list (职责清单). It is in force from `since` up to and including `until`; None: until it is changed.

    `words`: it speaks of texts that hold any of them; none: of every text. `place`: the beginning of the division code; empty: everywhere.
    """

    key: str
    topic: str
    unit: str
    since: date
    until: date | None = None
    words: tuple[str, ...] = ()
    place: str = ""
    source: Label | str = ""

    def fits(self, matter: Matter) -> bool:
        """Whether it speaks of the matter."""
        is_in_force = self.since <= matter.on and (self.until is None or matter.on <= self.until)
        has_word = not self.words or any(word in matter.text for word in self.words)
        return is_in_force and self.topic == matter.topic and has_word and matter.place.startswith(self.place)

    @property
    def width(self) -> tuple[bool, int]:
        """The narrower row goes first: one that asks for words, then the one with the longer place."""
        return not self.words, -len(self.place)


@dataclass(frozen=True, slots=True)
class PastRuling:
    """An objection that was ruled: the matter's topic and text, whose it is. `against`: the unit whose objection was upheld, if so."""

    topic: str
    text: str
    unit: str
    ruled_on: date
    against: str = ""


@dataclass(frozen=True, slots=True)
class Matter:
    """What is to be routed, on the day on which it is."""

    topic: str
    text: str
    place: str
    on: date


@dataclass(frozen=True, slots=True)
class Learning:
    """When rulings outweigh the list. They count if they are of the same topic, `alike` enough and not older than `days`.

    From `enough` of them on, the unit to which more than half of them gave the matter goes before every unit of the list.
    """

    enough: int = 3
    alike: float = 0.2
    days: int = 730

    def similar(self, matter: Matter, rulings: Iterable[PastRuling]) -> list[PastRuling]:
        """The rulings that count for the matter; none of its own day or later, so that a replay sees only what was known."""
        oldest = matter.on - timedelta(days=self.days)
        return [
            each
            for each in rulings
            if each.topic == matter.topic and oldest <= each.ruled_on < matter.on and text_alikeness(each.text, matter.text) >= self.alike
        ]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A unit that the matter may be for. `standing` (2 by rulings, 1 by the list, 0 by single rulings, −1 sunk) is what ranks it first."""

    unit: str
    standing: int
    reasons: tuple[Label, ...]


_DUTY = Label("职责清单“{topic}”", "duty list, “{topic}”")
_NARROW = Label("职责清单“{topic}”中提到{words}的", "duty list, “{topic}” that speaks of {words}")
_SOURCE = Label("{row}（{source}）", "{row} ({source})")
_RULED = Label("{since} 以来同类 {n} 件裁定中 {k} 件由其办理", "ruled so {k} of {n} times since {since}")
_FEW = Label("{ruled}（不足 {enough} 件，仅供参考）", "{ruled} (fewer than {enough}: it does not outweigh the list)")
_UPHELD = Label("同类派单其异议 {n} 次成立", "its objections to such dispatches were upheld {n} times")


def propose(
    matter: Matter, duties: Iterable[DutyRow], rulings: Iterable[PastRuling], learning: Learning, topics: Mapping[str, Label] = {}
) -> list[Proposal]:
    """Every unit that the list or a ruling names, the likeliest first; none where neither says anything: then people meet over it.

    `topics`: their names, by which a row of the list is called.
    """
    rows = sorted((row for row in duties if row.fits(matter)), key=lambda row: (row.width, row.key))
    similar = learning.similar(matter, rulings)
    units = dict.fromkeys([*(row.unit for row in rows), *sorted(each.unit for each in similar)])
    called = topics.get(matter.topic, same(matter.topic))
    candidates = [_Candidate(unit, [row for row in rows if row.unit == unit], similar, learning, called) for unit in units]
    places = {unit: place for place, unit in enumerate(units)}
    candidates.sort(key=lambda each: (-each.standing, each.width, -each.given, each.upheld, places[each.unit]))
    return [Proposal(each.unit, each.standing, tuple(each.reasons())) for each in candidates]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A unit with the rows that name it and all similar rulings."""

    unit: str
    rows: Sequence[DutyRow]
    similar: Sequence[PastRuling]
    learning: Learning
    topic: Label

    @property
    def width(self) -> tuple[bool, int]:
        """That of its narrowest row; without one it comes behind all that have one."""
        return self.rows[0].width if self.rows else (True, 1)

    @property
    def given(self) -> int:
        """How many similar matters were ruled to be the unit's."""
        return sum(each.unit == self.unit for each in self.similar)

    @property
    def upheld(self) -> int:
        """How often the unit objected to a similar matter and was right."""
        return sum(each.against == self.unit for each in self.similar)

    @property
    def standing(self) -> int:
        """As `Proposal` tells it. A unit sinks beneath all others when it was right to refuse more often than it was given the matter."""
        if self.upheld > self.given:
            return -1
        if len(self.similar) >= self.learning.enough and 2 * self.given > len(self.similar):
            return 2
        return 1 if self.rows else 0

    def reasons(self) -> list[Label]:
        """Why it is proposed, and what speaks against it."""
        found = [_duty_reason(row, self.topic) for row in self.rows]
        if self.given:
            since, n = min(each.ruled_on for each in self.similar), len(self.similar)
            ruled = _RULED.filled(since=since, n=n, k=self.given)
            found.append(ruled if n >= self.learning.enough else _FEW.filled(ruled=ruled, enough=self.learning.enough))
        return [*found, _UPHELD.filled(n=self.upheld)] if self.upheld else found


def _duty_reason(row: DutyRow, topic: Label) -> Label:
    named = _DUTY.filled(topic=topic)
    if row.words:
        named = _NARROW.filled(topic=topic, words=Label("、".join(row.words), ", ".join(row.words)))
    return _SOURCE.filled(row=named, source=row.source) if row.source else named
