"""One claim a window, also where the window crosses New Year; whoever approves reads what he approves; one wording of the money's end."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.db.utils import IntegrityError
from django.test import Client

from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import Viewer
from dukou.enterprises.models import Enterprise
from dukou.policies.actions import claims, matching, verdicts
from dukou.policies.actions.refusals import ClaimedAlready, GivenAlready
from dukou.policies.core.budgets import Payment, forecast
from dukou.policies.core.kinds import Stage
from dukou.policies.core.measures import Window
from dukou.policies.models import Claim
from dukou.policies.queries.bundles import view_of
from dukou.policies.queries.claims import claims_seen
from dukou.policies.queries.firms import firm_of
from dukou.policies.queries.in_hand import in_hand_of
from dukou.policies.queries.unpaid import unpaid
from dukou.policies.tests.made_up import NOW, agent, changed, firms, load, state, viewer
from dukou.policies.tests.test_claims import approve
from dukou.policies.tests.test_decisions_shown import page

pytestmark = pytest.mark.django_db
WINTER = "window: {open: 2024-11-01, close: 2025-02-28}"
NEXT = "window: {open: 2025-11-01, close: 2026-02-28}"
DECEMBER, JANUARY, NEXT_DECEMBER = date(2024, 12, 20), date(2025, 1, 10), date(2025, 12, 1)
SPRING = "window: {open: 2024-03-01, close: 2024-12-31}"


def loaded(tmp_path: Path, window: str = WINTER, reason: str = "") -> None:
    """The pack with the award open in this window."""
    load(tmp_path, reason=reason, **changed((SPRING, window)))


@pytest.fixture
def firm(tmp_path: Path) -> Enterprise:
    """A firm with the title, while the award is open over New Year."""
    loaded(tmp_path)
    (made,) = firms("虚构甲厂")
    state(made, has_title=True)
    return made


def file(by: Viewer, firm: Enterprise, on: date) -> Claim:
    """File for the award."""
    return claims.file(by=by, measure="award", firm=firm.key, as_of=on, now=NOW)


def test_a_window_over_new_year_takes_one_claim(firm: Enterprise) -> None:
    owner = agent("owner", firm)
    first = file(owner, firm, DECEMBER)
    with pytest.raises(ClaimedAlready) as refused:
        file(owner, firm, JANUARY)
    assert f"第 {first.pk} 号" in refused.value.said_why.zh
    assert (first.round, first.window_on) == (2024, date(2024, 11, 1))  # it draws on the budget of 2024


def test_the_next_window_takes_another_though_both_are_of_one_year(firm: Enterprise, tmp_path: Path) -> None:
    owner = agent("owner", firm)
    file(owner, firm, JANUARY)
    loaded(tmp_path, NEXT, "下一批")
    assert file(owner, firm, NEXT_DECEMBER).window_on == date(2025, 11, 1)


def test_a_window_whose_bounds_are_mended_is_the_same_window(firm: Enterprise, tmp_path: Path) -> None:
    owner = agent("owner", firm)
    file(owner, firm, DECEMBER)
    loaded(tmp_path, "window: {open: 2025-01-01, close: 2025-03-31}", "改期")
    with pytest.raises(ClaimedAlready):
        file(owner, firm, JANUARY)


def test_the_database_holds_it_too(firm: Enterprise) -> None:
    first = file(agent("owner", firm), firm, DECEMBER)
    first.pk, first.round, first.filed_on = None, 2025, JANUARY
    with pytest.raises(IntegrityError):
        first.save(force_insert=True)


def test_after_new_year_the_claim_is_in_hand_and_the_firm_not_due_again(firm: Enterprise) -> None:
    owner, officer = agent("owner", firm), viewer("officer", Role.INDUSTRY_OFFICER)
    made = file(owner, firm, DECEMBER)
    matching.run(by=officer, as_of=JANUARY, now=NOW)
    (found,) = [each for each in unpaid(officer) if each.matched.standing.measure.key == "award"]
    assert (found.claim, found.reason.value) == (made.pk, "in_hand")
    view = view_of(owner, firm_of(owner, firm.key), JANUARY)
    assert {key: claim.number for key, claim in in_hand_of(owner, view).items()} == {"award": made.pk}


def test_a_second_claim_of_the_window_is_not_granted(tmp_path: Path, firm: Enterprise) -> None:
    """Two entries of the register may have filed before they were merged."""
    (other,) = firms("虚构乙厂")
    state(other, has_title=True)
    officer, leader = viewer("officer", Role.INDUSTRY_OFFICER), viewer("leader", Role.LEADER)
    first, second = file(agent("one", firm), firm, DECEMBER), file(agent("two", other), other, JANUARY)
    verdicts.decide(by=officer, number=first.pk, is_granted=True, as_of=DECEMBER, reason="符合", now=NOW)
    approve(leader)
    Enterprise.objects.filter(pk=other.pk).update(merged_into=firm)
    with pytest.raises(GivenAlready):
        verdicts.decide(by=officer, number=second.pk, is_granted=True, as_of=JANUARY, reason="符合", now=NOW)


def test_without_both_bounds_a_year_is_a_window() -> None:
    ends = [Window(), Window(opens=date(2024, 11, 1)), Window(closes=date(2026, 1, 1))]
    assert [(each.begins_on(JANUARY), each.is_one(DECEMBER, JANUARY)) for each in ends] == [(date(2025, 1, 1), False)] * 3


def test_whoever_may_approve_reads_what_waits_and_what_he_confirmed_and_nothing_else(firm: Enterprise, client: Client) -> None:
    (other,) = firms("虚构乙厂")
    state(other, has_title=True)
    officer, steward = viewer("officer", Role.INDUSTRY_OFFICER), viewer("steward", Role.STEWARD)
    waits, filed = file(agent("one", firm), firm, DECEMBER), file(agent("two", other), other, DECEMBER)
    assert claims_seen(steward) == []
    verdicts.decide(by=officer, number=waits.pk, is_granted=True, as_of=DECEMBER, reason="符合", now=NOW)
    assert [claim.number for claim in claims_seen(steward)] == [waits.pk]
    listed = page(client, "steward", "/policies/claims/")
    assert (f'href="/policies/claims/{waits.pk}/"' in listed, "虚构乙厂" in listed, f"/policies/firms/{firm.key}/" in listed) == (
        True,
        False,
        False,
    )
    shown = page(client, "steward", f"/policies/claims/{waits.pk}/")
    assert ["初审时规则的结论" in shown, "目前最多可给" in shown, "20 万元" in shown] == [True] * 3
    assert client.get(f"/policies/claims/{filed.pk}/").status_code == 404
    approve(steward)
    assert [(claim.number, claim.stage) for claim in claims_seen(steward)] == [(waits.pk, Stage.GRANTED)]


def test_money_that_lasts_is_told_in_one_wording() -> None:
    day = date(2024, 7, 8)
    lasts = forecast(100, [], [], [], day), forecast(100, [Payment(day, 1)], [], [], day)
    assert [told.runs_out.zh for told in lasts] == ["年内用不完"] * 2
    assert forecast(None, [Payment(day, 1)], [], [], day).runs_out.zh == "未定预算"
    assert forecast(100, [Payment(day, 100)], [], [], day).runs_out.zh == "2024-07-08"
