"""The people of a demo home: one for each desk. All are invented and say so."""

from __future__ import annotations

from dataclasses import dataclass

from dukou.accounts.core.kinds import OrganisationKind
from dukou.accounts.core.roles import Role
from dukou.kit.core.labels import Label


@dataclass(frozen=True, slots=True)
class DemoOrganisation:
    """An invented organisation that exists only in a demo home."""

    key: str
    kind: OrganisationKind
    label: Label


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """An invented person who may sign in only in a demo home and only from the machine itself."""

    username: str
    label: Label
    role: Role
    organisation: DemoOrganisation


def _office(key: str, kind: OrganisationKind, zh: str, en: str) -> DemoOrganisation:
    return DemoOrganisation(f"demo-{key}", kind, Label(f"演示·{zh}", f"Demo · {en}"))


OFFICE = _office("office", OrganisationKind.DEPARTMENT, "区级部门", "district office")
LEADERS = _office("leaders", OrganisationKind.LEADERS_OFFICE, "区领导办公室", "leaders' office")
BANK = _office("bank", OrganisationKind.BANK, "虚构银行", "made-up bank")
FIRM = _office("firm", OrganisationKind.ENTERPRISE, "虚构企业（并不存在）", "made-up firm (does not exist)")


def _person(username: str, role: Role, organisation: DemoOrganisation) -> DemoPerson:
    return DemoPerson(f"demo-{username}", Label(f"演示·{role.label.zh}", f"Demo · {role.label.en}"), role, organisation)


DEMO_PEOPLE: tuple[DemoPerson, ...] = (
    _person("leader", Role.LEADER, LEADERS),
    _person("officer", Role.INDUSTRY_OFFICER, OFFICE),
    _person("window", Role.WINDOW_CLERK, OFFICE),
    _person("taskforce", Role.TASK_FORCE_MEMBER, OFFICE),
    _person("department", Role.DEPARTMENT_OFFICER, OFFICE),
    _person("bank", Role.BANK_OFFICER, BANK),
    _person("enterprise", Role.ENTERPRISE_AGENT, FIRM),
    _person("auditor", Role.AUDITOR, OFFICE),
    _person("steward", Role.STEWARD, OFFICE),
)
