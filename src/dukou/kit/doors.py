"""The one place where a refusal becomes a page, a form error, JSON or an exit code."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve

from dukou.kit.core.labels import Label, spoken
from dukou.kit.core.refusals import Refusal
from dukou.kit.output import as_json

Next = Callable[[HttpRequest], HttpResponse]
View = Callable[..., HttpResponse]
PROBLEM_TYPE = "application/problem+json"
REFUSED = 1  # exit code of a refused command; 2 is the shell's own code for wrong usage
RETRY_AFTER = 5  # seconds
_SQLITE_BUSY = (5, 6)  # SQLITE_BUSY, SQLITE_LOCKED: someone else writes longer than a connection waits
# PostgreSQL: serialization failure, deadlock, lock not available, too many connections, starting up or shutting down
_POSTGRESQL_BUSY = ("40001", "40P01", "55P03", "53300", "57P03")


class Busy(Refusal):
    """The database did not get to it in time. Nothing was done, and the same may well be done a little later."""

    code = "kit.busy"
    status = 503
    what = Label("没有办理", "this was not done")
    why = Label("系统正忙，等了很久仍没有轮到", "the system is busy, and its turn did not come in time")
    cure = Label("稍等片刻，再办一次", "wait a moment, then do it again")


class Broken(Refusal):
    """A fault of ours, told to a program; the log has the particulars."""

    code = "kit.broken"
    status = 500
    what = Label("没有办理", "this was not done")
    why = Label("系统出错", "something is wrong in the system")
    cure = Label("错误已记入日志，请告诉系统管理员何时做了什么", "it is logged; tell the steward what was asked, and when")


class answer_refusals:  # Django names middleware by its factory
    """Middleware: a refusal raised by a view is answered as a page, or as problem+json where JSON is asked for."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer expected failures; leave every other to Django."""
        if is_busy(exception):
            return refused(request, Busy())
        return refused(request, exception) if isinstance(exception, Refusal) else None


def is_busy(exception: BaseException | None) -> bool:
    """Whether the database failed because others held it too long, and not because anything is wrong."""
    cause = exception.__cause__ if isinstance(exception, OperationalError) else None
    return getattr(cause, "sqlite_errorcode", 0) & 0xFF in _SQLITE_BUSY or getattr(cause, "sqlstate", "") in _POSTGRESQL_BUSY


def answering_in_problems(view: View) -> View:
    """Mark a view for programs: whatever goes wrong at its address is a problem, whatever the program says it accepts."""
    view.answers_in_problems = True  # type: ignore[attr-defined]
    return view


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The answer to a request that was refused."""
    if _wants_problem(request):
        return _with_pause(as_problem(refusal), refusal)
    return _with_pause(render(request, "kit/refusal.html", {"refusal": refusal}, status=refusal.status), refusal)


def _with_pause(answer: HttpResponse, refusal: Refusal) -> HttpResponse:
    if isinstance(refusal, Busy):
        answer.headers["Retry-After"] = str(RETRY_AFTER)
    return answer


def _wants_problem(request: HttpRequest) -> bool:
    try:
        view = resolve(request.path_info).func
    except Resolver404:
        view = None
    return getattr(view, "answers_in_problems", False) or not request.accepts("text/html")


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


def acted(form: forms.BaseForm, act: Callable[[], object]) -> bool:
    """Whether the act was done; a refusal of it stands in the form that caused it."""
    try:
        act()
    except Refusal as refusal:
        into_form(form, refusal)
        return False
    return True


def carried_out(request: HttpRequest, form: forms.BaseForm, act: Callable[[], object], done: Label | Callable[[], Label]) -> bool:
    """Whether what a page's form asks for was done, which the next page says; otherwise the form says why not."""
    if not (form.is_valid() and acted(form, act)):
        return False
    messages.success(request, str(done() if callable(done) else done))
    return True


def on_terminal(refusal: Refusal, as_json: bool = False) -> str:
    """What a refused command writes to stderr: what, why and cure, and each fault as `file:line:column: what → cure`."""
    if as_json:
        return json.dumps(refusal.as_dict(), ensure_ascii=False, indent=2)
    said = [f"✗ {refusal.said_what}", f"  {refusal.said_why}", f"  → {refusal.said_cure}"]
    return "\n".join([*said, *(f"  {fault}" for fault in refusal.faults)])


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for an address that leads nowhere, or to something the visitor may not know of."""
    return render(request, "kit/not_found.html", status=404)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The answer to a form without its token: sent from elsewhere, or from a page that lay open too long."""
    return render(request, "kit/not_allowed.html", status=403)


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for something the visitor may not do."""
    return render(request, "kit/not_allowed.html", status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """The answer to a fault of ours, which needs neither database nor session; 503 where the database was only busy, outside any view."""
    busy = Busy() if is_busy(sys.exception()) else None
    if _wants_problem(request):
        answer = as_problem(busy or Broken())
    else:
        context = {"html_language": "en" if spoken() == "en" else "zh-CN", "busy": busy}
        answer = HttpResponse(render_to_string("kit/broken.html", context), status=busy.status if busy else 500)
    return _with_pause(answer, busy) if busy else answer
