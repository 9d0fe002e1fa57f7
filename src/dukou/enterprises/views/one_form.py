"""A small page with one form about one firm: what was typed stays, what was refused is said in the form."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from dukou.accounts.core.viewers import Viewer
from dukou.enterprises.queries.profiles import Profile, profile_of
from dukou.enterprises.tables.lists import firm_address
from dukou.kit.core.labels import Label
from dukou.kit.doors import acted
from dukou.kit.pages.parts import Crumb

REGISTER = Label("企业名录", "Enterprises")


def firm_for_keeping(viewer: Viewer, key: str) -> Profile:
    """The firm, for somebody who keeps the register; no such page where there is none that he may see."""
    found = profile_of(viewer, key)
    if found is None:
        raise Http404(key)
    return found


def filled(request: HttpRequest, form: Form, act: Callable[[], object]) -> bool:
    """Whether the form was sent, is right, and the act was done; a refusal of the act stands in the form."""
    return request.method == "POST" and form.is_valid() and acted(form, act)


def form_page(request: HttpRequest, firm: Profile, form: Form, title: Label, about: Label | None = None) -> HttpResponse:
    """The page of the form."""
    crumbs = [Crumb(REGISTER, reverse("enterprises:list")), Crumb(firm.name, firm_address(firm.key)), Crumb(title)]
    context = {"firm": firm, "form": form, "title": title, "about": about, "crumbs": crumbs}
    return render(request, "enterprises/form.html", context, status=422 if form.errors else 200)


def back_to(request: HttpRequest, firm: Profile, done: Label) -> HttpResponse:
    """Back on the firm's page, which says what was done."""
    messages.success(request, str(done))
    return redirect(firm_address(firm.key))
