"""The six desks. A desk is a name, a right and an order; what stands on it are the panels that rooms bring."""

from __future__ import annotations

from dataclasses import dataclass

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.kit.core.labels import Label


@dataclass(frozen=True, slots=True)
class Desk:
    """One desk: who sits there, and what it is for, in one sentence."""

    slug: str
    title: Label
    about: Label
    right: Permission


DESKS: tuple[Desk, ...] = (
    Desk(
        "leader",
        Label("区领导", "Leader"),
        Label("五个集群对照目标走到哪里，哪里落后，为什么", "where each cluster stands against its target, what lags, and why"),
        Permission.SEE_LEADER_DESK,
    ),
    Desk(
        "officer",
        Label("产业发展办", "Industry office"),
        Label("本集群的数据、矛盾和更正", "the figures of the clusters, their contradictions and corrections"),
        Permission.SEE_OFFICER_DESK,
    ),
    Desk(
        "window",
        Label("服务窗口与专班", "Service window and task force"),
        Label("企业的事由谁办、办到哪一步", "who handles what an enterprise needs, and how far it is"),
        Permission.SEE_WINDOW_DESK,
    ),
    Desk(
        "department",
        Label("部门", "Department"),
        Label("等本部门办理和复核的事", "what waits for the department to handle or confirm"),
        Permission.SEE_DEPARTMENT_DESK,
    ),
    Desk(
        "bank",
        Label("银行", "Bank"),
        Label("经企业同意推荐的融资需求", "financing needs recommended with the enterprises' consent"),
        Permission.SEE_BANK_DESK,
    ),
    Desk(
        "enterprise",
        Label("企业", "Enterprise"),
        Label(
            "本企业的事都在这里：谁代表企业办事、公开数据从哪里来",
            "all of the enterprise's affairs in one place: who acts for it, where figures come from",
        ),
        Permission.SEE_ENTERPRISE_DESK,
    ),
)


def desks_of(viewer: Viewer) -> list[Desk]:
    """The desks at which the viewer may sit, in order."""
    return [desk for desk in DESKS if viewer.may(desk.right)]


def desk_of(slug: str) -> Desk | None:
    """The desk with this name."""
    return next((desk for desk in DESKS if desk.slug == slug), None)
