"""The window's steps: triage, dispatch, rulings, calls back, grades, the public copy."""

from __future__ import annotations

from collections.abc import Iterator

from django import forms
from django.utils.timezone import localdate

from dukou.appeals.actions import call_backs, dispatch, exchanges, extensions, gradings, objections, publication, triage
from dukou.appeals.core.kinds import AppealState, RefusalGround, Satisfaction
from dukou.appeals.core.routing import Matter, propose
from dukou.appeals.forms import (
    AcceptForm,
    CallBackForm,
    CopyForm,
    DispatchForm,
    GradeForm,
    GrantForm,
    LegForm,
    MergeForm,
    RefuseForm,
    RulingForm,
    TemplatedForm,
    WordsForm,
)
from dukou.appeals.queries.questions import open_question
from dukou.appeals.queries.rulings import past_rulings
from dukou.appeals.views.asking import Asking
from dukou.appeals.views.parts import topics_offered, units_for
from dukou.casework.core.states import Ruling
from dukou.casework.queries.clocks import live_clock, waiting_extension
from dukou.casework.queries.extensions import extension_word
from dukou.casework.queries.legs import lead_of, open_legs
from dukou.casework.queries.profiles import profile_of
from dukou.kit.core.labels import Label, joined, same
from dukou.kit.pages.steps import Step

_DONE = Label("已办理", "done")
URGENT = "urgent"  # the grade that is proposed for what is pressing, where the profile has it
_PRESSING = Label(
    "企业称正在停产或有安全风险，建议按紧急事项受理，请核实",
    "the enterprise says that production stands still or that there is danger: urgent is proposed; check it",
)
_OBJECTS = Label(
    "{unit}认为应由{proposed}办理：{reason}（依据：{basis}）", "{unit} says that it is for {proposed}: {reason} (ground: {basis})"
)
_IN_HAND = (AppealState.DISPATCHED, AppealState.ON_PLAN)


def steps(asking: Asking) -> Iterator[Step]:
    """What the window may do now."""
    if asking.state is AppealState.FILED:
        yield from _triage(asking)
    if asking.appeal.objections.filter(ruling=Ruling.WAITING.value).exists():
        yield _ruling(asking)
    if waiting_extension(asking.appeal.pk) is not None:
        yield _extension(asking)
    if asking.state is AppealState.ACCEPTED or asking.state in _IN_HAND:
        yield _dispatch(asking)
    if asking.state is AppealState.ACCEPTED:
        yield _merge(asking)
    if asking.state in _IN_HAND:
        yield _recall(asking)
    if asking.state is not AppealState.CLOSED:
        if live_clock(asking.appeal.pk, "contact") is not None:
            yield _words(asking, "contact", Label("登记已联系企业", "Note that the enterprise was contacted"))
        if asking.state is not AppealState.REPLIED and open_question(asking.appeal) is None:
            yield _words(asking, "ask", Label("请企业补充", "Ask the enterprise"))
        if asking.state is not AppealState.REPLIED:
            yield _grade(asking)
    else:
        yield from _publication(asking)


def calls(asking: Asking) -> Iterator[Step]:
    """The call back, by whoever had no part in it."""
    form = CallBackForm(asking.data("call"), prefix="call")

    def act() -> object:
        told = form.cleaned_data
        grade = Satisfaction.of(told["satisfaction"]) if told["satisfaction"] else None
        return call_backs.record(by=asking.viewer, number=asking.appeal.pk, satisfaction=grade, words=told["words"])

    yield Step("call", Label("登记回访", "Note a call back"), form, act, Label("已登记回访", "the call was noted"))
    if asking.appeal.call_backs.exists():
        empty = forms.Form(asking.data("lapse"), prefix="lapse")
        title = Label("回访未回应，办结", "Close without an answer")
        yield Step("lapse", title, empty, lambda: call_backs.lapse(by=asking.viewer, number=asking.appeal.pk), _DONE)


def _triage(asking: Asking) -> Iterator[Step]:
    grades = [(key, grade.name) for key, grade in profile_of(asking.appeal.case.profile).grades.items()]
    topics = topics_offered(asking.rules)
    urgent = asking.appeal.is_pressing and URGENT in dict(grades)  # proposed, and said to be so: whoever takes it in decides
    first = {"topic": asking.appeal.topic, "grade": URGENT if urgent else asking.appeal.case.grade}
    accept = AcceptForm(asking.data("accept"), prefix="accept", topics=topics, grades=grades, initial=first)
    refuse = RefuseForm(asking.data("refuse"), prefix="refuse")
    ready = asking.rules.answers_for(asking.appeal.topic)
    answer = TemplatedForm(asking.data("answer"), prefix="answer", initial={"words": ready[0].answer.zh if ready else ""})
    number, by = asking.appeal.pk, asking.viewer
    yield Step(
        "accept",
        Label("受理", "Accept"),
        accept,
        lambda: triage.accept(by=by, number=number, **accept.cleaned_data),
        _DONE,
        _PRESSING if urgent else None,
    )
    note = Label("知识库：{found}", "known: {found}").filled(found=joined([each.question for each in ready])) if ready else None
    yield Step(
        "answer",
        Label("当场答复", "Answer at once"),
        answer,
        lambda: triage.answer(by=by, number=number, text=answer.cleaned_data["words"]),
        _DONE,
        note,
    )
    yield _merge(asking)

    def turn_away() -> object:
        told = refuse.cleaned_data
        return triage.refuse(by=by, number=number, ground=RefusalGround.of(told["ground"]), words=told["words"])

    yield Step("refuse", Label("不予受理或移送", "Do not accept, or hand on"), refuse, turn_away, _DONE)


def _merge(asking: Asking) -> Step:
    form = MergeForm(asking.data("merge"), prefix="merge")
    act = lambda: triage.merge(by=asking.viewer, number=asking.appeal.pk, into=form.cleaned_data["into"])  # noqa: E731
    return Step("merge", Label("并入另一件", "Merge into another"), form, act, _DONE)


def _dispatch(asking: Asking) -> Step:
    matter = Matter(asking.appeal.topic, f"{asking.appeal.title} {asking.appeal.text}", "", localdate(asking.appeal.filed_at))
    units = units_for(asking.rules)
    names = dict(units)
    proposed = [
        each
        for each in propose(matter, asking.rules.duties, past_rulings(), asking.rules.learning, asking.rules.topic_names)
        if each.unit in names
    ]
    first = proposed[0].unit if proposed and asking.state is AppealState.ACCEPTED else ""
    form = DispatchForm(
        asking.data("dispatch"),
        prefix="dispatch",
        units=units,
        lead=first,
        has_lead=asking.state is not AppealState.ACCEPTED and lead_of(asking.appeal.pk) is not None,
    )
    reasons = [
        Label("{unit}：{why}", "{unit}: {why}").filled(unit=names[each.unit], why=joined(list(each.reasons))) for each in proposed[:3]
    ]
    note = Label("建议：{found}", "proposed: {found}").filled(found=joined(reasons)) if reasons else None
    act = lambda: dispatch.send(by=asking.viewer, number=asking.appeal.pk, **form.cleaned_data)  # noqa: E731
    title = Label("派单", "Dispatch") if asking.state is AppealState.ACCEPTED else Label("增派单位", "Add units")
    return Step("dispatch", title, form, act, Label("已派单", "dispatched"), note)


def _recall(asking: Asking) -> Step:
    legs = [(str(leg.pk), leg.unit.label) for leg in open_legs(asking.appeal.pk)]
    form = LegForm(asking.data("recall"), prefix="recall", legs=legs)

    def act() -> object:
        told = form.cleaned_data
        return dispatch.recall(by=asking.viewer, number=asking.appeal.pk, leg=int(told["leg"]), reason=told["words"])

    return Step("recall", Label("收回派单", "Recall"), form, act, _DONE)


def _ruling(asking: Asking) -> Step:
    waiting = asking.appeal.objections.filter(ruling=Ruling.WAITING.value).select_related("unit", "proposed").get()
    form = RulingForm(asking.data("ruling"), prefix="ruling", units=units_for(asking.rules), proposed=waiting.proposed.label)

    def act() -> object:
        told = form.cleaned_data
        is_upheld = told["ruling"] == "granted"
        return objections.decide(by=asking.viewer, number=asking.appeal.pk, is_upheld=is_upheld, unit=told["unit"], reason=told["reason"])

    told = {"unit": waiting.unit.label, "proposed": waiting.proposed.label, "reason": waiting.reason, "basis": waiting.basis}
    return Step("ruling", Label("裁定异议", "Rule on the objection"), form, act, Label("已裁定", "ruled"), _OBJECTS.filled(**told))


def _extension(asking: Asking) -> Step:
    form, waiting = GrantForm(asking.data("extension"), prefix="extension"), waiting_extension(asking.appeal.pk)

    def act() -> object:
        told = form.cleaned_data
        granted = told["ruling"] == "granted"
        return extensions.decide(by=asking.viewer, number=asking.appeal.pk, is_granted=granted, reason=told["reason"])

    note = extension_word(waiting) if waiting else None
    return Step("extension", Label("裁定延期", "Rule on the extension"), form, act, Label("已裁定", "ruled"), note)


def _words(asking: Asking, name: str, title: Label) -> Step:
    form = WordsForm(asking.data(name), prefix=name)

    def act() -> object:
        words = form.cleaned_data["words"]
        if name == "contact":
            return triage.contact(by=asking.viewer, number=asking.appeal.pk, words=words)
        return exchanges.ask(by=asking.viewer, number=asking.appeal.pk, question=words)

    return Step(name, title, form, act, _DONE)


def _grade(asking: Asking) -> Step:
    profile, now = profile_of(asking.appeal.case.profile), asking.appeal.case.grade
    form = GradeForm(asking.data("grade"), prefix="grade", grades=[(key, each.name) for key, each in profile.grades.items() if key != now])
    act = lambda: gradings.ask(by=asking.viewer, number=asking.appeal.pk, **form.cleaned_data)  # noqa: E731
    return Step(
        "grade", Label("申请变更等级", "Ask for another grade"), form, act, Label("已申请，等另一人复核", "asked; another person decides")
    )


def _publication(asking: Asking) -> Iterator[Step]:
    draft = CopyForm(asking.data("draft"), prefix="draft", initial={"title": asking.appeal.title})
    by, number = asking.viewer, asking.appeal.pk
    yield Step(
        "draft",
        Label("起草公开件", "Draft a public copy"),
        draft,
        lambda: publication.draft(by=by, number=number, **draft.cleaned_data),
        _DONE,
    )
    waiting = asking.appeal.copies.filter(approved_at__isnull=True, withdrawn_at__isnull=True).exclude(drafted_by=by.key).last()
    if waiting is not None:
        form = forms.Form(asking.data("approve"), prefix="approve")
        note = same(f"{waiting.title}｜{waiting.question}｜{waiting.answer}")
        yield Step(
            "approve",
            Label("审核公开", "Approve it"),
            form,
            lambda: publication.approve(by=by, number=number, copy=waiting.number),
            _DONE,
            note,
        )
