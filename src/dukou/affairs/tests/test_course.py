"""An application from its form to joint acceptance, as different people act on it; what each of them may not do."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import NotPermitted
from dukou.affairs.actions import answers, applications, intake, joint_days, materials, parts
from dukou.affairs.actions._papers import Brought, MaterialNotTaken
from dukou.affairs.actions.joint_days import Seen
from dukou.affairs.actions.joint_refusals import NotObjectable, TooEarlyToHold
from dukou.affairs.actions.refusals import (
    EndsByAcceptance,
    FormFaulty,
    NoticeGiven,
    NoTolerance,
    NotYourPart,
    NotYours,
    OtherEdition,
    PartOver,
    PartsOpen,
    PartWaits,
    StillMissing,
)
from dukou.affairs.core.course import NotInThisState
from dukou.affairs.core.joint_days import Slot
from dukou.affairs.core.kinds import Half, Join
from dukou.affairs.models import Application, Handed, JointSeat, Outgoing, Part
from dukou.affairs.queries.visibility import NoSuchApplication, visible_applications
from dukou.affairs.tests.made_up import JOINT, NOW, Cast, accepted, agent, at, firm, offer, officer, part, pdf, players, with_more
from dukou.casework.actions import ladder
from dukou.casework.models import Message, RunningClock
from dukou.kit.core.actors import SYSTEM
from dukou.kit.core.places import FieldFault
from dukou.kit.core.refusals import Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    """A firm with its agent, two clerks at the window, officers of three units."""
    return players()


def fields(refusal: Refusal) -> list[str]:
    """The fields that a refusal names."""
    return sorted(fault.field for fault in refusal.faults if isinstance(fault, FieldFault))


def sent(kind: str) -> list[str]:
    """The units that got such a message, in order."""
    return list(Outgoing.objects.filter(kind=kind).order_by("pk").values_list("part__unit__key", flat=True))


def _clock(application: Application, key: str) -> RunningClock:
    return RunningClock.objects.filter(case=application.pk, key=key).order_by("-pk")[0]


def test_from_the_form_to_acceptance(cast: Cast) -> None:
    made = cast.filed(brought={"property": pdf()})
    assert (made.state, made.channel, made.trips, made.applicant) == ("filed", "online", 0, "虚构甲厂")
    assert made.answers["firm_name"] == {"value": "虚构甲厂", "from": "known"}  # as the register has it
    assert made.answers["kva"] == {"value": 315, "from": "typed"}
    assert _clock(made, "acceptance").due_on == date(2026, 9, 29)  # the 25th is a holiday
    intake.accept(by=cast.window, number=made.pk, now=at("2026-09-21 11:00"))
    made.refresh_from_db()
    assert (made.state, made.was_deemed) == ("in_hand", False)
    assert [(each.matter, each.unit.key, each.leg_id is not None) for each in made.parts.order_by("pk")] == [
        ("power", "power", True),
        ("water", "water", True),
    ]
    assert sent("submission") == ["power", "water"]
    day = joint_days.arrange(by=cast.window, number=made.pk, join=Join.SURVEY, place="厂区", now=at("2026-09-21 14:00"))
    assert (day.day, day.half) == (date(2026, 9, 22), "morning")  # the first on which both are free, a day's notice kept
    joint_days.hold(
        by=cast.window, number=made.pk, join=Join.SURVEY, seen={part(made, "power"): Seen(True, "可接")}, now=at("2026-09-22 12:00")
    )
    water = Part.objects.get(pk=part(made, "water"))
    assert (water.is_feasible, water.was_deemed) == (True, True)
    with pytest.raises(PartsOpen):
        answers.give(by=cast.window, number=made.pk, now=at("2026-09-22 15:00"))
    parts.answer(by=cast.power, part=part(made, "power"), is_feasible=True, text="由东侧接入", fee_fen=1_200_00, now=at("2026-09-22 16:00"))
    answers.give(by=cast.window, number=made.pk, now=at("2026-09-23 09:00"))
    held = (_clock(made, "outer").entries.get().holder, _clock(made, "outer").state, _clock(made, "part-power").state)
    assert held == ("enterprise", "standing", "standing")  # nobody is late while the applicant thinks it over
    answers.agree(by=cast.agent, number=made.pk, now=at("2026-09-24 10:00"))
    assert (_clock(made, "outer").state, _clock(made, "part-power").state) == ("running", "running")
    told: dict[str, Any] = {"place": "厂区", "slot": Slot(date(2026, 9, 28), Half.AFTERNOON), "now": at("2026-09-24 11:00")}
    joint_days.arrange(by=cast.window, number=made.pk, join=Join.ACCEPTANCE, **told)
    seen = {part(made, "power"): Seen(True), part(made, "water"): Seen(True)}
    joint_days.hold(by=cast.window, number=made.pk, join=Join.ACCEPTANCE, seen=seen, now=at("2026-09-28 16:00"))
    made.refresh_from_db()
    assert (made.state, made.ending, made.was_on_time) == ("closed", "done", True)


def test_what_the_form_finds_wrong_keeps_nothing(cast: Cast) -> None:
    with pytest.raises(FormFaulty) as refused:
        applications.file(by=cast.agent, asking=with_more(cast.asking(), kva="很大", term="temporary", colour="red"), now=NOW)
    assert fields(refused.value) == ["colour", "kva", "until"]
    with pytest.raises(FormFaulty) as elsewhere:
        applications.file(by=cast.agent, asking=with_more(cast.asking(), division="110105"), now=NOW)
    assert fields(elsewhere.value) == ["division"]
    with pytest.raises(FormFaulty) as unit:
        applications.file(by=cast.agent, asking=cast.asking(chosen={"power": ["power"], "telecom": ["water"], "heat": []}), now=NOW)
    assert fields(unit.value) == ["m3", "matters.heat", "matters.telecom"]
    with pytest.raises(OtherEdition):
        applications.file(by=cast.agent, asking=cast.asking(edition="0"), now=NOW)
    with pytest.raises(MaterialNotTaken):
        applications.file(by=cast.agent, asking=cast.asking(brought={"licence": pdf()}), now=NOW)
    assert (Application.objects.count(), Handed.objects.count()) == (0, 0)


def test_a_double_click_files_once(cast: Cast) -> None:
    first, second = cast.filed(form_key="k"), cast.filed(form_key="k")
    assert (first.pk, Application.objects.count()) == (second.pk, 1)


def test_answers_bring_a_matter_in(cast: Cast) -> None:
    asking = with_more(cast.asking(brought={"property": pdf(), "pledge": Brought(is_promised=True)}), digs_road="yes", metres="30")
    made = applications.file(by=cast.agent, asking=asking, now=NOW)
    assert list(made.parts.order_by("pk").values_list("matter", flat=True)) == ["power", "water", "road"]
    intake.accept(by=cast.window, number=made.pk, now=at("2026-09-21 11:00"))
    with pytest.raises(PartWaits):
        parts.enter_stage(by=cast.power, part=part(made, "power"), stage="works", now=at("2026-09-21 12:00"))
    parts.end(by=cast.road, part=part(made, "road"), text="准予", now=at("2026-09-22 12:00"))
    parts.enter_stage(by=cast.power, part=part(made, "power"), stage="works", now=at("2026-09-22 14:00"))
    assert Part.objects.get(pk=part(made, "power")).stage == "works"


def test_a_part_that_waits_begins_when_its_turn_has_come(cast: Cast) -> None:
    name = "虚构新厂"
    asking = cast.asking(slug="start-up", chosen={"licence": [], "seal": []}, answers={"firm_name": name}, firm="", applicant=name)
    made = applications.file(by=cast.agent, asking=asking, now=NOW)
    intake.accept(by=cast.window, number=made.pk, now=NOW)
    seal = Part.objects.get(pk=part(made, "seal"))
    assert (seal.leg, list(Outgoing.objects.values_list("part__matter", flat=True))) == (None, ["licence"])
    licence = officer("licence-1", Role.DEPARTMENT_OFFICER, "licence")
    parts.end(by=licence, part=part(made, "licence"), now=at("2026-09-22 10:00"))
    seal.refresh_from_db()
    assert seal.leg is not None
    parts.end(by=officer("seal-1", Role.DEPARTMENT_OFFICER, "seal"), part=seal.pk, now=at("2026-09-23 10:00"))
    made.refresh_from_db()
    assert (made.state, made.ending) == ("closed", "done")


def test_what_is_missing_is_named_once(cast: Cast) -> None:
    made = cast.filed()
    with pytest.raises(StillMissing):
        intake.accept(by=cast.window, number=made.pk, now=NOW)
    intake.notify(by=cast.window, number=made.pk, materials=["property"], now=at("2026-09-22 10:00"))
    assert (_clock(made, "acceptance").state, _clock(made, "supplement").due_on) == ("stopped", date(2026, 10, 13))
    intake.supplement(by=cast.agent, number=made.pk, brought={"property": pdf()}, answers={"kva": "400"}, now=at("2026-09-23 10:00"))
    made.refresh_from_db()
    assert (made.state, made.answers["kva"]["value"], _clock(made, "acceptance").due_on) == ("filed", 400, date(2026, 10, 8))
    with pytest.raises(NoticeGiven):
        intake.notify(by=cast.window, number=made.pk, words="还缺一样", now=at("2026-09-23 11:00"))


def test_silence_accepts(cast: Cast) -> None:
    made = cast.filed()
    ladder.sweep(by=SYSTEM, now=at("2026-09-29 18:00"))
    made.refresh_from_db()
    assert made.state == "filed"  # its last day is not over
    ladder.sweep(by=SYSTEM, now=at("2026-09-30 09:00"))
    made.refresh_from_db()
    assert (made.state, made.was_deemed, Outgoing.objects.count()) == ("in_hand", True, 2)
    ladder.sweep(by=SYSTEM, now=at("2026-09-30 10:00"))
    assert Outgoing.objects.count() == 2


def test_a_material_may_come_later(cast: Cast) -> None:
    made = cast.filed()
    with pytest.raises(NoTolerance):
        materials.tolerate(by=cast.window, number=made.pk, material="licence", reason="部门已有", now=NOW)
    row = materials.tolerate(by=cast.window, number=made.pk, material="property", reason="信用无记录，企业在办产权", now=NOW)
    assert (row.until, row.consequence) == (date(2026, 9, 29), "退回申请")
    intake.accept(by=cast.window, number=made.pk, now=NOW)
    materials.bring(by=cast.agent, number=made.pk, brought={"property": pdf()}, now=at("2026-09-24 10:00"))
    row.refresh_from_db()
    assert row.made_up_at == at("2026-09-24 10:00")
    assert sent("supplement") == ["power", "water"]


def test_stages_that_are_not_the_units_own_stop_the_promise_when_all_do(cast: Cast) -> None:
    made = accepted(cast)
    parts.enter_stage(by=cast.power, part=part(made, "power"), stage="review", now=at("2026-09-22 10:00"))
    assert (_clock(made, "part-power").state, _clock(made, "outer").state) == ("standing", "running")  # water works on
    parts.enter_stage(by=cast.water, part=part(made, "water"), stage="review", now=at("2026-09-22 14:00"))
    assert (_clock(made, "outer").state, _clock(made, "outer").entries.get().holder) == ("standing", "permit_office")
    parts.enter_stage(by=cast.water, part=part(made, "water"), stage="survey", now=at("2026-09-23 10:00"))
    assert _clock(made, "outer").state == "running"
    assert _clock(made, "outer").due_on == date(2026, 10, 9)  # seven working days, one of them outside


def test_who_stayed_away_may_object_once_and_another_rules(cast: Cast) -> None:
    made = accepted(cast)
    joint_days.arrange(by=cast.window, number=made.pk, join=Join.SURVEY, place="厂区", now=at("2026-09-21 14:00"))
    with pytest.raises(TooEarlyToHold):
        joint_days.hold(by=cast.window, number=made.pk, join=Join.SURVEY, seen={}, now=at("2026-09-21 15:00"))
    joint_days.hold(by=cast.window, number=made.pk, join=Join.SURVEY, seen={}, now=at("2026-09-22 12:00"))
    seat = JointSeat.objects.get(part=part(made, "water"))
    joint_days.object(by=cast.water, seat=seat.pk, words="通知没有收到", now=at("2026-09-22 14:00"))
    with pytest.raises(NotObjectable):
        joint_days.object(by=cast.water, seat=seat.pk, words="再说一次", now=at("2026-09-22 15:00"))
    joint_days.rule(by=cast.other_window, number=made.pk, seat=seat.pk, is_upheld=True, words="确未送达", now=at("2026-09-22 16:00"))
    water = Part.objects.get(pk=part(made, "water"))
    assert (water.was_deemed, water.is_feasible) == (False, None)
    with pytest.raises(PartsOpen):
        answers.give(by=cast.window, number=made.pk, now=at("2026-09-23 09:00"))


def test_the_day_is_the_first_on_which_all_are_free(cast: Cast) -> None:
    joint_days.stay_away(by=cast.power, unit="power", day=date(2026, 9, 22), half=Half.MORNING, now=NOW)
    joint_days.stay_away(by=cast.water, unit="water", day=date(2026, 9, 22), half=Half.AFTERNOON, now=NOW)
    made = accepted(cast)
    day = joint_days.arrange(by=cast.window, number=made.pk, join=Join.SURVEY, place="厂区", now=at("2026-09-21 14:00"))
    assert (day.day, day.half) == (date(2026, 9, 23), "morning")
    other = intake.accept(by=cast.window, number=cast.filed(brought={"property": pdf()}).pk, now=at("2026-09-21 15:00"))
    second = joint_days.arrange(by=cast.window, number=other.pk, join=Join.SURVEY, place="二厂", now=at("2026-09-21 15:00"))
    assert (second.day, second.half) == (date(2026, 9, 23), "afternoon")  # the morning is taken by the first
    with pytest.raises(NotYourPart):
        joint_days.stay_away(by=cast.power, unit="water", day=date(2026, 9, 24), half=Half.MORNING, now=NOW)


def test_nobody_acts_beyond_his_part(cast: Cast) -> None:
    made = accepted(cast)
    stranger = agent(firm("虚构乙厂"), "stranger")
    with pytest.raises(NoSuchApplication):
        applications.withdraw(by=stranger, number=made.pk, reason="不要了")
    with pytest.raises(NotYours):
        applications.file(by=stranger, asking=cast.asking(), now=NOW)
    with pytest.raises(NotYourPart):
        parts.answer(by=cast.water, part=part(made, "power"), is_feasible=True, text="越界")
    with pytest.raises(EndsByAcceptance):
        parts.end(by=cast.power, part=part(made, "power"))
    with pytest.raises(NotPermitted):
        intake.refuse(by=cast.power, number=made.pk, reason="越权")
    with pytest.raises(NotInThisState):
        intake.accept(by=cast.window, number=made.pk)
    assert [list(visible_applications.filter(who)) for who in (cast.agent, stranger, cast.power, cast.road, cast.window)] == [
        [made],
        [],
        [made],
        [],
        [made],
    ]


def test_a_withdrawal_reaches_the_units(cast: Cast) -> None:
    made = accepted(cast)
    applications.withdraw(by=cast.agent, number=made.pk, reason="项目取消", now=at("2026-09-22 10:00"))
    made.refresh_from_db()
    assert (made.state, made.ending) == ("closed", "withdrawn")
    assert sent("withdrawal") == ["power", "water"]
    with pytest.raises(PartOver):
        parts.acknowledge(by=cast.power, part=part(made, "power"))


def test_running_cases_stay_on_their_text(cast: Cast) -> None:
    made = accepted(cast)
    later = JOINT | {"edition": "2", "matters": JOINT["matters"][1:]}
    offer("joint", later)
    parts.enter_stage(by=cast.power, part=part(made, "power"), stage="survey", now=at("2026-09-22 10:00"))
    assert Part.objects.get(pk=part(made, "power")).stage == "survey"
    with pytest.raises(FormFaulty):
        cast.filed()


def test_the_window_files_for_whoever_stands_there(cast: Cast) -> None:
    made = cast.filed_at_counter()
    assert (made.channel, made.trips) == ("counter", 1)
    told = Message.objects.filter(person=cast.agent.person_id).values_list("zh", flat=True)
    assert list(told) == [f"窗口已代 虚构甲厂 提交第 {made.pk} 号申请：虚构联合报装"]
    materials.bring(by=cast.window, number=made.pk, brought={"property": pdf()}, at_counter=True, now=at("2026-09-22 10:00"))
    made.refresh_from_db()
    assert made.trips == 2
