"""The caller of an operation, and the firm that is his own."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from ninja import Path

from dukou.accounts.core.scopes import Scope
from dukou.accounts.core.tokens import Bearer
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import request_viewer
from dukou.enterprises.queries.own import FirmNamed, acts_for_entry, firm_named
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal

FirmKey = Annotated[str, Path(max_length=40, description="企业编号 · Key of the firm")]
Number = Annotated[int, Path(ge=1, le=2**31 - 1, description="授权编号 · Number of the consent")]


class NotOnesOwnFirm(Refusal):
    """A portrait and its consents are the firm's own."""

    code = "finance.not_ones_own_firm"
    status = 404
    what = Label("没有查到企业“{key}”", "there is no firm “{key}”")
    why = Label("没有这个编号，或您不是它的经办人", "none has this key, or you do not act for it")
    cure = Label("核对编号", "check the key")


def own_firm(request: HttpRequest, key: str) -> tuple[Viewer, FirmNamed]:
    """Who asks, and the firm that he acts for; for nobody else it is there."""
    viewer = request_viewer(request)
    found = firm_named(viewer, key)
    if found is None or not acts_for_entry(viewer, found.id):
        raise NotOnesOwnFirm(key=key)
    return viewer, found


def caller(request: HttpRequest) -> Viewer:
    """Who calls, with a token for finance."""
    bearer: Bearer = request.auth  # type: ignore[attr-defined]  # ninja puts it there; only tokens change anything
    bearer.require(Scope.FINANCE)
    return bearer.viewer
