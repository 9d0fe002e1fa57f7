"""What a firm says is ready is not in: an officer notes what he received, and only that bears a grant."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from dukou.accounts.core.roles import Role
from dukou.policies.actions import claims, verdicts
from dukou.policies.actions.refusals import NotAskedFor, PapersMissing
from dukou.policies.models import Claim
from dukou.policies.tests.made_up import DAY, NOW, WAN, agent, firms, load, state, viewer
from dukou.policies.tests.test_claims import stage
from dukou.policies.tests.test_decisions_shown import page

pytestmark = pytest.mark.django_db


def test_a_tick_of_the_firm_is_no_paper_received(tmp_path: Path, client: Client) -> None:
    load(tmp_path)
    (firm,) = firms("虚构甲厂")
    state(firm, has_title=True)
    owner, officer = agent("owner", firm), viewer("officer", Role.INDUSTRY_OFFICER)
    for strange in ("ledger", "certificate", "unheard"):  # of another measure, held by an office, nowhere
        with pytest.raises(NotAskedFor):
            claims.file(by=owner, measure="prize", firm=firm.key, as_of=DAY, papers=["letter", strange], now=NOW)
    claim = claims.file(by=owner, measure="prize", firm=firm.key, as_of=DAY, papers=["letter"], now=NOW)
    assert (claim.announced, claim.received) == (["letter"], [])
    shown = page(client, "officer", f"/policies/claims/{claim.pk}/")
    assert ["企业称已备齐的材料" in shown, "已收到的材料" in shown] == [True, False]

    def grant() -> Claim:
        return verdicts.decide(by=officer, number=claim.pk, is_granted=True, as_of=DAY, reason="符合", now=NOW)

    with pytest.raises(PapersMissing):
        grant()
    with pytest.raises(NotAskedFor):
        claims.hand_in(by=officer, number=claim.pk, papers=["letter", "ledger"], now=NOW)
    noted = claims.hand_in(by=officer, number=claim.pk, papers=["letter"], now=NOW)
    assert (noted.announced, noted.received) == (["letter"], ["letter"])
    assert "已收到的材料" in page(client, "owner", f"/policies/claims/{claim.pk}/")
    grant()
    assert stage(claim) == ("decided", 30 * WAN)
