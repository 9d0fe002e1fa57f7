"""The firm that is asked about, and the caller of an operation that changes something."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from ninja import Path, Query

from dukou.accounts.core.scopes import Scope
from dukou.accounts.core.tokens import Bearer
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import request_viewer
from dukou.credit.actions import looks
from dukou.credit.queries.firms_asked import RealInDemo, firm_of
from dukou.credit.queries.firms_graded import is_named
from dukou.enterprises.queries.own import FirmNamed

FirmKey = Annotated[str, Path(max_length=40, description="企业编号 · Key of the firm")]
Slug = Annotated[str, Path(max_length=60, description="监管领域 · Slug of the field")]
Purpose = Annotated[str, Query(max_length=200, description="查询事由，企业看得到 · What for; the firm reads it")]


def looked_at(request: HttpRequest, key: str, what: str, purpose: str) -> tuple[Viewer, FirmNamed]:
    """Who asks, and the firm that stands for the key. The look is noted as on the pages: the firm reads it."""
    viewer = request_viewer(request)
    firm = firm_of(viewer, key)
    looks.note(by=viewer, enterprise=firm.id, key=firm.key, what=what, purpose=purpose)
    if not is_named(firm.is_synthetic):
        raise RealInDemo()
    return viewer, firm


def caller(request: HttpRequest) -> Viewer:
    """Who calls, with a token for credit."""
    bearer: Bearer = request.auth  # type: ignore[attr-defined]  # ninja puts it there; only tokens change anything
    bearer.require(Scope.CREDIT)
    return bearer.viewer
