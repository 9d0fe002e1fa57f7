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
    "status": "active",
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
            and (self.withdrawn is None or moment < now + self.given + self.withdrawn)
            and first <= day <= first + timedelta(days=self.lasts)
            and self.taken < self.looks
        )


_HOURS = st.integers(0, 24 * 12).map(lambda hours: timedelta(hours=hours))
CONSENTS = st.lists(
    st.builds(
        Given,
        firm=st.integers(0, 1),
        bank=st.sampled_from(BANKS),
        purpose=st.sampled_from(list(Purpose)),
        product=st.sampled_from(["", "commercial-value"]),
        items=st.lists(st.sampled_from(ITEMS), min_size=1, unique=True).map(tuple),
        given=_HOURS.map(lambda ago: -ago),
        begins=st.integers(0, 9),
        lasts=st.integers(0, 12),
        looks=st.integers(1, 2),
        withdrawn=st.none() | _HOURS,
        taken=st.just(0),
        number=st.just(0),
    ),
    min_size=1,
    max_size=4,
)
ASKS = st.lists(
    st.tuples(
        st.sampled_from(BANKS),
        st.integers(0, 4),  # which consent; one that was not drawn does not exist
        st.integers(-10 * 24, 24 * 24).map(lambda hours: timedelta(hours=hours)),
        st.lists(st.sampled_from([*ITEMS, "net-profit", "credit-points", "no-such"]), unique=True).map(tuple),
    ),
    min_size=1,
    max_size=6,
)
