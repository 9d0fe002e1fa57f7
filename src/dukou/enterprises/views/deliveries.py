"""Lists handed in through the browser: received, previewed, taken in or discarded, and taken back with remarks."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from django.contrib import messages
from django.forms import Form
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from dukou.accounts.core.admission import needs
from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import request_viewer
from dukou.enterprises.actions import deliveries as acts
from dukou.enterprises.core.kinds import DeliveryState
from dukou.enterprises.core.remarks import RemarkKind
from dukou.enterprises.forms.deliveries import DiscardForm, UploadForm
from dukou.enterprises.queries.deliveries import PAGE, ShownDelivery, annotated, deliveries, delivery, remark_counts, remarks
from dukou.enterprises.tables.deliveries import Remarks, column_table, counts_of, delivery_table, first_row_table, remark_table
from dukou.enterprises.views.one_form import REGISTER, filled
from dukou.enterprises.views.tabs import tabs_of
from dukou.figures.core.origins import Origin
from dukou.kit.core.labels import Label
from dukou.kit.core.numbers import whole_number
from dukou.kit.pages.parts import Crumb

LISTS = Label("导入清单", "Lists handed in")
OF_A_KIND = 5  # remarks of one kind that stand in the preview; the rest is one step away
LOOK_AGAIN = 3  # seconds
_AT_WORK = (DeliveryState.READING, DeliveryState.TAKING_IN)
_KEEPERS = needs(Permission.KEEP_REGISTER, rows="enterprises.queries.deliveries:visible_deliveries")


@_KEEPERS
@require_http_methods(["GET", "HEAD", "POST"])
def lists(request: HttpRequest) -> HttpResponse:
    """The lists received, and the form to hand one in."""
    viewer = request_viewer(request)
    form, made = UploadForm(request.POST or None, request.FILES or None), list[int]()
    if filled(request, form, lambda: made.append(_receive(viewer, form))):
        return redirect(reverse("enterprises:delivery", args=[made[0]]))
    start = page_start(request)
    rows, has_more = deliveries(viewer, start)
    context = {
        "form": form,
        "table": delivery_table(rows),
        "more": start + PAGE if has_more else "",
        "tabs": tabs_of(viewer, "import"),
    }
    return render(request, "enterprises/import.html", context, status=422 if form.errors else 200)


@_KEEPERS
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, number: int) -> HttpResponse:
    """One list: how far a worker is, the preview before it is taken in, or what it did."""
    viewer = request_viewer(request)
    found = delivery(viewer, number)
    if found is None:
        raise Http404(number)
    takes = request.POST.get("decision") == "take_in"
    taking = Form(request.POST if takes else None)
    discarding = DiscardForm(request.POST if request.method == "POST" and not takes else None)
    if takes and filled(request, taking, lambda: acts.take_in(by=viewer, number=number)):
        return redirect(reverse("enterprises:delivery", args=[number]))
    if not takes and filled(request, discarding, lambda: acts.discard(by=viewer, number=number, reason=discarding.cleaned_data["reason"])):
        messages.success(request, str(Label("已放弃，名录没有变动", "discarded; the register is as it was")))
        return redirect(reverse("enterprises:import"))
    status = 422 if taking.errors or discarding.errors else 200
    answer = render(request, "enterprises/delivery.html", _context(viewer, found, taking, discarding), status=status)
    if found.state in _AT_WORK:
        answer.headers["Refresh"] = str(LOOK_AGAIN)
    return answer


@_KEEPERS
@require_safe
def remarked(request: HttpRequest, number: int) -> HttpResponse:
    """Every remark of one kind, page by page."""
    viewer = request_viewer(request)
    found, asked, start = delivery(viewer, number), request.GET.get("kind", ""), page_start(request)
    counts = remark_counts(viewer, number)
    kind = next((each for each in counts if each.value == asked), None)
    if found is None or kind is None:
        raise Http404(f"{number} {asked}")
    some = remarks(viewer, number, kind, start)
    context = {
        "list": found,
        "kind": kind,
        "table": remark_table({kind: (counts[kind], some)}, request.path),
        "more": start + PAGE if start + len(some) < counts[kind] else "",
        "crumbs": [*_way(), Crumb(found.name, reverse("enterprises:delivery", args=[number])), Crumb(kind.label)],
    }
    return render(request, "enterprises/remarks.html", context)


@_KEEPERS
@require_safe
def copy(request: HttpRequest, number: int) -> HttpResponseBase:
    """The list as it was handed in, with what was remarked on each row in one more column."""
    viewer = request_viewer(request)
    with TemporaryDirectory() as folder:
        out = Path(folder) / "copy"
        name = annotated(viewer, number, out)
        if name is None:
            raise Http404(number)
        return FileResponse(out.open("rb"), as_attachment=True, filename=name)


def page_start(request: HttpRequest) -> int:
    """How many entries were shown before; a mark that is none begins at the beginning."""
    return whole_number(request.GET.get("after", "")) or 0


def _receive(viewer: Viewer, form: UploadForm) -> int:
    typed = form.cleaned_data
    file, origin = typed["file"], Origin.of(typed["origin"] or Origin.OFFICE.value)
    return acts.receive(by=viewer, source=file, name=file.name, known_on=typed["known_on"], year=typed["year"], origin=origin)


def _context(viewer: Viewer, found: ShownDelivery, taking: Form, discarding: Form) -> dict[str, object]:
    number, some = found.number, _first_of_each(viewer, found.number)
    return {
        "list": found,
        "is_at_work": found.state in _AT_WORK,
        "may_take_in": found.state is DeliveryState.PREVIEWED,
        "may_discard": found.state in (DeliveryState.PREVIEWED, DeliveryState.REFUSED),
        "counts": counts_of(found),
        "columns": column_table(found) if found.columns else None,
        "remarks": remark_table(some, reverse("enterprises:remarks", args=[number])) if some else None,
        "first_rows": first_row_table(found) if found.first_rows else None,
        "taking": taking,
        "discarding": discarding,
        "crumbs": [*_way(), Crumb(found.name)],
    }


def _first_of_each(viewer: Viewer, number: int) -> Remarks:
    counts: dict[RemarkKind, int] = remark_counts(viewer, number)
    return {kind: (count, remarks(viewer, number, kind, size=OF_A_KIND)) for kind, count in counts.items()}


def _way() -> list[Crumb]:
    return [Crumb(REGISTER, reverse("enterprises:list")), Crumb(LISTS, reverse("enterprises:import"))]
