"""Who may ask for what, the caller of an operation that changes something, and what it is answered."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path

from dukou.accounts.core.admission import needs
from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.scopes import Scope
from dukou.accounts.core.tokens import Bearer
from dukou.accounts.core.viewers import Viewer
from dukou.appeals.core.entrance import VISIBLE
from dukou.appeals.core.kinds import AppealState, Ending
from dukou.appeals.models import Appeal

LAST = 2**63 - 1  # what a row's number can be
Number = Annotated[int, Path(ge=1, le=LAST, description="诉求编号 · Number of the appeal")]
FILES = needs(Permission.SEE_ENTERPRISE_DESK, Permission.FILE_APPEALS, rows=VISIBLE)
HANDLES = needs(Permission.HANDLE_APPEALS, rows=VISIBLE)
ASKS = needs(Permission.HANDLE_APPEALS, Permission.ANSWER_LEGS, rows=VISIBLE)
ANSWERS = needs(Permission.ANSWER_LEGS, rows=VISIBLE)
OWNS = needs(Permission.SEE_ENTERPRISE_DESK, rows=VISIBLE)


def caller(request: HttpRequest) -> Viewer:
    """Who calls, with a token for appeals: the permissions by which one enters are also those by which one only reads."""
    bearer: Bearer = request.auth  # type: ignore[attr-defined]  # ninja puts it there; only tokens change anything
    bearer.require(Scope.APPEALS)
    return bearer.viewer


def stands(row: Appeal) -> dict[str, Any]:
    """Where the appeal stands after an act."""
    state, ending = AppealState.of(row.state), Ending.of(row.ending) if row.ending else None
    return {"number": row.pk, "state": state, "state_label": ending.label if ending else state.label, "ending": ending}
