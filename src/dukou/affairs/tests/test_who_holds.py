"""Who has a part while the applicant is asked for something or thinks the answer over, and whose time it is then."""

from __future__ import annotations

import pytest

from dukou.accounts.core.roles import Role
from dukou.affairs.actions import answers, intake, parts
from dukou.affairs.actions.refusals import PartWaits
from dukou.affairs.core.holders import standing_of
from dukou.affairs.core.kinds import AffairState
from dukou.affairs.models import Application, Part
from dukou.affairs.queries.shown import tracks_of
from dukou.affairs.queries.texts import read
from dukou.affairs.tests.made_up import JOINT, Cast, accepted, at, offer, officer, part, players
from dukou.casework.models import ClockEntry, RunningClock

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    """A firm with its agent, two clerks at the window, officers of three units."""
    return players()


def holders(made: Application) -> dict[str, str]:
    """Who has each part, as its track says."""
    row = Application.objects.select_related("text").get(pk=made.pk)
    return {track.matter.key: track.holder.en for track in tracks_of(row, read(row.text).affair)}


def clock(made: Application, matter: str) -> RunningClock:
    return RunningClock.objects.get(leg__isnull=False, leg=Part.objects.get(application=made, matter=matter).leg)


def ledger(made: Application, matter: str) -> list[tuple[str, str]]:
    rows = ClockEntry.objects.filter(clock=clock(made, matter)).order_by("pk")
    return [(row.kind, row.holder if row.kind == "pause" else "") for row in rows]


def answered(cast: Cast) -> Application:
    """Both units said what they say, and the applicant has the one answer."""
    made = accepted(cast)
    for by, matter in ((cast.power, "power"), (cast.water, "water")):
        parts.answer(by=by, part=part(made, matter), is_feasible=True, text="可以", now=at("2026-09-22 10:00"))
    return answers.give(by=cast.window, number=made.pk, now=at("2026-09-22 11:00"))


def test_the_applicant_has_what_he_is_asked_to_supplement(cast: Cast) -> None:
    made = cast.filed()
    assert holders(made) == {"power": "the window", "water": "the window"}
    intake.notify(by=cast.window, number=made.pk, materials=["property"], now=at("2026-09-22 10:00"))
    assert holders(made) == {"power": "the applicant", "water": "the applicant"}


def test_the_applicant_has_every_part_until_he_agrees(cast: Cast) -> None:
    made = answered(cast)
    assert holders(made) == {"power": "the applicant", "water": "the applicant"}
    answers.agree(by=cast.agent, number=made.pk, now=at("2026-09-24 10:00"))
    units = Part.objects.filter(application=made).select_related("unit")
    assert holders(made) == {each.matter: each.unit.label.en for each in units}


def test_a_stage_of_ones_own_that_is_entered_meanwhile_sets_no_clock_running(cast: Cast) -> None:
    made = answered(cast)
    parts.enter_stage(by=cast.power, part=part(made, "power"), stage="survey", now=at("2026-09-23 10:00"))
    assert (clock(made, "power").state, ledger(made, "power")) == ("standing", [("pause", "enterprise")])
    assert holders(made)["power"] == "the applicant"
    answers.agree(by=cast.agent, number=made.pk, now=at("2026-09-24 10:00"))
    assert ledger(made, "power") == [("pause", "enterprise"), ("resume", "")]
    assert (clock(made, "power").state, clock(made, "water").state) == ("running", "running")


def test_a_permit_office_works_on_while_the_applicant_thinks_and_keeps_the_clock_after_he_agrees(cast: Cast) -> None:
    made = answered(cast)
    parts.enter_stage(by=cast.power, part=part(made, "power"), stage="review", now=at("2026-09-23 10:00"))
    assert holders(made) == {"power": "the permit office", "water": "the applicant"}
    answers.agree(by=cast.agent, number=made.pk, now=at("2026-09-24 10:00"))
    assert (clock(made, "power").state, clock(made, "water").state) == ("standing", "running")
    assert ledger(made, "power") == [("pause", "enterprise"), ("resume", ""), ("pause", "permit_office")]
    assert ledger(made, "water") == [("pause", "enterprise"), ("resume", "")]


def test_works_that_nobody_has_are_the_applicants_until_he_agrees(cast: Cast) -> None:
    made = answered(cast)
    parts.enter_stage(by=cast.power, part=part(made, "power"), stage="works", now=at("2026-09-23 10:00"))
    assert (holders(made)["power"], ledger(made, "power")) == ("the applicant", [("pause", "enterprise")])
    answers.agree(by=cast.agent, number=made.pk, now=at("2026-09-24 10:00"))
    assert (holders(made)["power"], ledger(made, "power")[-1]) == ("nobody", ("pause", "nobody"))


def test_what_is_late_stays_late_while_the_applicant_thinks(cast: Cast) -> None:
    made = accepted(cast)
    for by, matter in ((cast.power, "power"), (cast.water, "water")):
        parts.answer(by=by, part=part(made, matter), is_feasible=True, text="可以", now=at("2026-09-30 10:00"))
    answers.give(by=cast.window, number=made.pk, now=at("2026-09-30 11:00"))
    assert (clock(made, "power").state, ledger(made, "power")) == ("running", [])
    assert holders(made)["power"] == "the applicant"


@pytest.mark.parametrize("state", [each for each in AffairState if each is not AffairState.ANSWERED])
def test_a_part_without_a_stage_is_its_units_in_every_other_state(state: AffairState) -> None:
    assert standing_of(None, state) is None


def test_a_wait_names_the_parts_that_are_open_and_no_others(cast: Cast) -> None:
    matters = {each["key"]: dict(each) for each in JOINT["matters"]}
    matters["power"]["waits"] = [{"stage": "works", "for": "telecom"}]
    matters["water"]["waits"] = [{"stage": "start", "for": "telecom"}]
    offer("joint", JOINT | {"matters": list(matters.values()), "joins": []})
    chosen = {"power": ["power"], "water": ["water"], "telecom": ["telecom-a", "telecom-b"]}
    made = accepted(cast, chosen=chosen)
    first, second = Part.objects.filter(application=made, matter="telecom").select_related("unit").order_by("pk")

    def told() -> tuple[str, str]:
        with pytest.raises(PartWaits) as refused:
            parts.enter_stage(by=cast.power, part=part(made, "power"), stage="works", now=at("2026-09-22 12:00"))
        row = Application.objects.select_related("text").get(pk=made.pk)
        (water,) = [each for each in tracks_of(row, read(row.text).affair) if each.matter.key == "water"]
        return refused.value.said_why.zh, water.word.zh

    both = f"“通信”（{first.unit.label.zh}）、“通信”（{second.unit.label.zh}）"
    assert told() == (f"“施工”要等{both}办结", f"等{both}办结")
    parts.end(by=officer("a-1", Role.DEPARTMENT_OFFICER, "telecom-a"), part=first.pk, now=at("2026-09-22 13:00"))
    left = f"“通信”（{second.unit.label.zh}）"
    assert told() == (f"“施工”要等{left}办结", f"等{left}办结")
