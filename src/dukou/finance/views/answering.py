"""The steps that a visitor may take on the page of an application: the bank answers, the firm decides."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone

from dukou.accounts.core.viewers import Viewer
from dukou.finance.actions import answers, applications
from dukou.finance.core.kinds import ApplicationState
from dukou.finance.core.need_standings import ReaderSide
from dukou.finance.forms.answers import DeclineForm, NothingForm, OfferForm, RefuseForm
from dukou.finance.models import Application
from dukou.finance.queries.offers import answers_standing, terms_of
from dukou.finance.queries.products import frame
from dukou.finance.views.need_ways import sent
from dukou.kit.core.labels import Label
from dukou.kit.pages.steps import Step

_TOLD = Label("已答复，企业会收到通知", "Answered; the firm is told")
_BETTER = Label(
    "原报价仍然有效：新报价只能更好。不能维持原报价就拒绝，并写明理由。",
    "The offer that stands still holds and can only be bettered. What cannot be kept is refused, with a reason.",
)
_ACCEPTS = Label("接受后由银行授信；其他申请不受影响。", "The bank then grants the line; your other applications stay as they are.")


def steps_of(viewer: Viewer, row: Application, side: ReaderSide, request: HttpRequest) -> list[Step]:
    """What may be done next."""
    state = ApplicationState.of(row.state)
    if side is ReaderSide.BANK and state in (ApplicationState.SENT, ApplicationState.OFFERED):
        return _of_bank(viewer, row.pk, request, is_bettered=state is ApplicationState.OFFERED)
    return _of_firm(viewer, row.pk, state, request) if side is ReaderSide.FIRM and state.is_open else []


def _of_bank(viewer: Viewer, number: int, request: HttpRequest, *, is_bettered: bool) -> list[Step]:
    offering = OfferForm(sent(request, "offer"), prefix="offer")
    refusing = RefuseForm(sent(request, "refuse"), prefix="refuse", reasons=frame().reasons)
    title = Label("改善报价", "Better the offer") if is_bettered else Label("报价", "Make an offer")
    note = _BETTER if is_bettered else None
    return [
        Step("offer", title, offering, lambda: answers.offer(by=viewer, number=number, **offering.told), _TOLD, note),
        Step(
            "refuse",
            Label("拒绝", "Refuse"),
            refusing,
            lambda: answers.refuse(by=viewer, number=number, **refusing.cleaned_data),
            _TOLD,
            is_quiet=True,
        ),
    ]


def _of_firm(viewer: Viewer, number: int, state: ApplicationState, request: HttpRequest) -> list[Step]:
    steps = list[Step]()
    if state is ApplicationState.OFFERED:
        declining = DeclineForm(sent(request, "decline"), prefix="decline")
        if terms_of(answers_standing([number])[number]).is_valid(timezone.localdate()):
            accepting, title = NothingForm(sent(request, "accept")), Label("接受报价", "Accept the offer")
            accepted = Label("已接受，银行会收到通知", "Accepted; the bank is told")
            steps.append(Step("accept", title, accepting, lambda: answers.accept(by=viewer, number=number), accepted, _ACCEPTS))
        steps.append(
            Step(
                "decline",
                Label("不接受报价", "Decline the offer"),
                declining,
                lambda: answers.decline(by=viewer, number=number, **declining.cleaned_data),
                Label("已告知银行", "The bank is told"),
                is_quiet=True,
            )
        )
    form, title = NothingForm(sent(request, "take_back")), Label("撤回申请", "Take the application back")
    back = Label("已撤回", "Taken back")
    return [*steps, Step("take_back", title, form, lambda: applications.take_back(by=viewer, number=number), back, is_quiet=True)]
