"""A small page with one form and an act behind it, for every room."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from dukou.kit.core.labels import Label
from dukou.kit.doors import acted
from dukou.kit.pages.parts import Crumb


def done(form: Form, act: Callable[[], object]) -> bool:
    """Whether the form is right and the act was done; a refusal of the act stands in the form."""
    return form.is_valid() and acted(form, act)


def one_form(
    request: HttpRequest,
    form: Form,
    title: Label,
    over: Label,
    way: list[Crumb],
    act: Callable[[], object],
    back: str,
    said: Label,
    about: Label | None = None,
) -> HttpResponse:
    """The page; done, it says so and leads back, or where the act says by giving an address."""
    gave: list[object] = []
    if request.method == "POST" and done(form, lambda: gave.append(act())):
        messages.success(request, str(said))
        return redirect(gave[0] if isinstance(gave[0], str) else back)
    context: dict[str, Any] = {"form": form, "title": title, "over": over, "about": about, "back": back, "crumbs": way}
    return render(request, "kit/one_form.html", context, status=422 if form.errors else 200)
