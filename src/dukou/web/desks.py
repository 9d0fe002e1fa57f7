"""The desks. A desk is a name, a right and an order; what stands on it are the panels that rooms bring."""

from __future__ import annotations

from dataclasses import dataclass

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.kit.core.labels import Label


@dataclass(frozen=True, slots=True)
class Desk:
    """One desk: who sits there, and what it is for, in one sentence.

    `own`: what those do whose own desk it is, where others may sit there too.
    """

    slug: str
    title: Label
    about: Label
    right: Permission
    own: Permission | None = None


DESKS: tuple[Desk, ...] = (
    Desk(
        "leader",
        Label("区领导", "Leader"),
        Label("五个集群对照目标走到哪里，哪里落后，为什么", "where each cluster stands against its target, what lags, and why"),
        Permission.SEE_LEADER_DESK,
        own=Permission.APPROVE,
    ),
    Desk(
        "officer",
        Label("产业发展办", "Industry office"),
        Label("本集群的数据、矛盾和更正", "the figures of the clusters, their contradictions and corrections"),
        Permission.SEE_OFFICER_DESK,
        own=Permission.RECORD_FIGURES,
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
    Desk(
        "steward",
        Label("系统管理员", "Steward"),
        Label("管理人员和岗位，复核别人的申请", "people and their posts, and what others asked for"),
        Permission.MANAGE_PEOPLE,
    ),
    Desk(
        "auditor",
        Label("审计员", "Auditor"),
        Label("谁在何时办了什么，记录是否完整", "who did what and when, and whether the trail is whole"),
        Permission.SEE_AUDIT_TRAIL,
    ),
)


def desks_of(viewer: Viewer) -> list[Desk]:
    """The desks at which the viewer may sit, in order."""
    return [desk for desk in DESKS if viewer.may(desk.right)]


def own_desk(viewer: Viewer) -> Desk | None:
    """The desk at which the viewer works, the first of several; failing that the first at which he may sit."""
    open_to = desks_of(viewer)
    return next((desk for desk in open_to if viewer.may(desk.own or desk.right)), open_to[0] if open_to else None)


def desk_of(slug: str) -> Desk | None:
    """The desk with this name."""
    return next((desk for desk in DESKS if desk.slug == slug), None)
