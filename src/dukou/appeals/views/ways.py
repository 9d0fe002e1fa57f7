"""The pages about appeals as a whole: which of them a visitor is offered, and the period that is asked for."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from dukou.accounts.core.admission import needs, open_to_all
from dukou.accounts.core.permissions import Permission
from dukou.accounts.queries import request_viewer
from dukou.appeals.core.entrance import SEES, VISIBLE
from dukou.appeals.views.parts import APPEALS
from dukou.kit.core.labels import Label
from dukou.kit.pages.parts import Tab

LEADS = needs(Permission.SEE_APPEALS, rows=VISIBLE)
MEASURES = needs(Permission.SEE_APPEALS, Permission.ANSWER_LEGS, rows=VISIBLE)
PAGES = (
    ("list", APPEALS, SEES),
    ("red", Label("督办清单", "Red list"), LEADS),
    ("figures", Label("四项比率", "Four rates"), MEASURES),
    ("repeats", Label("每月一题", "What repeats"), LEADS),
    ("known", Label("常见问题", "Ready answers"), open_to_all),
    ("public", Label("公开", "Public page"), open_to_all),
)
NOT_DISPATCHED = Label("（未派单）", "(not dispatched)")


def ways(request: HttpRequest, current: str) -> list[Tab]:
    """The pages that the visitor may enter."""
    viewer = request_viewer(request)
    return [Tab(label, reverse(f"appeals:{name}"), name == current) for name, label, admission in PAGES if admission.admits(viewer)]
