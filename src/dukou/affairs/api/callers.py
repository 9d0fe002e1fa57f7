"""Who may ask for what, and the caller of an operation that changes something."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from ninja import Path, Router

from dukou.accounts.core.admission import needs
from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.scopes import Scope
from dukou.accounts.core.tokens import Bearer
from dukou.accounts.core.viewers import Viewer
from dukou.affairs.core.entrance import APPLIERS, VISIBLE

router = Router(tags=["affairs"])
LAST = 2**63 - 1  # what a row's number can be
Number = Annotated[int, Path(ge=1, le=LAST, description="申请编号 · Number of the application")]
Slug = Annotated[str, Path(max_length=60, description="事项代号 · Key of the affair")]
APPLIES = needs(*APPLIERS, rows=VISIBLE)
HANDLES = needs(Permission.HANDLE_AFFAIRS, rows=VISIBLE)


def reader(request: HttpRequest) -> Viewer:
    """Who reads what is more than a line of a list: a token needs the scope for that too, a signed-in person sees it on the page."""
    bearer: Bearer | Viewer = request.auth  # type: ignore[attr-defined]  # ninja puts it there
    if isinstance(bearer, Viewer):
        return bearer
    return caller(request)


def caller(request: HttpRequest) -> Viewer:
    """Who calls, with a token for affairs: the permissions by which one enters are also those by which one only reads."""
    bearer: Bearer = request.auth  # type: ignore[attr-defined]  # ninja puts it there; only tokens change anything
    bearer.require(Scope.AFFAIRS)
    return bearer.viewer
