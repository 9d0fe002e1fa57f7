"""Entries that may be one firm: the queue, the merge before it is made, the decision, and its undoing."""

from __future__ import annotations

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from dukou.accounts.core.admission import needs
from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import request_viewer
from dukou.enterprises.actions import doubles as deciding
from dukou.enterprises.core.kinds import DoubleState
from dukou.enterprises.forms.doubles import APART, DecisionForm, UndoForm
from dukou.enterprises.queries.doubles import Pair, double, doubles, preview
from dukou.enterprises.tables.doubles import clash_table, grounds_of, pair_table
from dukou.enterprises.views.deliveries import page_start
from dukou.enterprises.views.one_form import REGISTER, filled
from dukou.enterprises.views.tabs import tabs_of
from dukou.kit.core.labels import Label
from dukou.kit.pages.known import known_on_of, known_on_suffix
from dukou.kit.pages.parts import Crumb, Tab

SHOWN = 10
QUEUE = Label("疑似重复", "Possible doubles")


@needs(Permission.SEE_REGISTER, rows="enterprises.queries.doubles:visible_doubles")
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """The pairs that wait, or that were decided one way, the likeliest first."""
    viewer = request_viewer(request)
    state, start = _state(request), page_start(request)
    pairs, has_more = doubles(viewer, state, start, SHOWN)
    context = {
        "pairs": [(pair, grounds_of(pair), pair_table(pair)) for pair in pairs],
        "more": start + SHOWN if has_more else "",
        "state": state,
        "states": [Tab(each.label, f"{reverse('enterprises:doubles')}?state={each}", each is state) for each in DoubleState],
        "tabs": tabs_of(viewer, "doubles"),
    }
    return render(request, "enterprises/doubles.html", context)


@needs(Permission.SEE_REGISTER, to_change=(Permission.KEEP_REGISTER,), rows="enterprises.queries.doubles:visible_doubles")
@require_http_methods(["GET", "HEAD", "POST"])
def pair(request: HttpRequest, number: int) -> HttpResponse:
    """What a merge of the pair would bring together, and the decision; of a decided pair, the way to undo it."""
    viewer, suffix = request_viewer(request), known_on_suffix(request)
    found = double(viewer, number)
    if found is None:
        raise Http404(number)
    form = _form(request, viewer, found)
    if form is not None and filled(request, form, lambda: _decide(request, viewer, found, form)):
        messages.success(request, str(Label("已办，页面显示的是办理后的状态", "done; the page shows how things stand now")))
        return redirect(reverse("enterprises:double", args=[number]))
    ahead = preview(viewer, found, known_on_of(request)) if found.state is DoubleState.WAITING else None
    context = {
        "pair": found,
        "grounds": grounds_of(found),
        "table": pair_table(found, suffix),
        "ahead": ahead,
        "clashes": clash_table(ahead.clashes, suffix) if ahead and ahead.clashes else None,
        "form": form,
        "crumbs": [Crumb(REGISTER, reverse("enterprises:list")), Crumb(QUEUE, reverse("enterprises:doubles")), Crumb(f"{number}")],
        "known_on": known_on_of(request),
    }
    return render(request, "enterprises/double.html", context, status=422 if form is not None and form.errors else 200)


def _state(request: HttpRequest) -> DoubleState:
    asked = request.GET.get("state", "")
    return next((each for each in DoubleState if each.value == asked), DoubleState.WAITING)


def _form(request: HttpRequest, viewer: Viewer, pair: Pair) -> Form | None:
    if not viewer.may(Permission.KEEP_REGISTER):
        return None
    return DecisionForm(request.POST or None, pair=pair) if pair.state is DoubleState.WAITING else UndoForm(request.POST or None)


def _decide(request: HttpRequest, viewer: Viewer, pair: Pair, form: Form) -> None:
    typed = form.cleaned_data
    if pair.state is not DoubleState.WAITING:
        deciding.undo(by=viewer, number=pair.number, reason=typed["reason"])
    elif request.POST.get("decision") == APART:
        deciding.keep_apart(by=viewer, number=pair.number, reason=typed["reason"])
    else:
        deciding.merge(by=viewer, number=pair.number, keep=typed["keep"], reason=typed["reason"])
