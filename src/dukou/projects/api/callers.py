"""Who may ask for what, and the caller of an operation that changes something."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from ninja import Path, Query, Router

from dukou.accounts.core.admission import needs
from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.scopes import Scope
from dukou.accounts.core.tokens import Bearer
from dukou.accounts.core.viewers import Viewer
from dukou.projects.core.entrance import INNER

router = Router(tags=["projects"])
Key = Annotated[str, Path(max_length=40, description="项目代号 · Key of the project")]
Short = Annotated[str, Query(max_length=120)]
KEEPS = needs(Permission.KEEP_PROJECTS, rows=INNER)


def caller(request: HttpRequest) -> Viewer:
    """Who calls, with a token for projects."""
    bearer: Bearer = request.auth  # type: ignore[attr-defined]  # ninja puts it there; only tokens change anything
    bearer.require(Scope.PROJECTS)
    return bearer.viewer
