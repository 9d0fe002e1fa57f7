"""Whistling: by the firm itself in under a minute, by an office on its behalf, by a list of visits."""

from __future__ import annotations

import secrets
from pathlib import Path
from tempfile import TemporaryDirectory

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from dukou.accounts.core.admission import needs
from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import request_viewer
from dukou.appeals.actions import visits as lists
from dukou.appeals.actions.appeals import Contact, whistle
from dukou.appeals.core.entrance import VISIBLE
from dukou.appeals.core.kinds import Channel
from dukou.appeals.core.visit_lists import COLUMNS
from dukou.appeals.forms import BehalfForm, VisitsForm, WhistleForm
from dukou.appeals.queries.contacts import contact_of
from dukou.appeals.queries.offered import begun_by_note
from dukou.appeals.queries.rules import rules_in_force
from dukou.appeals.views.parts import APPEALS, topics_offered
from dukou.enterprises.queries.lists import Listed
from dukou.enterprises.queries.own import firm_named, own_firms
from dukou.enterprises.queries.the_one import firms_meant, key_of_firm_meant
from dukou.kit.core.labels import Label
from dukou.kit.doors import acted
from dukou.kit.pages.lists import number_asked
from dukou.kit.pages.parts import Crumb

_WHISTLE = Label("吹哨", "Whistle")
_FOR_OTHERS = Label("代企业提交", "File for an enterprise")
_VISITS = Label("导入走访清单", "Take in a list of visits")


@needs(Permission.SEE_ENTERPRISE_DESK, rows=VISIBLE)
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest) -> HttpResponse:
    """A firm files itself."""
    viewer, rules = request_viewer(request), rules_in_force()
    firms = [(key, found.name) for key in own_firms(viewer) if (found := firm_named(viewer, key))]
    form = WhistleForm(
        request.POST or None,
        request.FILES or None,
        firms=firms,
        topics=topics_offered(rules),
        initial=_initial(request) | contact_of(viewer),
    )
    if request.method == "POST" and (number := _filed(viewer, form, Channel.WEB)):
        return _thanked(request, number)
    return _page(request, form, _WHISTLE, has_firm=bool(firms))


@needs(Permission.FILE_APPEALS, rows=VISIBLE)
@require_http_methods(["GET", "HEAD", "POST"])
def for_others(request: HttpRequest) -> HttpResponse:
    """An office files on behalf of a firm: from a call, a visit, a meeting."""
    viewer, rules = request_viewer(request), rules_in_force()
    exact, near = firms_meant(viewer, request.POST.get("firm", "")) if request.method == "POST" else ("", [])
    form = BehalfForm(
        request.POST or None,
        request.FILES or None,
        topics=topics_offered(rules),
        candidates=[(each.key, _as_candidate(each)) for each in near],
        initial=_initial(request) | begun_by_note(viewer, number_asked(request, "note")),
    )
    if request.method == "POST" and (number := _filed(viewer, form, None, exact)):
        return _thanked(request, number)
    return _page(request, form, _FOR_OTHERS, has_firm=True)


@needs(Permission.FILE_APPEALS)
@require_http_methods(["GET", "HEAD", "POST"])
def visits(request: HttpRequest) -> HttpResponse:
    """A list of visits is taken in whole, or not at all, with every bad row named."""
    viewer = request_viewer(request)
    form = VisitsForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        taken: list[int] = []
        with TemporaryDirectory() as folder:
            path = Path(folder) / "visits"
            with path.open("wb") as out:
                for piece in form.cleaned_data["file"].chunks():
                    out.write(piece)
            name = form.cleaned_data["file"].name
            if acted(form, lambda: taken.extend(lists.take_in(by=viewer, path=path, name=name))):
                messages.success(request, str(Label(f"已提交 {len(taken)} 件诉求", f"{len(taken)} appeals were filed")))
                return redirect("appeals:list")
    context = {
        "form": form,
        "title": _VISITS,
        "columns": list(COLUMNS.values()),
        "crumbs": [Crumb(APPEALS, reverse("appeals:list")), Crumb(_VISITS)],
    }
    return render(request, "appeals/visits.html", context, status=422 if form.errors else 200)


def _initial(request: HttpRequest) -> dict[str, str]:
    """A key that makes a double click file once, and the firm that a link names."""
    named = {"firm": request.GET["firm"][:200]} if request.GET.get("firm") else {}
    return {"form_key": secrets.token_hex(16)} | named


def _as_candidate(firm: Listed) -> Label:
    """A firm as one of several: its whole name, and by what it is told from its namesakes."""
    told = "，".join(word for word in (firm.code or firm.key, firm.division_name) if word)
    return Label("{name}（{told}）", "{name} ({told})").filled(name=firm.name, told=told)


def _filed(viewer: Viewer, form: WhistleForm, channel: Channel | None, exact: str = "") -> int:
    """The number of the appeal that was filed; 0 where the form says what is amiss. `exact`: the key of the firm that was named."""
    if not form.is_valid():
        return 0
    told, made = form.cleaned_data, list[int]()

    def act() -> None:
        on_behalf = channel is None
        appeal = whistle(
            by=viewer,
            firm=(exact or told.get("meant") or key_of_firm_meant(viewer, told["firm"])) if on_behalf else told["firm"],
            title=told["title"],
            text=told["text"],
            topic=told["topic"],
            place=told.get("place", ""),
            contact=Contact(told["contact_name"], told["contact_phone"]),
            is_pressing=told["is_pressing"],
            channel=Channel.of(told["channel"]) if channel is None else channel,
            files=told["attached"],
            form_key=told["form_key"],
        )
        made.append(appeal.pk)

    return made[0] if acted(form, act) else 0


def _thanked(request: HttpRequest, number: int) -> HttpResponse:
    messages.success(request, str(Label(f"已收到，编号 {number}", f"received, its number is {number}")))
    return redirect("appeals:appeal", number)


def _page(request: HttpRequest, form: WhistleForm, title: Label, *, has_firm: bool) -> HttpResponse:
    context = {"form": form, "title": title, "has_firm": has_firm, "crumbs": [Crumb(APPEALS, reverse("appeals:list")), Crumb(title)]}
    return render(request, "appeals/whistle.html", context, status=422 if form.errors else 200)
