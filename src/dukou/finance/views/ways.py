"""The way to the pages of the room, and from its home to whatever a visitor may enter."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.kit.core.labels import Label
from dukou.kit.pages.known import usual_day
from dukou.kit.pages.parts import Crumb

FINANCE = Label("融资服务", "Finance")
_OFFICE, _BANK, _FIRM = Permission.SEE_FINANCE, Permission.ANSWER_NEEDS, Permission.SEE_ENTERPRISE_DESK
_WAYS: tuple[tuple[str, tuple[Permission, ...], Label], ...] = (
    ("office", (_OFFICE,), Label("办理情况", "How it goes")),
    ("needs", (_OFFICE, _FIRM), Label("融资需求", "Needs")),
    ("applications", (_OFFICE, _BANK, _FIRM), Label("融资申请", "Applications")),
    ("lines", (_OFFICE, _BANK, _FIRM), Label("授信和贷款", "Lines and loans")),
    ("portraits", (_FIRM,), Label("企业画像", "Portrait")),
    ("disputes", (_FIRM, Permission.KEEP_FINANCE), Label("画像异议", "Disputes of portraits")),
    ("consents", (_FIRM,), Label("授权", "Consents")),
    ("looks", (_FIRM,), Label("谁看过", "Who looked")),
    ("bank", (_BANK,), Label("已授权的企业", "Firms that consented")),
    ("offers", (_OFFICE, _BANK), Label("银行提供的产品和额度", "What banks offer")),
    ("listings", (_OFFICE, _BANK, _FIRM), Label("白名单", "White list")),
    ("matching", (_OFFICE,), Label("匹配方案", "Plans of matching")),
    ("bank_meetings", (_OFFICE, _BANK, _FIRM), Label("银企对接会", "Bank meetings")),
    ("products", (), Label("融资产品", "Products")),
)


def crumbs_of(*more: Crumb) -> list[Crumb]:
    """The way to a page of the room."""
    return [Crumb(FINANCE, reverse("finance:home")), *more] if more else [Crumb(FINANCE)]


def ways(viewer: Viewer) -> list[tuple[str, Label]]:
    """Address and name of each page that the visitor may enter."""
    is_known = viewer.person_id is not None
    return [
        (reverse(f"finance:{name}"), label) for name, needed, label in _WAYS if not needed or (is_known and any(map(viewer.may, needed)))
    ]


def as_known() -> dict[str, str]:
    """For a page that tells facts: the day as of which they are told, where that is not today (a demo home has a day of its own)."""
    day = usual_day()
    return {"known_on": day.isoformat()} if day != timezone.localdate() else {}
