"""Pages of the API: its description for programs and for people, and the answer to addresses that lead nowhere."""

from __future__ import annotations

from functools import cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dukou.accounts.core.admission import open_to_all
from dukou.api.described import Chapter, chapters
from dukou.api.root import Nowhere, description
from dukou.kit.doors import answering_in_problems, as_problem
from dukou.kit.output import as_json


@open_to_all
@answering_in_problems
@require_safe
def schema(request: HttpRequest) -> HttpResponse:
    """The description for programs (OpenAPI 3.1). It says what can be asked and holds no data, so it is open to all."""
    return HttpResponse(_written(), content_type="application/json; charset=utf-8")


@open_to_all
@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """The same for people, drawn here: no script, nothing from elsewhere."""
    return render(request, "api/docs.html", {"chapters": _chapters()})


@open_to_all
def nowhere(request: HttpRequest) -> HttpResponse:
    """An address below the root that leads to nothing."""
    return as_problem(Nowhere())


@cache
def _written() -> str:
    return as_json(description())


@cache
def _chapters() -> list[Chapter]:
    return chapters(description())
