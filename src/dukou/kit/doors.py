"""The one place where a refusal becomes a page, a form error, JSON or an exit code."""

from __future__ import annotations

import json
from collections.abc import Callable

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from dukou.kit.core.labels import spoken
from dukou.kit.core.refusals import Refusal
from dukou.kit.output import as_json

Next = Callable[[HttpRequest], HttpResponse]
PROBLEM_TYPE = "application/problem+json"
REFUSED = 1  # exit code of a refused command; 2 is the shell's own code for wrong usage


class answer_refusals:  # Django names middleware by its factory
    """Middleware: a refusal raised by a view is answered as a page, or as problem+json where JSON is asked for."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer expected failures; leave every other to Django."""
        return refused(request, exception) if isinstance(exception, Refusal) else None


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The answer to a request that was refused."""
    if request.accepts("text/html"):
        return render(request, "kit/refusal.html", {"refusal": refusal}, status=refusal.status)
    return as_problem(refusal)


def as_problem(refusal: Refusal) -> HttpResponse:
    """The refusal as problem+json (RFC 9457): title and detail in the language spoken, what, why and cure in both."""
    spoken_now = {"title": str(refusal.said_what), "status": refusal.status, "detail": str(refusal.said_why)}
    return HttpResponse(
        as_json({"type": f"urn:dukou:{refusal.code}"} | spoken_now | refusal.as_dict()),
        status=refusal.status,
        content_type=PROBLEM_TYPE,
    )


def into_form(form: forms.BaseForm, refusal: Refusal, field: str | None = None) -> None:
    """Show a refusal in the form that caused it, so that what was typed is not lost."""
    form.add_error(field, f"{refusal.said_what}：{refusal.said_why}。{refusal.said_cure}")


def on_terminal(refusal: Refusal, as_json: bool = False) -> str:
    """What a refused command writes to stderr: what, why and cure, and each fault as `file:line:column: what → cure`."""
    if as_json:
        return json.dumps(refusal.as_dict(), ensure_ascii=False, indent=2)
    said = [f"✗ {refusal.said_what}", f"  {refusal.said_why}", f"  → {refusal.said_cure}"]
    return "\n".join([*said, *(f"  {fault}" for fault in refusal.faults)])


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for an address that leads nowhere, or to something the visitor may not know of."""
    return render(request, "kit/not_found.html", status=404)


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for something the visitor may not do."""
    return render(request, "kit/not_allowed.html", status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """The page for a fault of ours; it needs no database."""
    return HttpResponse(render_to_string("kit/broken.html", {"language": spoken()}), status=500)
