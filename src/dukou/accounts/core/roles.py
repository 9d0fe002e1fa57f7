"""Roles in plain words, each with what it may. Three offices are kept apart: who administers, who approves, who audits.

GB/T 22239-2019 8.1.4.2 d asks for separate system, security and audit administrators. Here the steward administers, approval lies with
a second person (the leader's office, or another steward), and the auditor reads the trail and changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from dukou.accounts.core.permissions import Permission
from dukou.kit.core.labels import LabelledEnum


class Role(LabelledEnum):
    """The part a person plays in an organisation."""

    LEADER = "leader", "区领导", "district leader"
    INDUSTRY_OFFICER = "industry_officer", "产业发展办工作人员", "officer of the industry office"
    WINDOW_CLERK = "window_clerk", "服务窗口人员", "clerk at the service window"
    TASK_FORCE_MEMBER = "task_force_member", "专班成员", "member of a task force"
    DEPARTMENT_OFFICER = "department_officer", "部门工作人员", "officer of a department"
    BANK_OFFICER = "bank_officer", "银行客户经理", "bank officer"
    ENTERPRISE_AGENT = "enterprise_agent", "企业经办人", "agent of an enterprise"
    AUDITOR = "auditor", "审计员", "auditor"
    STEWARD = "steward", "系统管理员", "steward"


PERMISSIONS_OF: Mapping[Role, frozenset[Permission]] = MappingProxyType(
    {
        Role.LEADER: frozenset(
            {
                Permission.SEE_FIGURES_PUBLIC,
                Permission.SEE_FIGURES_INTERNAL,
                Permission.SEE_REGISTER,
                Permission.SEE_CHAINS,
                Permission.SEE_PROJECTS,
                Permission.SEE_CREDIT,
                Permission.SEE_FINANCE,
                Permission.SEE_ENTITLEMENTS,
                Permission.SEE_APPEALS,
                Permission.SEE_AFFAIRS,
                Permission.SEE_MEETINGS,
                Permission.CALL_MEETINGS,
                Permission.SEE_LEADER_DESK,
                Permission.SEE_OFFICER_DESK,
                Permission.APPROVE,
            }
        ),
        Role.INDUSTRY_OFFICER: frozenset(
            {
                Permission.SEE_FIGURES_PUBLIC,
                Permission.SEE_FIGURES_INTERNAL,
                Permission.RECORD_FIGURES,
                Permission.SEE_REGISTER,
                Permission.KEEP_REGISTER,
                Permission.SEE_CHAINS,
                Permission.KEEP_CHAINS,
                Permission.SEE_PROJECTS,
                Permission.KEEP_PROJECTS,
                Permission.SEE_CREDIT,
                Permission.SEE_FINANCE,
                Permission.KEEP_FINANCE,
                Permission.SEE_ENTITLEMENTS,
                Permission.HANDLE_CLAIMS,
                Permission.FILE_APPEALS,
                Permission.SEE_APPEALS,
                Permission.HANDLE_APPEALS,
                Permission.SEE_AFFAIRS,
                Permission.ANSWER_LEGS,
                Permission.SEE_MEETINGS,
                Permission.CALL_MEETINGS,
                Permission.SEE_OFFICER_DESK,
                Permission.SEE_LEADER_DESK,
                Permission.INVITE_AGENTS,
            }
        ),
        Role.WINDOW_CLERK: frozenset(
            {
                Permission.SEE_FIGURES_PUBLIC,
                Permission.SEE_REGISTER,
                Permission.FILE_APPEALS,
                Permission.SEE_APPEALS,
                Permission.HANDLE_APPEALS,
                Permission.SEE_AFFAIRS,
                Permission.HANDLE_AFFAIRS,
                Permission.CALL_MEETINGS,
                Permission.SEE_WINDOW_DESK,
                Permission.INVITE_AGENTS,
            }
        ),
        Role.TASK_FORCE_MEMBER: frozenset(
            {
                Permission.SEE_FIGURES_PUBLIC,
                Permission.SEE_FIGURES_INTERNAL,
                Permission.KEEP_PROJECTS,
                Permission.FILE_APPEALS,
                Permission.CALL_MEETINGS,
                Permission.SEE_WINDOW_DESK,
            }
        ),
        Role.DEPARTMENT_OFFICER: frozenset(
            {
                Permission.SEE_FIGURES_PUBLIC,
                Permission.SEE_FIGURES_INTERNAL,
                Permission.RECORD_FIGURES,
                Permission.SEE_REGISTER,
                Permission.SEE_CHAINS,
                Permission.SEE_CREDIT,
                Permission.KEEP_CREDIT,
                Permission.DRAW_CHECKS,
                Permission.SEE_ENTITLEMENTS,
                Permission.HANDLE_CLAIMS,
                Permission.ANSWER_LEGS,
                Permission.CALL_MEETINGS,
                Permission.SEE_DEPARTMENT_DESK,
            }
        ),
        Role.BANK_OFFICER: frozenset({Permission.SEE_FIGURES_PUBLIC, Permission.SEE_BANK_DESK, Permission.ANSWER_NEEDS}),
        Role.ENTERPRISE_AGENT: frozenset({Permission.SEE_FIGURES_PUBLIC, Permission.SEE_ENTERPRISE_DESK}),
        Role.AUDITOR: frozenset({Permission.SEE_FIGURES_PUBLIC, Permission.SEE_REGISTER, Permission.SEE_AUDIT_TRAIL}),
        Role.STEWARD: frozenset({Permission.SEE_FIGURES_PUBLIC, Permission.MANAGE_PEOPLE, Permission.LOAD_PACK, Permission.APPROVE}),
    }
)

POWERFUL = frozenset({Role.STEWARD, Role.AUDITOR})  # granted only with a second pair of eyes
ANONYMOUS = frozenset({Permission.SEE_FIGURES_PUBLIC})  # what is public is public; which pages need sign-in is another question


def permissions_of(roles: Iterable[Role]) -> frozenset[Permission]:
    """Everything that a person with these roles may."""
    return frozenset(permission for role in roles for permission in PERMISSIONS_OF[role])


def may_stand_together(roles: Iterable[Role]) -> bool:
    """Whether one person may hold all these roles: the auditor holds no other, so that nobody audits what he did himself."""
    held = set(roles)
    return Role.AUDITOR not in held or held == {Role.AUDITOR}
