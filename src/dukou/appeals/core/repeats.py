"""What repeats (每月一题): topics by how many different firms raise them, against the months before; and texts that say the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dukou.appeals.core.alike import Pairs, alikeness, pairs_of
from dukou.kit.core.labels import Label
from dukou.kit.core.periods import Period, PeriodKind, months
from dukou.kit.core.rates import NOTHING_BEFORE, Z95, NoBase, wilson

ALIKE = 0.6  # from here on two texts of some length say the same: measured on no real texts yet, so it is a parameter everywhere

CLUSTERED = 200  # of a topic and month so many, the newest, are compared with one another: the work grows with the square


@dataclass(frozen=True, slots=True)
class Filed:
    """An appeal as it was filed."""

    key: str
    firm: str
    topic: str
    text: str
    on: date


@dataclass(frozen=True, slots=True)
class Growth:
    """A change as a fraction (0.5 is half as much again), with its 95 % interval; the upper end is None where there is no limit."""

    rate: float
    low: float
    high: float | None

    @property
    def is_certain(self) -> bool:
        """Whether the interval leaves no change out of the question: only then is it called a rise or a fall."""
        return self.low > 0 or (self.high is not None and self.high < 0)


@dataclass(frozen=True, slots=True)
class Cluster:
    """Appeals that say the same: their keys in the order of filing, the first one's text, and how many firms they are from."""

    keys: tuple[str, ...]
    text: str
    firms: int


@dataclass(frozen=True, slots=True)
class Repeat:
    """A topic in one month. `firms`: different ones, in the month; `before`: the mean of such counts over the months before.

    `clusters`: of the newest `CLUSTERED` appeals.
    """

    topic: str
    month: Period
    firms: int
    appeals: int
    before: float
    growth: Growth | NoBase
    clusters: tuple[Cluster, ...]


@dataclass(frozen=True, slots=True)
class Double:
    """An open appeal that may be the same matter, with how alike the texts are and why it is proposed."""

    key: str
    alike: float
    reason: Label


_SAME_FIRM = Label("同一企业，内容相似 {percent}%", "the same enterprise, texts alike by {percent} %")
_SAME_TOPIC = Label("同一主题，内容相似 {percent}%", "the same topic, texts alike by {percent} %")


def repeats_of(filed: Iterable[Filed], month: Period, before: int, alike: float = ALIKE) -> list[Repeat]:
    """The topics of `month`, the one that most firms raise first, each against the `before` ≥ 1 months before.

    One firm counts once a month for a topic, however often it files: a hundred letters of one firm are no hundred firms.
    """
    if month.kind is not PeriodKind.MONTH or before < 1:
        raise ValueError(f"{month}: a month, against one or more months before")
    each = sorted(filed, key=lambda one: (one.on, one.key))
    earlier = _months_before(month, before)
    found = [_repeat(topic, each, month, earlier, alike) for topic in sorted({one.topic for one in each if _is_in(one, month)})]
    return sorted(found, key=lambda repeat: (-repeat.firms, -repeat.appeals, repeat.topic))


def growth_of(count: int, before: int, spans: int) -> Growth | NoBase:
    """`count` in one span against `before` in `spans` spans of the same length, both counts of rare events (Poisson).

    Of `count` + `before` events, `count` are a binomial draw with p = r ÷ (r + spans), where r is the ratio of the rates
    (Przyborowski & Wilenski 1940, Biometrika 31:313): Wilson's interval of p, turned into r − 1.
    """
    if before == 0:
        return NOTHING_BEFORE
    low, high = wilson(count, count + before, Z95)
    return Growth(count * spans / before - 1, spans * low / (1 - low) - 1, spans * high / (1 - high) - 1 if high < 1 else None)


def clusters_of(filed: Sequence[Filed], alike: float = ALIKE) -> list[Cluster]:
    """The appeals by what they say, the largest cluster first. An appeal joins the first cluster whose first text is alike enough."""
    led: list[tuple[Pairs, list[Filed]]] = []
    for one in filed:
        pairs = pairs_of(one.text)
        members = next((members for first, members in led if alikeness(first, pairs) >= alike), None)
        if members is None:
            led.append((pairs, [one]))
        else:
            members.append(one)
    found = [Cluster(tuple(one.key for one in members), members[0].text, len({one.firm for one in members})) for _, members in led]
    return sorted(found, key=lambda cluster: (-cluster.firms, -len(cluster.keys), cluster.keys))


def near_duplicates(appeal: Filed, still_open: Iterable[Filed], alike: float = ALIKE) -> list[Double]:
    """The open appeals into which it may be merged, of the same firm before those of the same topic; people decide."""
    pairs, found = pairs_of(appeal.text), list[tuple[bool, Double]]()
    for other in still_open:
        is_own = other.firm == appeal.firm
        if other.key == appeal.key or not (is_own or other.topic == appeal.topic):
            continue
        score = alikeness(pairs, pairs_of(other.text))
        if score >= alike:
            reason = (_SAME_FIRM if is_own else _SAME_TOPIC).filled(percent=int(score * 100))
            found.append((is_own, Double(other.key, score, reason)))
    found.sort(key=lambda each: (not each[0], -each[1].alike, each[1].key))
    return [double for _, double in found]


def _repeat(topic: str, filed: Sequence[Filed], month: Period, earlier: Sequence[Period], alike: float) -> Repeat:
    own = [one for one in filed if one.topic == topic]
    here = [one for one in own if _is_in(one, month)]
    firms, before = len({one.firm for one in here}), sum(len({one.firm for one in own if _is_in(one, each)}) for each in earlier)
    growth = growth_of(firms, before, len(earlier))
    return Repeat(topic, month, firms, len(here), before / len(earlier), growth, tuple(clusters_of(here[-CLUSTERED:], alike)))


def _months_before(month: Period, count: int) -> list[Period]:
    found: list[Period] = []
    first = month.first
    for _ in range(count):
        day = first - timedelta(days=1)
        found.append(months(day.year, day.month, day.month))
        first = found[-1].first
    return found


def _is_in(one: Filed, month: Period) -> bool:
    return month.first <= one.on <= month.last
