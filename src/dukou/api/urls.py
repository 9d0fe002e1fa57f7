"""Routes of the API. All of it answers in problems, and each operation asks itself who calls."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, include, path, re_path
from django.utils import translation

from dukou.accounts.core.admission import with_operations
from dukou.api import views
from dukou.api.operations import admissions
from dukou.api.root import API, Unreadable
from dukou.kit.core.labels import Label, language_of, speaking, spoken
from dukou.kit.core.refusals import Refusal
from dukou.kit.doors import answering_in_problems, as_problem

View = Callable[..., HttpResponse]


class NoSuchMethod(Refusal):
    """The address is there, the method is not."""

    code = "api.no_such_method"
    status = 405
    what = Label("没有办理", "this was not done")
    why = Label("这个地址不支持这种方法", "this address knows no such method")
    cure = Label("可用的方法见应答头 Allow", "the header Allow of the answer names those it knows")


def at_the_door(view: View) -> View:
    """The view, which asks for a token itself, in the language of `Accept-Language`, refusing in problems alone."""

    @answering_in_problems
    @wraps(view)
    def answered(request: HttpRequest, **named: Any) -> HttpResponse:
        told = request.headers.get("Accept-Language")
        language = language_of(told) if told else spoken()
        with speaking(language), translation.override("en" if language == "en" else "zh-hans"), _asked_by_get(request) as is_head:
            answer = as_problem(Unreadable()) if _holds_nul(request) else _in_problems(view(request, **named))
        if is_head:
            answer.headers["Content-Length"] = str(len(answer.content))
            answer.content = b""
        answer.headers["Content-Language"] = "en" if language == "en" else "zh-CN"
        answer.headers["Cache-Control"] = "no-store"
        return answer

    answered.csrf_exempt = True  # type: ignore[attr-defined]  # sessions only read here, and a token is no cookie
    return answered


@contextmanager
def _asked_by_get(request: HttpRequest) -> Iterator[bool]:
    """Let a HEAD be answered as the GET it stands for; gives whether it is one. Operations declare GET alone."""
    is_head = request.method == "HEAD"
    if is_head:
        request.method = "GET"
    try:
        yield is_head
    finally:
        if is_head:
            request.method = "HEAD"


def _in_problems(answer: HttpResponse) -> HttpResponse:
    """The answer; a method that is not there, which the framework refuses by itself, as a problem."""
    if answer.status_code != NoSuchMethod.status:
        return answer
    told = as_problem(NoSuchMethod())
    told.headers["Allow"] = re.sub(r"\bGET\b", "GET, HEAD", answer.headers["Allow"])
    return told


def _holds_nul(request: HttpRequest) -> bool:
    """Whether address or question hold the character that no database keeps in a text."""
    return "\0" in request.path_info or any("\0" in text for name, values in request.GET.lists() for text in (name, *values))


def _routes() -> list[URLPattern]:
    """Each operation's address; whatever else lies below the root leads to nothing."""
    declared = admissions()
    routes = [route for route in API.urls[0] if isinstance(route, URLPattern) and route.name != "api-root"]
    for route in routes:
        route.callback = with_operations(at_the_door(route.callback), declared[str(route.pattern)])
    return [*routes, re_path(r"", at_the_door(views.nowhere))]


app_name = "api"
urlpatterns = [
    path("docs/", views.docs, name="docs"),
    path("v1/openapi.json", views.schema, name="schema"),
    path("v1/", include((_routes(), "v1"))),
]
