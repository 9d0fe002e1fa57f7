"""The steps of a unit that has a part in hand: it answers, replies, objects, asks the enterprise, asks for time."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone

from dukou.appeals.actions import exchanges, extensions, objections, replies, triage
from dukou.appeals.core.kinds import VerdictKind
from dukou.appeals.forms import ExtensionForm, LegForm, ObjectionForm, ReplyForm, WordsForm
from dukou.appeals.queries.questions import open_question
from dukou.appeals.views.asking import Asking
from dukou.appeals.views.parts import units_offered
from dukou.casework.core.profiles import LegRole
from dukou.casework.queries.clocks import live_clock, waiting_extension
from dukou.kit.core.labels import Label, joined
from dukou.kit.pages.steps import Step

_DONE = Label("已办理", "done")


def steps(asking: Asking) -> Iterator[Step]:
    """What the visitor's unit may do now."""
    helping = [leg for leg in asking.own_legs if leg.role != LegRole.LEAD.value]
    if helping:
        yield _answer(asking, [(str(leg.pk), leg.unit.label) for leg in helping])
    if asking.leads:
        yield _reply(asking)
    for leg in asking.own_legs:
        window = live_clock(asking.appeal.pk, "objection", leg.pk)
        if window is not None and window.due_at is not None and timezone.now() < window.due_at:
            yield _object(asking, leg.pk, leg.unit.key, str(window.due_on))
            break
    if asking.leads and not asking.handles and open_question(asking.appeal) is None:
        yield _ask(asking)
    if asking.leads and live_clock(asking.appeal.pk, "outer") is not None and waiting_extension(asking.appeal.pk) is None:
        yield _extend(asking)
    if not asking.handles and live_clock(asking.appeal.pk, "contact") is not None:
        yield _contact(asking)


def _answer(asking: Asking, legs: list[tuple[str, object]]) -> Step:
    form = LegForm(asking.data("answer_leg"), prefix="answer-leg", legs=legs)

    def act() -> object:
        told = form.cleaned_data
        return replies.answer(by=asking.viewer, number=asking.appeal.pk, leg=int(told["leg"]), text=told["words"])

    return Step("answer_leg", Label("答复（协办、分办）", "Answer one's part"), form, act, Label("已答复", "answered"))


def _reply(asking: Asking) -> Step:
    form = ReplyForm(asking.data("reply"), prefix="reply")

    def act() -> object:
        told = form.cleaned_data
        return replies.reply(by=asking.viewer, number=asking.appeal.pk, **told | {"verdict": VerdictKind.of(told["verdict"])})

    ready = [Label("{name}：“{text}”", "{name}: “{text}”").filled(name=each.name, text=each.text) for each in asking.rules.templates]
    note = Label("可用的开头：{ready}", "ready beginnings: {ready}").filled(ready=joined(ready)) if ready else None
    return Step("reply", Label("答复企业", "Reply to the enterprise"), form, act, Label("已答复企业", "replied"), note)


def _object(asking: Asking, leg: int, unit: str, until: str) -> Step:
    others = [(key, name) for key, name in units_offered() if key != unit]
    form = ObjectionForm(asking.data("object"), prefix="object", units=others)
    act = lambda: objections.make(by=asking.viewer, number=asking.appeal.pk, leg=leg, **form.cleaned_data)  # noqa: E731
    note = Label("异议期到 {until}；裁定前仍由首接单位办理", "until {until}; whoever received it first stays responsible").filled(
        until=until
    )
    return Step(
        "object", Label("对派单提出异议", "Object to the dispatch"), form, act, Label("已提出，等裁定", "made; it waits for a ruling"), note
    )


def _ask(asking: Asking) -> Step:
    form = WordsForm(asking.data("ask_firm"), prefix="ask-firm")
    act = lambda: exchanges.ask(by=asking.viewer, number=asking.appeal.pk, question=form.cleaned_data["words"])  # noqa: E731
    note = Label("企业回答前暂停计时；已逾期的照常计时", "clocks stand still until it answers; what is late runs on")
    return Step("ask_firm", Label("请企业补充", "Ask the enterprise"), form, act, Label("已发给企业", "asked"), note)


def _extend(asking: Asking) -> Step:
    form = ExtensionForm(asking.data("extend"), prefix="extend")
    act = lambda: extensions.ask(by=asking.viewer, number=asking.appeal.pk, **form.cleaned_data)  # noqa: E731
    return Step("extend", Label("申请延期", "Ask for more time"), form, act, Label("已申请，等裁定", "asked; it waits for a ruling"))


def _contact(asking: Asking) -> Step:
    form = WordsForm(asking.data("contacted"), prefix="contacted")
    act = lambda: triage.contact(by=asking.viewer, number=asking.appeal.pk, words=form.cleaned_data["words"])  # noqa: E731
    return Step("contacted", Label("登记已联系企业", "Note that the enterprise was contacted"), form, act, _DONE)
