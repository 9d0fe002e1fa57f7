"""One firm: its page made of panels, and the forms by which it is entered and amended."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from dukou.accounts.core.admission import needs, signed_in
from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import request_viewer
from dukou.enterprises.actions import entries
from dukou.enterprises.core.codes import judge
from dukou.enterprises.core.entrance import VISIBLE
from dukou.enterprises.core.matching import ASKED, Known, likeness
from dukou.enterprises.forms.entries import AmendForm, NewForm
from dukou.enterprises.panels.page import PAGE, may_keep
from dukou.enterprises.queries.lists import Listed, shown_by_id
from dukou.enterprises.queries.profiles import profile_of, stand_in_of
from dukou.enterprises.queries.search import search
from dukou.enterprises.tables.fields import SYNTHETIC
from dukou.enterprises.tables.lists import firm_address, firm_table
from dukou.enterprises.views.one_form import REGISTER, back_to, filled, firm_for_keeping, form_page
from dukou.kit.core.labels import Label
from dukou.kit.pages.drawing import drawn
from dukou.kit.pages.known import known_on_of, known_on_suffix
from dukou.kit.pages.panels import Asked
from dukou.kit.pages.parts import Crumb

_LOOKED_AT = 10


@signed_in(rows=VISIBLE)
@require_safe
def firm(request: HttpRequest, key: str) -> HttpResponse:
    """Everything that the rooms know of one firm. A merged entry leads to the one that stands for it, and says so."""
    viewer, suffix = request_viewer(request), known_on_suffix(request)
    stands = stand_in_of(viewer, key)
    if stands:
        messages.info(request, str(Label("您打开的条目已并入这一条", "the entry you opened was merged into this one")))
        return redirect(firm_address(stands, suffix))
    found = profile_of(viewer, key)
    if found is None:
        raise Http404(key)
    context = {
        "firm": found,
        "panels": drawn(Asked(request, known_on_of(request), PAGE, key)),
        "synthetic": SYNTHETIC,
        "may_keep": may_keep(viewer),
        "crumbs": [Crumb(REGISTER, reverse("enterprises:list") + suffix), Crumb(found.name)],
        "known_on": known_on_of(request),
    }
    return render(request, "enterprises/firm.html", context)


@needs(Permission.KEEP_REGISTER)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Enter a firm by hand. Like ones are shown first, so that none is entered twice unawares."""
    viewer = request_viewer(request)
    form, keys = NewForm(request.POST or None), list[str]()
    alike = _alike(viewer, form) if form.is_bound and form.is_valid() and not form.cleaned_data["is_another"] else []
    if not alike and filled(request, form, lambda: keys.append(_enter(viewer, form))):
        messages.success(request, str(Label("已登记", "entered")))
        return redirect(firm_address(keys[0]))
    title = Label("登记企业", "Enter a firm")
    context = {
        "form": form,
        "alike": firm_table(alike, Label("相近的企业", "Like firms")) if alike else None,
        "title": title,
        "crumbs": [Crumb(REGISTER, reverse("enterprises:list")), Crumb(title)],
    }
    return render(request, "enterprises/new.html", context, status=422 if form.errors or alike else 200)


@needs(Permission.KEEP_REGISTER, rows=VISIBLE)
@require_http_methods(["GET", "HEAD", "POST"])
def amend(request: HttpRequest, key: str) -> HttpResponse:
    """Change what the register holds of a firm, with a reason."""
    viewer = request_viewer(request)
    found = firm_for_keeping(viewer, key)
    form = AmendForm.stating(found, request.POST or None)
    if filled(request, form, lambda: entries.amend(by=viewer, key=key, entry=form.entry(), reason=form.cleaned_data["reason"])):
        return back_to(request, found, Label("已更改；原值留在变更记录里", "amended; the earlier values stay among the changes"))
    about = Label("留空的栏目不改动；简称和曾用名只增不减。", "What is left empty stays as it is; short and former names are only added.")
    return form_page(request, found, form, Label("更改登记信息", "Amend the entry"), about)


def _enter(viewer: Viewer, form: NewForm) -> str:
    return entries.register(by=viewer, entry=form.entry(), reason=form.cleaned_data["reason"])


def _alike(viewer: Viewer, form: NewForm) -> list[Listed]:
    """Firms that search finds by code or name, and that may be the one that is typed."""
    name, code = form.cleaned_data["name"], judge(form.cleaned_data["code"]).code
    hits = [hit.id for text in (code, name) if text for hit in search(viewer, text, _LOOKED_AT)]
    typed = Known(key="", name=name, code=code)
    return [
        firm
        for firm in shown_by_id(viewer, list(dict.fromkeys(hits)))
        if likeness(typed, Known(firm.key, firm.name, firm.code)).score >= ASKED
    ]
