"""Premises on offer, and what fits a project."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from dukou.accounts.core.permissions import Permission
from dukou.accounts.queries import request_viewer
from dukou.kit.core.labels import Label, same
from dukou.kit.pages.lists import Filter, downloads, members, page_after, taken_home
from dukou.kit.pages.parts import Crumb
from dukou.kit.views import one_form
from dukou.projects.actions import premises as acts
from dukou.projects.core.entrance import INSIDE, INSIDE_KEEPS, KEEPERS, SIGHT
from dukou.projects.core.premises import PremiseKind
from dukou.projects.forms.premises import EndForm, LetForm, NeedForm, PremiseForm, WithdrawForm
from dukou.projects.models import Premise
from dukou.projects.queries.premises import fitting_premises, lettings_of, need_of, premise_of, premises, promised_of
from dukou.projects.tables.premises import COLUMNS, fitting_table, lettings_table, owner_of, premise_rows, premises_table, yuan
from dukou.projects.views.around import crumbs_of, inner_asked, tabs_of

PREMISES = Label("场地", "Premises")
_YES = [("yes", Label("是", "yes"))]


@SIGHT
@require_safe
def premise_list(request: HttpRequest) -> HttpResponse:
    """What is on offer."""
    rows = _asked(request)
    page, more = page_after(rows, request.GET.get("after", ""), lambda row: row.key)
    asked = {name: request.GET.get(name, "").strip()[:80] for name in ("kind", "free", "text")}
    context = {
        "table": premises_table(page) if page else None,
        "more": more,
        "filters": [
            Filter("kind", Label("类型", "Kind"), asked["kind"], members(PremiseKind)),
            Filter("free", Label("现在就空着", "Free today"), asked["free"], _YES),
            Filter("text", Label("代号、名称、地址", "Key, name, address"), asked["text"]),
        ],
        "cleared": reverse("projects:premises"),
        "downloads": downloads(request, lambda ending: reverse("projects:premises_download", args=[ending])),
        "may_keep": request_viewer(request).may(Permission.KEEP_PROJECTS),
        "crumbs": crumbs_of(None, Crumb(PREMISES)),
    }
    return render(request, "projects/premises.html", context)


@SIGHT
@require_safe
def premises_download(request: HttpRequest, ending: str) -> HttpResponseBase:
    """The same as a file."""
    return taken_home(PREMISES, ending, COLUMNS, premise_rows(_asked(request)))


@KEEPERS
@require_http_methods(["GET", "HEAD", "POST"])
def premise_new(request: HttpRequest) -> HttpResponse:
    """Put premises on offer."""
    form, viewer = PremiseForm(request.POST or None), request_viewer(request)

    def act() -> None:
        told = dict(form.cleaned_data)
        kind, rent = PremiseKind.of(told.pop("kind")), told.pop("rent")
        acts.offer(by=viewer, told=acts.Offered(kind=kind, rent_fen=rent, **told))

    title, back = Label("登记场地", "Offer premises"), reverse("projects:premises")
    way = crumbs_of(None, Crumb(PREMISES, back), Crumb(title))
    return one_form(request, form, title, PREMISES, way, act, back, Label("已登记", "On offer"))


@SIGHT
@require_safe
def premise(request: HttpRequest, key: str) -> HttpResponse:
    """One place."""
    row = premise_of(key)
    context = {
        "premise": row,
        "pairs": _pairs(row),
        "may_keep": request_viewer(request).may(Permission.KEEP_PROJECTS) and row.withdrawn_at is None,
        "crumbs": crumbs_of(None, Crumb(PREMISES, reverse("projects:premises")), Crumb(same(row.name))),
    }
    return render(request, "projects/premise.html", context)


@KEEPERS
@require_http_methods(["GET", "HEAD", "POST"])
def premise_withdraw(request: HttpRequest, key: str) -> HttpResponse:
    """Take premises off the offer."""
    row, form, viewer = premise_of(key), WithdrawForm(request.POST or None), request_viewer(request)
    title, back = Label("撤下场地", "Withdraw premises"), reverse("projects:premise", args=[key])
    way = crumbs_of(None, Crumb(PREMISES, reverse("projects:premises")), Crumb(same(row.name), back), Crumb(title))

    def act() -> None:
        acts.withdraw(by=viewer, premise=key, **form.cleaned_data)

    return one_form(request, form, title, same(row.name), way, act, back, Label("已撤下", "Withdrawn"))


@INSIDE
@require_safe
def space(request: HttpRequest, key: str) -> HttpResponse:
    """What a project needs, what fits, what it has."""
    row, today = inner_asked(request, key), timezone.localdate()
    need, lettings = need_of(row), lettings_of(row)
    may_keep = request_viewer(request).may(Permission.KEEP_PROJECTS)
    found = fitting_premises(need, today) if need else []
    context = {
        "project": row,
        "need": need,
        "fitting": fitting_table(found) if found else None,
        "lettings": lettings_table(lettings, promised_of(row), today if may_keep else None) if lettings else None,
        "may_keep": may_keep,
        "tabs": tabs_of(request, row, "space"),
        "crumbs": crumbs_of(row, Crumb(PREMISES)),
    }
    return render(request, "projects/space.html", context)


@INSIDE_KEEPS
@require_http_methods(["GET", "HEAD", "POST"])
def need(request: HttpRequest, key: str) -> HttpResponse:
    """Say what a project needs."""
    row, viewer = inner_asked(request, key), request_viewer(request)
    form = NeedForm(request.POST or None)

    def act() -> None:
        told = dict(form.cleaned_data)
        kind, rent = told.pop("kind"), told.pop("rent")
        needed = acts.Needed(kind=PremiseKind.of(kind) if kind else None, rent_fen=rent, **told)
        acts.state_need(by=viewer, project=key, told=needed)

    title, back = Label("登记场地需求", "State the need"), reverse("projects:space", args=[key])
    way = crumbs_of(row, Crumb(PREMISES, back), Crumb(title))
    return one_form(request, form, title, same(row.name), way, act, back, Label("已登记", "Stated"))


@INSIDE_KEEPS
@require_http_methods(["GET", "HEAD", "POST"])
def let(request: HttpRequest, key: str) -> HttpResponse:
    """Let premises to a project."""
    row, viewer = inner_asked(request, key), request_viewer(request)
    offered = [(each.key, f"{each.name}（{each.key}）") for each in premises(timezone.localdate())]
    form = LetForm(request.POST or None, premises=offered)

    def act() -> None:
        told: dict[str, Any] = dict(form.cleaned_data)
        rent, months = told.pop("rent"), told.pop("concession_months")
        acts.let(by=viewer, project=key, rent_fen=rent, concession_months=months or 0, **told)

    title, back = Label("登记租用", "Record a letting"), reverse("projects:space", args=[key])
    way = crumbs_of(row, Crumb(PREMISES, back), Crumb(title))
    return one_form(request, form, title, same(row.name), way, act, back, Label("已登记", "Recorded"))


@INSIDE_KEEPS
@require_http_methods(["GET", "HEAD", "POST"])
def let_end(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """End a letting."""
    row, viewer, form = inner_asked(request, key), request_viewer(request), EndForm(request.POST or None)

    def act() -> None:
        acts.end_letting(by=viewer, project=key, letting=number, **form.cleaned_data)

    title, back = Label("退租", "End the letting"), reverse("projects:space", args=[key])
    way = crumbs_of(row, Crumb(PREMISES, back), Crumb(title))
    return one_form(request, form, title, same(row.name), way, act, back, Label("已登记", "Recorded"))


def _asked(request: HttpRequest) -> list[Premise]:
    kind, text = (request.GET.get(name, "").strip()[:80] for name in ("kind", "text"))
    return list(premises(timezone.localdate(), kind=kind, text=text, is_free=request.GET.get("free") == "yes"))


def _pairs(row: Premise) -> list[tuple[Label, object]]:
    return [
        (Label("类型", "Kind"), PremiseKind.of(row.kind).label),
        (Label("地址", "Address"), row.address or "—"),
        (Label("面积", "Area"), f"{row.area:,.2f} m²"),
        (Label("租金（元/平方米·月）", "Rent (yuan per m² and month)"), yuan(row.rent_fen)),
        (Label("电力（千伏安）", "Power (kVA)"), _or_unknown(row.power_kva)),
        (Label("楼面荷载（千克/平方米）", "Floor load (kg/m²)"), _or_unknown(row.floor_load)),
        (Label("何时可用", "Free from"), _or_unknown(row.free_from)),
        (Label("权属", "Owner"), owner_of(row) or "—"),
    ]


def _or_unknown(value: object) -> object:
    return Label("不知", "not known") if value is None else str(value)
