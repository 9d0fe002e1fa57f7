"""Pages of this room: the list of figures, where one comes from, and its correction."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from dukou.accounts.core.admission import needs, signed_in
from dukou.accounts.core.permissions import Permission
from dukou.accounts.queries import request_viewer
from dukou.figures.actions import claims
from dukou.figures.actions.refusals import CorrectedMeanwhile
from dukou.figures.core.claims import ClaimKind
from dukou.figures.forms import CorrectionForm
from dukou.figures.queries import Trace, claim_page, findings_about, indicators, subject_of, trace_of
from dukou.figures.tables import claim_table, revision_table
from dukou.kit.core.labels import Label
from dukou.kit.core.numbers import whole_number
from dukou.kit.core.refusals import Refusal
from dukou.kit.doors import into_form
from dukou.kit.pages.known import known_on_of, known_on_suffix


@signed_in(rows="figures.queries.visibility:visible_claims")
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """All figures that the visitor may see, page by page."""
    asked = {name: request.GET.get(name, "").strip() for name in ("subject", "indicator", "kind", "text")}
    rows, more = claim_page(
        viewer=request_viewer(request),
        known_on=known_on_of(request),
        subject=asked["subject"],
        indicator=asked["indicator"],
        kind=asked["kind"],
        text=asked["text"],
        after=whole_number(request.GET.get("after", "")) or 0,
    )
    subject = subject_of(asked["subject"]) if asked["subject"] and rows else None  # no name of what the visitor may know nothing of
    table = claim_table(rows, Label("数据项", "Claims"), known_on_suffix(request))
    choices = {"indicators": indicators(), "kinds": list(ClaimKind)}
    context = {"table": table, "more": more, "asked": asked, "subject": subject, "known_on": known_on_of(request)}
    return render(request, "figures/list.html", context | choices)


@signed_in(rows="figures.queries.visibility:visible_claims")
@require_safe
def findings(request: HttpRequest) -> HttpResponse:
    """All contradictions that the visitor may see."""
    known_on = known_on_of(request)
    found = findings_about(viewer=request_viewer(request), known_on=known_on)
    return render(request, "figures/findings.html", {"findings": found, "known_on": known_on})


@signed_in(rows="figures.queries.visibility:visible_claims")
@require_safe
def claim(request: HttpRequest, ref: str) -> HttpResponse:
    """Where a figure comes from."""
    trace = _traced(request, ref)
    context = {
        "trace": trace,
        "origin": _origin(trace),
        "revisions": revision_table(trace),
        "known_on": known_on_of(request),
        "may_correct": request_viewer(request).may(Permission.RECORD_FIGURES),
    }
    return render(request, "figures/claim.html", context)


@needs(Permission.RECORD_FIGURES, rows="figures.queries.visibility:visible_claims")
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, ref: str) -> HttpResponse:
    """Correct or withdraw a figure: the state that stands now, on whatever day the page before was asked for."""
    newest = _newest(request, ref)
    form = CorrectionForm(request.POST or None, initial={"revision": newest.revisions[-1].number})
    if request.method == "POST" and form.is_valid() and _corrected(request, ref, form):
        messages.success(request, str(Label("已记录；原数保留在修订记录里", "recorded; the earlier figure stays among the revisions")))
        return redirect(reverse("figures:claim", args=[ref]) + known_on_suffix(request))
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "figures/correct.html", {"trace": _newest(request, ref), "form": form}, status=status)


def _newest(request: HttpRequest, ref: str) -> Trace:
    """The figure as it stands with all that was ever recorded about it."""
    found = trace_of(viewer=request_viewer(request), ref=ref, known_on=date.max)
    if found is None:
        raise Http404(ref)
    return found


def _corrected(request: HttpRequest, ref: str, form: CorrectionForm) -> bool:
    """Carry the correction out; a refusal is shown in the form."""
    by, said = request_viewer(request), form.cleaned_data
    reason, known_on, seen = said["reason"], said["known_on"], said["revision"]
    try:
        if said["withdraw"]:
            claims.withdraw(by=by, ref=ref, reason=reason, known_on=known_on, revision=seen)
        else:
            kind, value = ClaimKind.of(said["kind"]) if said["kind"] else None, said["value"] or None
            new = {"value": value, "period": said["period"], "kind": kind}
            claims.correct(by=by, ref=ref, reason=reason, known_on=known_on, revision=seen, **new, **form.origin())
    except Refusal as refusal:
        into_form(form, refusal)
        if isinstance(refusal, CorrectedMeanwhile):
            form.stand_on(_newest(request, ref).revisions[-1].number)
        return False
    return True


def _origin(trace: Trace) -> list[tuple[Label, object]]:
    """Everything needed to weigh the figure, in the order in which people ask."""
    claim = trace.claim
    known = Label("{day}（假定）", "{day} (assumed)") if claim.is_known_on_assumed else Label("{day}", "{day}")
    pairs: list[tuple[Label, object]] = [
        (Label("来源", "Source"), trace.source),
        (Label("位置", "Place"), trace.place),
        (Label("发布者", "Publisher"), trace.publisher),
        (Label("谁说的", "Said by"), claim.said_by or Label("来源自述", "the source itself")),
        (Label("何日得知", "Known on"), known.filled(day=claim.known_on)),
        (
            Label("口径", "Definition"),
            Label("{text}（第 {version} 版）", "{text} (version {version})").filled(text=trace.definition, version=claim.version),
        ),
        (Label("价格", "Prices"), claim.price_basis.label),
        (Label("谁能看到", "Visible to"), claim.visibility.label),
        (Label("编号", "Reference"), claim.ref),
    ]
    if trace.owner:
        pairs.append((Label("所属单位", "Owner"), trace.owner))
    if trace.source_about:
        pairs.append((Label("关于这个来源", "About the source"), trace.source_about))
    return pairs


def _traced(request: HttpRequest, ref: str) -> Trace:
    found = trace_of(viewer=request_viewer(request), ref=ref, known_on=known_on_of(request))
    if found is None:
        raise Http404(ref)
    return found
