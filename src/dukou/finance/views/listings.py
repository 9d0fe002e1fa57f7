"""The white list: as the office keeps it, as a firm reads of itself, and as far as a bank may know it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import NotPermitted, Viewer
from dukou.accounts.queries import request_viewer
from dukou.enterprises.queries.own import FirmNamed, acts_for_entry, firm_named, own_firms
from dukou.finance.core.kinds import ListStanding
from dukou.finance.core.list_entrance import LISTING, LISTS, LISTS_TAKEN_HOME
from dukou.finance.models import Listing
from dukou.finance.queries.found import found_as
from dukou.finance.queries.limits import listed
from dukou.finance.queries.listings import listed_in_sight, listings_of, recommending, stands_for
from dukou.finance.tables.listings import COLUMNS, FACES, WHITE_LIST, course_table, listing_rows, listings_table, recommended_table
from dukou.finance.tables.rule_answers import ANSWER_FACES, conditions_table
from dukou.finance.views.listing_steps import steps_of
from dukou.finance.views.ways import as_known, crumbs_of
from dukou.kit.core.labels import Label
from dukou.kit.doors import carried_out
from dukou.kit.pages.known import usual_day
from dukou.kit.pages.lists import Filter, downloads, members, page_after, taken_home
from dukou.kit.pages.parts import Crumb
from dukou.kit.pages.steps import step_taken
from dukou.rules.core.answers import Answer
from dukou.rules.queries import book_of

_TODAY = Label("今天按规则逐条判断", "What the rule book says today, sentence by sentence")
_WORDS = {
    Answer.YES: Label("按规则在名单内", "in, by the rule book"),
    Answer.NO: Label("按规则不在名单内", "out, by the rule book"),
    Answer.UNKNOWN: Label("资料不够，不能判断", "not known: too little is known"),
}


@LISTS
@require_safe
def white_list(request: HttpRequest) -> HttpResponse:
    """The list as far as it is in the visitor's sight."""
    viewer = request_viewer(request)
    is_office = viewer.may(Permission.SEE_FINANCE)
    rows = _asked_for(request, viewer) if is_office else []
    page, more = page_after(rows, request.GET.get("after", "")[:20], lambda row: str(row.pk))
    context = {
        "is_office": is_office,
        "table": listings_table(page) if page else None,
        "more": more,
        "filters": _filters(request),
        "cleared": reverse("finance:listings"),
        "downloads": downloads(request, lambda ending: reverse("finance:listings_download", args=[ending])),
        "is_bank": bool(viewer.organisations_where(Permission.ANSWER_NEEDS)),
        "recommended": _to_bank(viewer),
        "own": [found for key in own_firms(viewer) if (found := firm_named(viewer, key))],
        "crumbs": crumbs_of(Crumb(WHITE_LIST)),
    }
    return render(request, "finance/listings.html", context)


@LISTS_TAKEN_HOME
@require_safe
def listings_download(request: HttpRequest, ending: str) -> HttpResponseBase:
    """The same list as a file."""
    return taken_home(WHITE_LIST, ending, COLUMNS, listing_rows(_asked_for(request, request_viewer(request))))


@LISTING
@require_http_methods(["GET", "HEAD", "POST"])
def listing(request: HttpRequest, key: str) -> HttpResponse:
    """One firm: what the rule book says of it today, where it stands on the list and how that came about, and what may be done."""
    viewer = request_viewer(request)
    firm = _firm(viewer, key)
    rows = listings_of(firm.id)
    steps = steps_of(request, viewer, firm, rows[0] if rows else None)
    step = step_taken(request, steps)
    if request.method == "POST":
        if step is None:
            raise NotPermitted(permission=Permission.KEEP_FINANCE.label)
        if carried_out(request, step.form, step.act, step.done):
            return redirect("finance:listing", firm.key)
    told = listed(firm.key, timezone.localdate(), usual_day())
    standing = ListStanding.of(rows[0].standing) if rows else None
    kept = next((row.decision for row in rows if row.decision), None)
    context = {
        "firm": firm,
        "is_own": acts_for_entry(viewer, firm.id),
        "standing": standing.label if standing else Label("没有申报", "not on any list"),
        "face": FACES[standing].value if standing else "unknown",
        "answer": _WORDS[told.answer],
        "answer_face": ANSWER_FACES[told.answer].value,
        "conditions": conditions_table(_TODAY, told),
        "book": reverse("rules:newest", args=[told.book.slug]),
        "is_unverified": told.is_unverified,
        "kept": (*book_of(kept), kept) if kept else None,
        "course": course_table([(row, found_as(viewer, firm.id, row.found_kind, row.found_key)) for row in rows]) if rows else None,
        "steps": steps,
        "crumbs": crumbs_of(Crumb(WHITE_LIST, reverse("finance:listings")), Crumb(firm.name)),
    } | as_known()
    return render(request, "finance/listing.html", context, status=422 if step and step.form.errors else 200)


def _firm(viewer: Viewer, key: str) -> FirmNamed:
    """The firm under a key: any for the office, one's own for an agent; the same answer for another's as for none."""
    firm = firm_named(viewer, key)
    if firm is None or not (viewer.may(Permission.SEE_FINANCE) or acts_for_entry(viewer, firm.id)):
        raise Http404(key)
    return firm


def _asked_for(request: HttpRequest, viewer: Viewer) -> list[Listing]:
    asked = {name: request.GET.get(name, "")[:60] for name in ("standing", "answer", "named")}
    return listed_in_sight(viewer, **asked)


def _filters(request: HttpRequest) -> list[Filter]:
    def asked(name: str) -> str:
        return request.GET.get(name, "")[:60]

    answers = [*members(Answer), ("none", Label("还没有判断", "not asked yet"))]
    return [
        Filter("standing", Label("状态", "Standing"), asked("standing"), members(ListStanding)),
        Filter("answer", Label("推荐时的规则结论", "Rule book at recommendation"), asked("answer"), answers),
        Filter("named", Label("企业名称含", "Name has"), asked("named")),
    ]


def _to_bank(viewer: Viewer) -> object:
    """The recommended firms for the visitor's bank; None where there are none, or he is of no bank."""
    if not viewer.organisations_where(Permission.ANSWER_NEEDS):
        return None
    consents = recommending(viewer, timezone.now())
    rows = listed_in_sight(viewer, standing=ListStanding.RECOMMENDED.value)
    stands = stands_for({row.enterprise_id for row in rows})
    told = [row for row in rows if stands[row.enterprise_id] in consents]
    return recommended_table(told, consents, stands) if told else None
