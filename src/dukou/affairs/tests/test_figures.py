"""The office's figures, each with its base: what was deemed, who stayed away, what never came, whose part ended last, how many trips."""

from __future__ import annotations

import pytest

from dukou.accounts.core.roles import Role
from dukou.affairs.actions import applications, intake, joint_days, materials, parts
from dukou.affairs.core.joint_days import Slot
from dukou.affairs.core.kinds import Half, Join
from dukou.affairs.queries.figures import figures_of
from dukou.affairs.tests.made_up import DAY, NOW, Cast, at, officer, part, players
from dukou.casework.actions import ladder
from dukou.kit.core.actors import SYSTEM
from dukou.kit.core.rates import Rate

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    """A firm with its agent, two clerks at the window, officers of three units."""
    return players()


def test_every_rate_stands_on_what_was_counted(cast: Cast) -> None:
    made = cast.filed_at_counter()
    materials.tolerate(by=cast.window, number=made.pk, material="property", reason="在办产权", now=NOW)
    intake.accept(by=cast.window, number=made.pk, now=NOW)
    slot = Slot(DAY, Half.AFTERNOON)
    joint_days.arrange(by=cast.window, number=made.pk, join=Join.SURVEY, place="厂区", slot=slot, now=NOW)
    joint_days.hold(by=cast.window, number=made.pk, join=Join.SURVEY, seen={}, now=at("2026-09-21 17:00"))
    cast.filed()  # nobody at the window looks at it
    ladder.sweep(by=SYSTEM, now=at("2026-09-30 09:00"))  # its time to be accepted is over, and the material's day too
    asking = cast.asking(slug="start-up", chosen={"licence": []}, answers={"firm_name": "虚构新厂"}, firm="", applicant="虚构新厂")
    done = applications.file(by=cast.agent, asking=asking, now=at("2026-09-28 10:00"))
    intake.accept(by=cast.window, number=done.pk, now=at("2026-09-28 10:00"))
    clerk = officer("licence-1", Role.DEPARTMENT_OFFICER, "licence")
    parts.end(by=clerk, part=part(done, "licence"), now=at("2026-09-29 10:00"))
    found = figures_of(cast.window, None, "", at("2026-09-30 10:00"))
    assert (found.filed, found.taken_in, found.done, found.trips) == (3, 3, 1, (2, 1, 0))
    assert (found.deemed, found.absences, found.not_made_up) == (Rate(1, 3), Rate(2, 2), Rate(1, 1))
    assert (found.on_time, dict(found.critical)) == (Rate(1, 1), {"licence": Rate(1, 1)})
    worked = found.units["licence"]
    assert (list(found.units), worked.legs, worked.waiting.seconds, worked.working.elapsed) == (["licence"], 1, 0, 86_400.0)
    late = figures_of(cast.window, None, "joint", at("2026-10-20 10:00"))
    assert (late.filed, late.on_time) == (2, Rate(0, 2))  # what is late and open counts against the promise
    assert figures_of(cast.agent, None, "", at("2026-09-30 10:00")).filed == 3
