"""What a token may be used for. A scope only narrows: nobody gains by a token what he may not do himself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.kit.core.labels import LabelledEnum


class Scope(LabelledEnum):
    """One thing that a token may be used for, as far as the person may do it. Each includes reading."""

    READ = "read", "查看", "read"
    FIGURES = "figures", "更正数据", "correct figures"
    REGISTER = "register", "登记和维护企业名录", "keep the register of enterprises"
    APPEALS = "appeals", "提交和办理企业诉求", "file and handle appeals"
    PROJECTS = "projects", "登记和推进招商项目", "register and move investment projects"
    AFFAIRS = "affairs", "申请和办理联办事项", "apply for and handle affairs"
    CREDIT = "credit", "登记信用记录", "enter credit records"
    FINANCE = "finance", "办理企业融资、授权和凭授权查询", "act in finance, give consents and look up by them"


# The enterprises' desk is the entrance by which an agent reaches his own firm, filing and answering those by which people reach the appeals
# that they filed or have a part of; to act on them a token needs the scope besides. People, approvals, packs and the trail stay with pages.
# What a credit record says is for who keeps it: a token that only reads is told grades, and of records nothing but those of one's own firm.
# Which firms consented to a bank is for who may look there: a token that only reads is told of none.
READING = frozenset(
    {
        Permission.SEE_FIGURES_PUBLIC,
        Permission.SEE_FIGURES_INTERNAL,
        Permission.SEE_REGISTER,
        Permission.SEE_CHAINS,
        Permission.SEE_PROJECTS,
        Permission.SEE_ENTITLEMENTS,
        Permission.SEE_MEETINGS,
        Permission.SEE_ENTERPRISE_DESK,
        Permission.SEE_APPEALS,
        Permission.FILE_APPEALS,
        Permission.SEE_AFFAIRS,
        Permission.ANSWER_LEGS,
        Permission.SEE_CREDIT,
        Permission.SEE_FINANCE,
    }
)
PERMISSIONS_WITHIN: Mapping[Scope, frozenset[Permission]] = MappingProxyType(
    {
        Scope.READ: READING,
        Scope.FIGURES: READING | {Permission.RECORD_FIGURES},
        Scope.REGISTER: READING | {Permission.KEEP_REGISTER},
        Scope.APPEALS: READING | {Permission.HANDLE_APPEALS},
        Scope.PROJECTS: READING | {Permission.KEEP_PROJECTS},
        Scope.AFFAIRS: READING | {Permission.HANDLE_AFFAIRS},
        Scope.CREDIT: READING | {Permission.KEEP_CREDIT},
        Scope.FINANCE: READING | {Permission.KEEP_FINANCE, Permission.ANSWER_NEEDS},
    }
)


def narrowed(viewer: Viewer, scopes: Iterable[Scope]) -> Viewer:
    """The viewer with those of his permissions that lie within the scopes; whose organisations he belongs to stays as it is."""
    within = frozenset[Permission]().union(*(PERMISSIONS_WITHIN[scope] for scope in scopes))
    return replace(
        viewer,
        permissions=viewer.permissions & within,
        grants=frozenset(grant for grant in viewer.grants if grant.permission in within),
    )
