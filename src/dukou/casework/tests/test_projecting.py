"""Many clocks projected at once are projected as each one alone: for every unit, convention and moment of beginning."""

from __future__ import annotations

from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from dukou.casework.core.budgets import Budget, BudgetUnit
from dukou.casework.core.clocks import ZONE, Clock, due
from dukou.casework.core.escalation import moments, next_moment
from dukou.casework.core.profiles import Profile
from dukou.casework.core.projecting import Projecting
from dukou.casework.tests.calendars_made import cn
from dukou.casework.tests.made_up import content

_EDGES = st.sampled_from(["00:00", "09:00", "17:59", "18:00", "18:01", "23:59"])
_BEGUN = st.builds(
    lambda day, time: datetime.fromisoformat(f"{day:%Y-%m-%d} {time}").replace(tzinfo=ZONE),
    st.dates(datetime(2026, 9, 18).date(), datetime(2026, 10, 20).date()),
    _EDGES,
)
_CLOCKS = st.lists(st.tuples(_BEGUN, st.integers(1, 12), st.sampled_from(BudgetUnit)), min_size=1, max_size=12)
_FLAGS = st.fixed_dictionaries(dict.fromkeys(("first_day_counts", "rolls", "late_is_next_day", "ends_at_close"), st.booleans()))


@given(_CLOCKS, _FLAGS)
def test_together_as_alone(clocks: list[tuple[datetime, int, BudgetUnit]], flags: dict[str, bool]) -> None:
    told = content()
    profile = Profile.read("made-up", "v", told | {"convention": told["convention"] | flags})
    together = Projecting(profile, cn())
    for anchor, value, unit in clocks:
        alone = due(Clock(anchor, Budget(value, unit), profile.convention), cn())
        assert alone is not None
        ladder = moments(profile.ladder, alone, anchor, profile.convention, cn())
        assert together.next_of(anchor, value, unit.value) == (alone, next_moment(ladder, set()))
