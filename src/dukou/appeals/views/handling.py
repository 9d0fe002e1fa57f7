"""The steps that a visitor may take on an appeal: by where it stands, by his rights, by whose part is his."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest

from dukou.accounts.core.viewers import Viewer
from dukou.appeals.core.kinds import AppealState
from dukou.appeals.models import Appeal
from dukou.appeals.views import answering, own_side, window
from dukou.appeals.views.asking import Asking
from dukou.kit.pages.steps import Step


def steps_for(viewer: Viewer, appeal: Appeal, request: HttpRequest) -> list[Step]:
    """Every step that is open to the visitor now, in the order in which things are done."""
    return list(_steps(Asking(viewer, appeal, request)))


def _steps(asking: Asking) -> Iterator[Step]:
    if asking.handles:
        yield from window.steps(asking)
    if asking.own_legs:
        yield from answering.steps(asking)
    if asking.may_call and asking.state is AppealState.REPLIED:
        yield from window.calls(asking)
    if asking.is_own:
        yield from own_side.steps(asking)
