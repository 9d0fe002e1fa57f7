"""The steps that a visitor may take on the page of an application: the bank answers, the firm decides."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone

from dukou.accounts.core.viewers import Viewer
from dukou.finance.actions import answers, applications
from dukou.finance.core.kinds import ApplicationState
from dukou.finance.core.need_standings import ReaderSide
from dukou.finance.forms.answers import AcceptForm, DeclineForm, NothingForm, OfferForm, RefuseForm
from dukou.finance.models import Application
from dukou.finance.queries.offers import answers_standing, terms_of
from dukou.finance.queries.products import frame
from dukou.kit.core.labels import Label
from dukou.kit.pages.steps import Step, data_for

_TOLD = Label("已答复，企业会收到通知", "Answered; the firm is told")
_BETTER = Label(
    "原报价仍然有效：新报价只能更好。不能维持原报价就拒绝，并写明理由。",
    "The offer that stands still holds and can only be bettered. What cannot be kept is refused, with a reason.",
)
_ACCEPTS = Label("接受后由银行授信；其他申请不受影响。", "The bank then grants the line; your other applications stay as they are.")


def steps_of(viewer: Viewer, row: Application, side: ReaderSide, request: HttpRequest) -> list[Step]:
    """What may be done next."""
    state = ApplicationState.of(row.state)
    if side is ReaderSide.BANK and state.is_open:
        return _of_bank(viewer, row.pk, state, request)
    return _of_firm(viewer, row.pk, state, request) if side is ReaderSide.FIRM and state.is_open else []


def _of_bank(viewer: Viewer, number: int, state: ApplicationState, request: HttpRequest) -> list[Step]:
    is_bettered = state is ApplicationState.OFFERED
    offering = OfferForm(data_for(request, "offer"), prefix="offer")
    refusing = RefuseForm(data_for(request, "refuse"), prefix="refuse", reasons=frame().reasons)
    title = Label("改善报价", "Better the offer") if is_bettered else Label("报价", "Make an offer")
    note = _BETTER if is_bettered else None
    steps = [
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
    return steps[1:] if state is ApplicationState.ACCEPTED else steps  # what the firm accepted is not bettered any more


def _of_firm(viewer: Viewer, number: int, state: ApplicationState, request: HttpRequest) -> list[Step]:
    steps = list[Step]()
    if state is ApplicationState.OFFERED:
        declining = DeclineForm(data_for(request, "decline"), prefix="decline")
        last = answers_standing([number])[number]
        if terms_of(last).is_valid(timezone.localdate()):
            accepting = AcceptForm(data_for(request, "accept"), prefix="accept", initial={"answer": last.pk})
            title = Label("接受报价", "Accept the offer")
            accepted = Label("已接受，银行会收到通知", "Accepted; the bank is told")
            steps.append(
                Step(
                    "accept",
                    title,
                    accepting,
                    lambda: answers.accept(by=viewer, number=number, **accepting.cleaned_data),
                    accepted,
                    _ACCEPTS,
                )
            )
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
    form, title = NothingForm(data_for(request, "take_back")), Label("撤回申请", "Take the application back")
    back = Label("已撤回", "Taken back")
    return [*steps, Step("take_back", title, form, lambda: applications.take_back(by=viewer, number=number), back, is_quiet=True)]
