"""What the room's long lists share: which firms are meant, one page of them, and the files of all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.http import HttpRequest
from django.urls import reverse

from dukou.accounts.core.viewers import Viewer
from dukou.enterprises.queries.choices import divisions_that_occur
from dukou.enterprises.queries.narrowing import Meant
from dukou.kit.core.labels import Label
from dukou.kit.pages.lists import Filter, downloads, page_after
from dukou.policies.queries.policies import measures_standing

Line = TypeVar("Line")


def asked(request: HttpRequest, name: str) -> str:
    """What a filter asks for."""
    return request.GET.get(name, "").strip()[:120]


def meant_of(request: HttpRequest) -> Meant:
    """The firms that the filters mean."""
    return Meant(asked(request, "text"), asked(request, "division"))


def firm_filters(request: HttpRequest, viewer: Viewer, *more: Filter) -> list[Filter]:
    """The filters by firm: a text, and the divisions that occur; before them those of the list itself."""
    divisions = [(code, name or code) for code, name in divisions_that_occur(viewer)]
    found = [*more, Filter("text", Label("名称或代码", "Name or code"), asked(request, "text"))]
    return [*found, Filter("division", Label("区划", "Division"), asked(request, "division"), divisions)] if divisions else found


def measure_filter(request: HttpRequest) -> Filter:
    """A filter by measure."""
    offered = [(each.measure.key, each.measure.label) for each in measures_standing() if not each.measure.is_title_only]
    return Filter("measure", Label("措施", "Measure"), asked(request, "measure"), offered)


def turned(
    request: HttpRequest, rows: Sequence[Line], mark: Callable[[Line], str], name: str, *args: str
) -> tuple[list[Line], dict[str, Any]]:
    """One page of the rows, and what its page needs besides: `name` is the route of the page, and with `_download` of its files."""
    page, more = page_after(rows, request.GET.get("after", ""), mark)
    files = downloads(request, lambda ending: reverse(f"policies:{name}_download", args=[*args, ending]))
    return page, {"more": more, "count": len(rows), "downloads": files, "cleared": reverse(f"policies:{name}", args=args)}
