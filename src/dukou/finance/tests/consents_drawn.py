"""Consents and questions as they are drawn, and the oracle that says what may be told; it reads none of the room's code."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils import timezone
from hypothesis import strategies as st

from dukou.finance.core.kinds import Purpose
from dukou.finance.tests.consents_made import BANKS

# What is planted of the first firm, as its page shows it, and the band in which it lies: each band is no other item's.
RAW = {"revenue": "1237", "staff": "8317", "assets": "43219"}
TOLD = {
    "status": "存续",
    "age": "3 年至5 年（不含）",
    "revenue": "500 万元至2000 万元（不含）",
    "staff": "300 人以上",
    "assets": "5000 万元以上",
}
ITEMS = tuple(TOLD)


@dataclass
class Given:
    """A consent as it was drawn; times are counted from the moment of the test."""

    firm: int
    bank: str
    purpose: Purpose
    product: str
    items: tuple[str, ...]
    given: timedelta
    begins: int
    lasts: int
    looks: int
    withdrawn: timedelta | None
    taken: int = field(default=0)
    number: int = field(default=0)

    def is_live(self, bank: str, moment: datetime, now: datetime) -> bool:
        """The oracle: whether this bank may look under it at a moment."""
        day, first = timezone.localdate(moment), timezone.localdate(now + self.given) + timedelta(days=self.begins)
        return (
            bank == self.bank
            and moment >= now + self.given
            and self.withdrawn is None  # once it is told, whatever the moment of the question
            and first <= day <= first + timedelta(days=self.lasts)
            and self.taken < self.looks
        )


@dataclass(frozen=True)
class Question:
    """A question as it was drawn: about which consent (None: one that does not exist), by its bank or the other, when, for what."""

    about: int | None
    is_its_bank: bool
    later: timedelta
    picks: tuple[int, ...]
    beside: str

    def put(self, drawn: list[Given]) -> tuple[Given | None, str, tuple[str, ...]]:
        """The consent meant, the bank that asks, and the items: some of the consent's, none for all of them, one beside them maybe."""
        meant = None if self.about is None else drawn[self.about % len(drawn)]
        held = meant.items if meant else ITEMS
        bank = (meant or drawn[0]).bank
        items = dict.fromkeys([*(held[pick % len(held)] for pick in self.picks), *filter(None, [self.beside])])
        return meant, bank if self.is_its_bank else next(each for each in BANKS if each != bank), tuple(items)


_FEW_HOURS = st.integers(0, 72).map(lambda hours: timedelta(hours=hours))
_MOSTLY = st.sampled_from([True, True, True, False])
CONSENTS = st.lists(
    st.builds(
        Given,
        firm=st.integers(0, 1),
        bank=st.sampled_from(BANKS),
        purpose=st.sampled_from(list(Purpose)),
        product=st.sampled_from(["", "commercial-value"]),
        items=st.lists(st.sampled_from(ITEMS), min_size=1, unique=True).map(tuple),
        given=_FEW_HOURS.map(lambda ago: -ago),
        begins=st.sampled_from([0, 0, 0, 1, 2]),
        lasts=st.integers(2, 9),
        looks=st.integers(1, 2),
        withdrawn=st.sampled_from([None, None, None, 12, 60]).map(lambda hours: None if hours is None else timedelta(hours=hours)),
        taken=st.just(0),
        number=st.just(0),
    ),
    min_size=1,
    max_size=4,
)
QUESTIONS = st.lists(
    st.builds(
        Question,
        about=st.sampled_from([0, 0, 1, 2, 3, None]),
        is_its_bank=_MOSTLY,
        later=st.integers(-48, 240).map(lambda hours: timedelta(hours=hours)),
        picks=st.lists(st.integers(0, 4), max_size=3).map(tuple),
        beside=st.sampled_from(["", "", "", *ITEMS, "net-profit", "credit-points", "no-such"]),
    ),
    min_size=3,
    max_size=8,
)
