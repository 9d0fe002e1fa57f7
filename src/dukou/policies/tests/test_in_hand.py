"""Which claim of a firm counts: page, file and API offer the office the firms for which a claim can be begun, and no other."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client

from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import Viewer
from dukou.enterprises.models import Enterprise
from dukou.enterprises.tests.visiting import page, rows, signed_in
from dukou.policies.actions import claims, matching, payments, verdicts
from dukou.policies.actions.refusals import ClaimedAlready
from dukou.policies.models import Claim
from dukou.policies.queries.in_hand import claims_counted, claims_in_hand
from dukou.policies.queries.policies import measure_of
from dukou.policies.tests.made_up import DAY, NOW, changed, firms, load, state, viewer
from dukou.policies.tests.test_claims import approve
from dukou.policies.tests.test_lists import READY, lines

pytestmark = pytest.mark.django_db
LAST_YEAR, THIS_YEAR = date(2024, 7, 8), date(2025, 3, 3)
ALL_YEAR = changed(("    window: {open: 2024-03-01, close: 2024-12-31}\n", ""))


@pytest.fixture
def some(tmp_path: Path, settings: LazySettings) -> list[Enterprise]:
    """Four firms with the title, and an award open all year; today is in the year after."""
    settings.HOME_FILE = replace(settings.HOME_FILE, known_on=str(THIS_YEAR))
    load(tmp_path, **ALL_YEAR)
    made = firms("虚构甲厂", "虚构乙厂", "虚构丙厂", "虚构丁厂")
    for firm in made:
        state(firm, has_title=True)
    return made


def proposed(by: Viewer, firm: Enterprise, on: date) -> Claim:
    """Begin a claim to the award."""
    return claims.propose(by=by, measure="award", firm=firm.key, as_of=on, now=NOW)


def decided(claim: Claim, by: Viewer, leader: Viewer, on: date, *, is_granted: bool) -> None:
    """Decided by one and confirmed by the other."""
    verdicts.decide(by=by, number=claim.pk, is_granted=is_granted, as_of=on, reason="虚构", now=NOW)
    approve(leader)


def offered(html: str) -> list[str]:
    """The firms for which a claim can be begun."""
    if 'id="f-firm"' not in html:
        return []
    return re.findall(r"<option[^>]*>([^<]*)", html[html.index('id="f-firm"') :].partition("</select>")[0])


def test_a_claim_of_another_window_one_turned_down_and_one_taken_back_hinder_none(some: list[Enterprise], client: Client) -> None:
    officer, leader = viewer("handler", Role.INDUSTRY_OFFICER), viewer("leader", Role.LEADER)
    paid = proposed(officer, some[0], LAST_YEAR)
    decided(paid, officer, leader, LAST_YEAR, is_granted=True)
    payments.enter(by=officer, number=paid.pk, voucher="凭", paid_on=LAST_YEAR, today=LAST_YEAR, now=NOW)
    approve(leader)
    refused = proposed(officer, some[1], THIS_YEAR)
    decided(refused, officer, leader, THIS_YEAR, is_granted=False)
    Claim.objects.filter(pk=proposed(officer, some[2], THIS_YEAR).pk).update(stage="withdrawn")
    filed = proposed(officer, some[3], THIS_YEAR)
    matching.run(by=officer, as_of=THIS_YEAR, now=NOW)
    seen = signed_in(client, Role.INDUSTRY_OFFICER)
    html = page(seen, READY)
    assert [(row[0], row[3]) for row in rows(html)] == [
        ("虚构丙厂", "—"),
        ("虚构丁厂", "已提出"),
        ("虚构甲厂", "—"),
        ("虚构乙厂", "不予兑付"),
    ]
    assert offered(html) == ["虚构丙厂", "虚构甲厂", "虚构乙厂"]
    assert [(row["企业名称"], row["申请编号"], row["申请状态"]) for row in lines(seen, READY, {})] == [
        ("虚构丙厂", "", ""),
        ("虚构丁厂", str(filed.pk), "已提出"),
        ("虚构甲厂", "", ""),
        ("虚构乙厂", str(refused.pk), "不予兑付"),
    ]
    told: Any = seen.get("/api/v1/policies/measures/award/ready").json()
    assert [(each["firm_name"], each["claim"], each["stage"]) for each in told["items"]] == [
        ("虚构甲厂", None, None),
        ("虚构乙厂", refused.pk, "refused"),
        ("虚构丙厂", None, None),
        ("虚构丁厂", filed.pk, "filed"),
    ]
    award = [measure_of("award").measure]
    assert list(claims_in_hand(officer, award, THIS_YEAR)) == [("award", some[3].pk)]
    for firm in some[:3]:  # what is offered is taken
        proposed(officer, firm, THIS_YEAR)


def test_the_claim_of_a_merged_entry_is_that_of_the_firm(some: list[Enterprise], client: Client) -> None:
    officer = viewer("handler", Role.INDUSTRY_OFFICER)
    made = proposed(officer, some[1], THIS_YEAR)
    Enterprise.objects.filter(pk=some[1].pk).update(merged_into=some[0])
    matching.run(by=officer, as_of=THIS_YEAR, now=NOW)
    seen = signed_in(client, Role.INDUSTRY_OFFICER)
    html = page(seen, READY)
    assert [(row[0], row[3]) for row in rows(html)][-1] == ("虚构甲厂", "已提出")
    assert offered(html) == ["虚构丙厂", "虚构丁厂"]
    assert [row["申请编号"] for row in lines(seen, READY, {})] == ["", "", str(made.pk)]
    told: Any = seen.get("/api/v1/policies/measures/award/ready").json()
    assert [each["claim"] for each in told["items"]] == [made.pk, None, None]
    with pytest.raises(ClaimedAlready):
        proposed(officer, some[0], THIS_YEAR)


def test_a_claim_under_bounds_that_were_mended_counts_as_the_act_counts_it(some: list[Enterprise], tmp_path: Path) -> None:
    officer = viewer("handler", Role.INDUSTRY_OFFICER)
    load(tmp_path, reason="定期", **changed(("open: 2024-03-01, close: 2024-12-31", "open: 2024-11-01, close: 2025-04-30")))
    made = proposed(officer, some[0], date(2024, 12, 20))
    load(tmp_path, reason="改期", **changed(("open: 2024-03-01, close: 2024-12-31", "open: 2025-01-01, close: 2025-12-31")))
    award = [measure_of("award").measure]
    assert [claim.number for claim in claims_counted(officer, award, THIS_YEAR).values()] == [made.pk]
    with pytest.raises(ClaimedAlready):
        proposed(officer, some[0], THIS_YEAR)
    later = date(2025, 6, 2)  # beyond the bounds under which it was filed
    assert claims_counted(officer, award, later) == {}
    assert proposed(officer, some[0], later).pk != made.pk


def test_of_one_firm_only_its_own_claims_are_in_hand(some: list[Enterprise]) -> None:
    officer = viewer("handler", Role.INDUSTRY_OFFICER)
    made = proposed(officer, some[0], DAY)
    award = [measure_of("award").measure]
    assert [claim.number for claim in claims_in_hand(officer, award, DAY, [some[0].pk]).values()] == [made.pk]
    assert claims_in_hand(officer, award, DAY, [some[1].pk]) == {}
