"""Whoever reads a run has the eyes with which it was made; whose facts somebody may not see are not used for him."""

from __future__ import annotations

from pathlib import Path

import pytest

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.roles import PERMISSIONS_OF, Role
from dukou.accounts.core.viewers import NotPermitted
from dukou.policies.actions import matching, notices
from dukou.policies.queries.bundles import view_of
from dukou.policies.queries.firms import firm_of
from dukou.policies.queries.matching import office_eyes
from dukou.policies.tests.made_up import DAY, NOW, agent, firms, load, state, viewer
from dukou.rules.core.answers import Answer


@pytest.mark.parametrize("role", list(Role), ids=str)
def test_whoever_reads_a_run_could_have_made_it(role: Role) -> None:
    may = PERMISSIONS_OF[role]
    if Permission.SEE_ENTITLEMENTS in may:
        assert office_eyes("x").permissions <= may
    if Permission.HANDLE_CLAIMS in may:
        assert Permission.SEE_ENTITLEMENTS in may


@pytest.mark.django_db
def test_the_same_firm_looks_different_to_different_eyes(tmp_path: Path) -> None:
    load(tmp_path)
    (firm,) = firms("虚构甲厂")
    state(firm, has_title=True)
    seen = {}
    for who in (viewer("officer", Role.INDUSTRY_OFFICER), agent("owner", firm), viewer("clerk", Role.WINDOW_CLERK)):
        found = view_of(who, firm_of(who, firm.key), DAY).of("award")
        seen[who.key] = found.answer if found else None
    assert seen == {"person:officer": Answer.YES, "person:owner": Answer.YES, "person:clerk": Answer.UNKNOWN}


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.LEADER, Role.WINDOW_CLERK, Role.AUDITOR, Role.STEWARD], ids=str)
def test_who_does_not_handle_claims_runs_nothing_and_tells_nobody(tmp_path: Path, role: Role) -> None:
    load(tmp_path)
    who = viewer("somebody", role)
    with pytest.raises(NotPermitted):
        matching.run(by=who, as_of=DAY, now=NOW)
    with pytest.raises(NotPermitted):
        notices.tell(by=who, measure="award", as_of=DAY, now=NOW)
