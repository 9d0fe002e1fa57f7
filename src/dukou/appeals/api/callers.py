"""Who may ask for what, and the caller of an operation that changes something."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from ninja import Path

from dukou.accounts.core.admission import needs
from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.scopes import Scope
from dukou.accounts.core.tokens import Bearer
from dukou.accounts.core.viewers import Viewer
from dukou.appeals.core.entrance import VISIBLE

LAST = 2**63 - 1  # what a row's number can be
Number = Annotated[int, Path(ge=1, le=LAST, description="诉求编号 · Number of the appeal")]
FILES = needs(Permission.SEE_ENTERPRISE_DESK, Permission.FILE_APPEALS, rows=VISIBLE)
HANDLES = needs(Permission.HANDLE_APPEALS, rows=VISIBLE)
ANSWERS = needs(Permission.ANSWER_LEGS, rows=VISIBLE)
OWNS = needs(Permission.SEE_ENTERPRISE_DESK, rows=VISIBLE)


def caller(request: HttpRequest) -> Viewer:
    """Who calls, with a token for appeals: the permissions by which one enters are also those by which one only reads."""
    bearer: Bearer = request.auth  # type: ignore[attr-defined]  # ninja puts it there; only tokens change anything
    bearer.require(Scope.APPEALS)
    return bearer.viewer
