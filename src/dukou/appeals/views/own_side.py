"""The enterprise's own steps: it answers what it was asked, rates, opens again, takes back."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone

from dukou.appeals.actions import appeals, call_backs, exchanges
from dukou.appeals.core.kinds import AppealState, Ending, Satisfaction
from dukou.appeals.forms import RateForm, WordsForm
from dukou.appeals.models import Appeal
from dukou.appeals.queries.lists import listed
from dukou.appeals.queries.questions import open_question
from dukou.appeals.views.asking import Asking
from dukou.kit.core.labels import Label, joined, same
from dukou.kit.pages.steps import Step

_BACK = Label("已退回{units}重办，{day} 前再答复您", "it went back to {units}, and you hear again by {day}")


def steps(asking: Asking) -> Iterator[Step]:
    """What the enterprise may do now."""
    asked = open_question(asking.appeal)
    if asked is not None:
        yield _answer(asking, asked.question)
    if asking.state is AppealState.REPLIED:
        yield _rate(asking)
    if asking.state is AppealState.CLOSED and Ending.of(asking.appeal.ending).may_reopen:
        yield _reasoned(asking, "reopen", Label("要求重新办理", "Have it opened again"), Label("已重新打开", "opened again"))
    if asking.state is not AppealState.CLOSED:
        yield _reasoned(asking, "withdraw", Label("撤回", "Take it back"), Label("已撤回", "taken back"), is_quiet=True)


def _answer(asking: Asking, question: str) -> Step:
    form = WordsForm(asking.data("supply"), prefix="supply")
    act = lambda: exchanges.answer(by=asking.viewer, number=asking.appeal.pk, text=form.cleaned_data["words"])  # noqa: E731
    return Step(
        "supply",
        Label("补充情况", "Answer the question"),
        form,
        act,
        Label("已补充，继续计时", "answered; the clocks run on"),
        same(question),
    )


def _rate(asking: Asking) -> Step:
    comes_back = asking.appeal.sent_back < asking.rules.send_back_at_most
    form = RateForm(asking.data("rate"), prefix="rate", comes_back=comes_back)

    def act() -> object:
        told = form.cleaned_data
        grade = Satisfaction.of(told["satisfaction"])
        return call_backs.rate(by=asking.viewer, number=asking.appeal.pk, satisfaction=grade, words=told["words"])

    return Step("rate", Label("评价", "Rate it"), form, act, lambda: _rated(asking))


def _rated(asking: Asking) -> Label:
    """What came of the grade: with whom the matter is again, and until when it is answered; or thanks."""
    appeal = Appeal.objects.select_related("case", "enterprise").get(pk=asking.appeal.pk)
    if AppealState.of(appeal.state) is not AppealState.DISPATCHED:
        return Label("谢谢评价", "thank you")
    (line,) = listed(asking.viewer, [appeal], timezone.now())
    return _BACK.filled(units=joined(list(line.units), zh="、", en=", "), day=line.due)


def _reasoned(asking: Asking, name: str, title: Label, done: Label, *, is_quiet: bool = False) -> Step:
    form = WordsForm(asking.data(name), prefix=name, label=Label("理由", "reason"))

    def act() -> object:
        reason = form.cleaned_data["words"]
        if name == "reopen":
            return appeals.reopen(by=asking.viewer, number=asking.appeal.pk, reason=reason)
        return appeals.withdraw(by=asking.viewer, number=asking.appeal.pk, reason=reason)

    return Step(name, title, form, act, done, is_quiet=is_quiet)
