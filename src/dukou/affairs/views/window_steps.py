"""The steps of the window: accept, name what is missing, let come later, arrange and hold joint days, answer, refuse."""

from __future__ import annotations

from collections.abc import Iterator

from dukou.affairs.actions import answers, intake, joint_days, materials
from dukou.affairs.actions._judging import still_missing
from dukou.affairs.actions.joint_days import Seen
from dukou.affairs.core.joint_days import Slot
from dukou.affairs.core.kinds import AffairState, Half, Join, JointDayState, ObjectionState
from dukou.affairs.forms import HoldForm, JointDayForm, NothingForm, NoticeForm, ReasonForm, RulingForm, ToleranceForm, WordsForm
from dukou.affairs.models import JointSeat, Notice
from dukou.affairs.queries.surveys import awaits_survey
from dukou.affairs.views.asking import Asking
from dukou.kit.core.labels import Label
from dukou.kit.pages.steps import Step

_DONE = Label("已办理", "done")
_ALL_READY = Label("要踏勘的单位都已备好", "every unit that is to survey is ready")
_JOINS = {AffairState.IN_HAND: (Join.SURVEY, Join.ACCEPTANCE), AffairState.WORKS: (Join.ACCEPTANCE,)}


def steps(asking: Asking) -> Iterator[Step]:
    """What the window may do now."""
    if asking.state is AffairState.FILED:
        yield _accept(asking)
        if not Notice.objects.filter(application=asking.application).exists():
            yield _notify(asking)
    if asking.state in (AffairState.FILED, AffairState.IN_HAND, AffairState.WORKS) and (later := _may_come_later(asking)):
        yield _tolerate(asking, later)
    for seat in _objected(asking):
        yield _rule(asking, seat)
    for join in _JOINS.get(asking.state, ()):
        yield from _joint(asking, join)
    if asking.state is AffairState.IN_HAND and Join.ANSWER in asking.affair.joins:
        yield _answer(asking)
    if asking.state in (AffairState.FILED, AffairState.NOTICED):
        yield _refuse(asking)
    if asking.state is AffairState.ANSWERED:
        yield _end(asking)


def _accept(asking: Asking) -> Step:
    form = NothingForm(asking.data("accept"), prefix="accept")
    act = lambda: intake.accept(by=asking.viewer, number=asking.application.pk)  # noqa: E731
    return Step("accept", Label("受理", "Accept"), form, act, Label("已受理，已交各单位", "accepted, and with the units"))


def _notify(asking: Asking) -> Step:
    offered = [(each.key, str(each.name)) for each in asking.affair.materials]
    form = NoticeForm(asking.data("notify"), prefix="notify", materials=offered)
    act = lambda: intake.notify(by=asking.viewer, number=asking.application.pk, **form.cleaned_data)  # noqa: E731
    note = Label("只能告知一次：把缺的一次写全", "there is one notice only: name everything at once")
    return Step("notify", Label("一次性告知", "One-time notice"), form, act, Label("已告知申请人", "the applicant is told"), note)


def _may_come_later(asking: Asking) -> list[tuple[str, str]]:
    there = set(asking.application.handed.values_list("material", flat=True))
    lacking = {str(name) for name in still_missing(asking.application)}
    return [
        (each.key, str(each.name))
        for each in asking.affair.materials
        if each.tolerance and each.key not in there and str(each.name) in lacking
    ]


def _tolerate(asking: Asking, later: list[tuple[str, str]]) -> Step:
    form = ToleranceForm(asking.data("tolerate"), prefix="tolerate", materials=later)
    act = lambda: materials.tolerate(by=asking.viewer, number=asking.application.pk, **form.cleaned_data)  # noqa: E731
    note = Label(
        "有未修复失信的不能容缺；系统查不到信用时由您判断并写明理由",
        "not for firms with a breach that is not mended; where nobody states their credit you decide, and say why",
    )
    return Step("tolerate", Label("容缺受理", "Let it come later"), form, act, _DONE, note)


def _objected(asking: Asking) -> list[JointSeat]:
    rows = JointSeat.objects.filter(joint_day__application=asking.application, objection=ObjectionState.MADE.value)
    return list(rows.select_related("part__unit").order_by("pk"))


def _rule(asking: Asking, seat: JointSeat) -> Step:
    name = f"rule-{seat.pk}"
    form = RulingForm(asking.data(name), prefix=name)
    act = lambda: joint_days.rule(by=asking.viewer, number=asking.application.pk, seat=seat.pk, **form.cleaned_data)  # noqa: E731
    note = Label("{unit}：{words}", "{unit}: {words}").filled(unit=seat.part.unit.label, words=seat.objected_words)
    return Step(name, Label("裁定“视为同意”的异议", "Rule on an objection"), form, act, Label("已裁定", "ruled"), note)


def _joint(asking: Asking, join: Join) -> Iterator[Step]:
    joint = asking.affair.joins.get(join)
    if joint is None:
        return
    arranged = asking.application.joint_days.filter(join=join.value, state=JointDayState.ARRANGED.value).first()
    if arranged is None:
        parts = asking.application.parts.filter(matter__in=joint.matters, leg__isnull=False, ended_at__isnull=True)
        if parts.exists():
            yield _arrange(asking, join)
        return
    seats = [(seat.part_id, seat.part.unit.label) for seat in arranged.seats.select_related("part__unit").order_by("pk")]
    yield _hold(asking, join, seats)
    name = f"cancel-{join.value}"
    form = ReasonForm(asking.data(name), prefix=name)
    act = lambda: joint_days.cancel(by=asking.viewer, number=asking.application.pk, join=join, **form.cleaned_data)  # noqa: E731
    yield Step(name, Label("取消{join}", "Call the {join} off").filled(join=join.label), form, act, _DONE)


def _arrange(asking: Asking, join: Join) -> Step:
    name = f"arrange-{join.value}"
    form = JointDayForm(asking.data(name), prefix=name)

    def act() -> object:
        told = form.cleaned_data
        slot = Slot(told["day"], Half.of(told["half"])) if told["day"] else None
        return joint_days.arrange(by=asking.viewer, number=asking.application.pk, join=join, place=told["place"], slot=slot)

    title, done = Label("约{join}", "Arrange the {join}").filled(join=join.label), Label("已约定并通知", "arranged, and told")
    note = _ALL_READY if join is Join.SURVEY and awaits_survey(asking.application) else None
    return Step(name, title, form, act, done, note)


def _hold(asking: Asking, join: Join, seats: list[tuple[int, Label]]) -> Step:
    name = f"hold-{join.value}"
    form = HoldForm(asking.data(name), prefix=name, seats=seats, join=join)

    def act() -> object:
        told = form.cleaned_data
        seen = {part: Seen(told[f"seat-{part}"] == "yes", told[f"words-{part}"]) for part, _ in seats if told[f"seat-{part}"] != "away"}
        return joint_days.hold(by=asking.viewer, number=asking.application.pk, join=join, seen=seen)

    return Step(name, Label("登记{join}结果", "Note the {join}").filled(join=join.label), form, act, Label("已登记", "noted"))


def _answer(asking: Asking) -> Step:
    form = WordsForm(asking.data("answer"), prefix="answer")
    form.fields["words"].required = False
    act = lambda: answers.give(by=asking.viewer, number=asking.application.pk, **form.cleaned_data)  # noqa: E731
    note = Label("各单位意见齐了才能发", "when every unit has said what it says")
    return Step("answer", Label("发出一次答复", "Give the one answer"), form, act, Label("已答复申请人", "answered"), note)


def _refuse(asking: Asking) -> Step:
    form = ReasonForm(asking.data("refuse"), prefix="refuse")
    act = lambda: intake.refuse(by=asking.viewer, number=asking.application.pk, **form.cleaned_data)  # noqa: E731
    return Step("refuse", Label("不予受理", "Do not accept"), form, act, Label("已告知申请人", "the applicant is told"))


def _end(asking: Asking) -> Step:
    form = ReasonForm(asking.data("end"), prefix="end")
    act = lambda: answers.end(by=asking.viewer, number=asking.application.pk, **form.cleaned_data)  # noqa: E731
    return Step("end", Label("不能办理，办结", "It is not possible: close it"), form, act, _DONE)
