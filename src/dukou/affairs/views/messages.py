"""The window's list of messages to units that nobody took, or that wait: tried again, or given up, with a reason."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from dukou.accounts.core.admission import needs
from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import request_viewer
from dukou.affairs.actions import messages as acts
from dukou.affairs.core.kinds import OutgoingKind, OutgoingState
from dukou.affairs.forms import MessageForm
from dukou.affairs.models import Outgoing
from dukou.affairs.queries.messages import matter_name, messages_seen
from dukou.kit.core.labels import Label
from dukou.kit.doors import carried_out
from dukou.kit.pages.lists import Filter, members, number_asked

_ENTERS = needs(Permission.HANDLE_AFFAIRS, rows="affairs.queries.messages:visible_messages")
_RETRIED, _GIVEN_UP = Label("已重新排入送达", "it is put up again"), Label("已停止送达，请人工办理", "given up: work on it by hand")


@_ENTERS
@require_http_methods(["GET", "HEAD", "POST"])
def messages(request: HttpRequest) -> HttpResponse:
    """Messages in one state (those that nobody took, where none is asked for), the newest first, with what may be done about each."""
    viewer, state = request_viewer(request), _state_asked(request)
    form = MessageForm(request.POST or None)
    if request.method == "POST" and carried_out(request, form, lambda: _act(viewer, form), _word(form)):
        return redirect(request.get_full_path())
    rows, beneath = messages_seen(viewer, state=state, beneath=number_asked(request))
    context = {
        "lines": [_line(row, form) for row in rows],
        "beneath": beneath,
        "is_later": number_asked(request) is not None,
        "filters": [Filter("state", Label("状态", "State"), state.value, members(OutgoingState))],
        "cleared": reverse("affairs:messages"),
        "state": state.label,
        "form": form,
    }
    return render(request, "affairs/messages.html", context, status=422 if form.errors else 200)


def _act(viewer: Viewer, form: forms.Form) -> Outgoing:
    told = form.cleaned_data
    act = acts.retry if told["step"] == "retry" else acts.give_up
    return act(by=viewer, message=told["message"], reason=told["reason"])


def _word(form: forms.Form) -> Label:
    return _RETRIED if form.data.get("step") == "retry" else _GIVEN_UP


def _state_asked(request: HttpRequest) -> OutgoingState:
    asked = request.GET.get("state", "")
    return OutgoingState.of(asked) if asked in list(OutgoingState) else OutgoingState.DEAD


def _line(row: Outgoing, form: forms.Form) -> dict[str, object]:
    """A message as the page tells it; its form where it is the one that was refused."""
    state, why = OutgoingState.of(row.state), row.last_error
    return {
        "row": row,
        "unit": row.part.unit.label,
        "matter": matter_name(row),
        "kind": OutgoingKind.of(row.kind).label,
        "state": state.label,
        "why": Label(**why) if why else None,
        "retries": state is OutgoingState.DEAD,
        "gives_up": state in (OutgoingState.DEAD, OutgoingState.WAITING),
        "form": form if form.errors and form.data.get("message") == str(row.pk) else None,
    }
