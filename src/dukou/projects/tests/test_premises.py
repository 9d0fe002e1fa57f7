"""Premises: what fits and what is missing, one project at a time, and rents that were let off."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from dukou.projects.actions import premises, promises
from dukou.projects.actions.premises import Needed, Offered
from dukou.projects.actions.promises import Promised
from dukou.projects.actions.refusals import KeyTaken
from dukou.projects.core.premises import Fit, Lack, Need, PremiseKind, Space, fit, fitting
from dukou.projects.core.promise_kinds import Side
from dukou.projects.models import Letting, Premise
from dukou.projects.queries.premises import fitting_premises, lettings_of, promised_of
from dukou.projects.queries.premises import premises as on_offer
from dukou.projects.tables.premises import lettings_table
from dukou.projects.tests.leads_made import DAY, NOW, district, lead, officer

PLANT = PremiseKind.PLANT
NEED = Need(PLANT, Decimal(1000), Decimal(3000), 500, 2000, date(2026, 12, 1))
WHOLE = Space("whole", PLANT, Decimal(2000), 1500, 800, date(2026, 10, 1))


@pytest.mark.parametrize(
    ("space", "misses", "unknown"),
    [
        (WHOLE, (), ()),
        (Space("edge", PLANT, Decimal(1000), 2000, 500, date(2026, 12, 1)), (), ()),
        (Space("over", PLANT, Decimal("3000.01"), 2001, 499, date(2026, 12, 2)), (Lack.TOO_LARGE, Lack.POWER, Lack.RENT, Lack.LATE), ()),
        (Space("small", PremiseKind.LAND, Decimal("999.99"), 1, 500, DAY), (Lack.KIND, Lack.TOO_SMALL), ()),
        (Space("dark", PLANT, Decimal(1000)), (), (Lack.POWER, Lack.RENT, Lack.LATE)),
    ],
)
def test_what_fits_in_three_answers(space: Space, misses: tuple[Lack, ...], unknown: tuple[Lack, ...]) -> None:
    assert fit(NEED, space) == Fit(space, misses, unknown)


def test_the_order_of_what_fits() -> None:
    cheap = Space("cheap", PLANT, Decimal(2000), 1000, 800, date(2026, 10, 1))
    dark = Space("dark", PLANT, Decimal(2000), None, 800, date(2026, 10, 1))
    dear = Space("dear", PLANT, Decimal(2000), 2500, 800, date(2026, 10, 1))
    two = Space("two", PLANT, Decimal(20), 2500, 800, date(2026, 10, 1))
    assert [each.space.key for each in fitting(NEED, [dear, two, dark, WHOLE, cheap])] == ["cheap", "whole", "dark", "dear"]
    assert [each.misses for each in fitting(Need(), [two])] == [()]


@pytest.mark.django_db
def test_premises_are_let_to_one_project_at_a_time() -> None:
    district()
    keeper = officer("keeper", "north")
    first, second = lead(keeper), lead(keeper, "虚构乙厂")
    _hall(keeper)
    until = date(2027, 12, 31)
    premises.let(by=keeper, project=first.key, premise="hall", from_on=DAY, until_on=until, rent_fen=1200, now=NOW)
    early = date(2026, 9, 1)
    for days in ({"from_on": until}, {"from_on": early}, {"from_on": early, "until_on": DAY}):
        with pytest.raises(premises.LetAlready):
            premises.let(by=keeper, project=second.key, premise="hall", rent_fen=1200, now=NOW, **_days(days))
    assert list(on_offer(DAY, is_free=True)) == []
    need = premises.state_need(by=keeper, project=second.key, told=Needed(by_on=date(2028, 1, 1)), now=NOW)
    assert [(each.row.key, each.fit.space.free_from) for each in fitting_premises(need, DAY)] == [("hall", date(2028, 1, 1))]
    premises.let(by=keeper, project=second.key, premise="hall", from_on=date(2028, 1, 1), rent_fen=1200, now=NOW)
    assert (Letting.objects.count(), fitting_premises(need, DAY)) == (2, [])


@pytest.mark.django_db
def test_a_rent_that_was_let_off_leads_on_to_a_promise_and_half_of_it_is_refused() -> None:
    district()
    keeper = officer("keeper", "north")
    made = lead(keeper)
    _hall(keeper)
    with pytest.raises(premises.ConcessionHalfTold):
        premises.let(by=keeper, project=made.key, premise="hall", from_on=DAY, rent_fen=1200, concession_months=3, now=NOW)
    told = {"concession": "前三个月免租", "concession_months": 3}
    row = premises.let(by=keeper, project=made.key, premise="hall", from_on=DAY, rent_fen=1200, now=NOW, **_days(told))
    assert _concession(row) == f"/projects/of/{made.key}/promises/new/?origin=letting/{row.pk}"
    promised = Promised(
        side=Side.FIRM, text="用满三年", written_in="租约", measure="租约到期", made_on=DAY, due_on=DAY, origin=f"letting/{row.pk}"
    )
    promise = promises.make(by=keeper, project=made.key, promised=promised, now=NOW)
    assert _concession(row) == f"/projects/promises/{promise.pk}/"


def _concession(row: Letting) -> str:
    """Where the concession of a letting leads."""
    (found,) = lettings_table(lettings_of(row.project), promised_of(row.project)).rows
    return found.cells[3].address


@pytest.mark.django_db
def test_premises_are_let_from_the_day_they_are_free_and_again_once_a_letting_ended() -> None:
    district()
    keeper = officer("keeper", "north")
    first, second = lead(keeper), lead(keeper, firm="示例市虚构乙厂", key="second")
    _hall(keeper)
    with pytest.raises(premises.NotFreeYet):
        premises.let(by=keeper, project=first.key, premise="hall", from_on=date(2026, 8, 31), rent_fen=1200, now=NOW)
    made = premises.let(by=keeper, project=first.key, premise="hall", from_on=date(2027, 1, 1), rent_fen=1200, now=NOW)
    told = {"from_on": date(2027, 6, 1), "rent_fen": 1200, "now": NOW}
    with pytest.raises(premises.LetAlready):
        premises.let(by=keeper, project=second.key, premise="hall", **_days(told))
    with pytest.raises(premises.NoSuchLetting):
        premises.end_letting(by=keeper, project=second.key, letting=made.pk, on=date(2027, 5, 31), reason="退租", now=NOW)
    premises.end_letting(by=keeper, project=first.key, letting=made.pk, on=date(2027, 5, 31), reason="退租", now=NOW)
    assert premises.let(by=keeper, project=second.key, premise="hall", **_days(told)).from_on == date(2027, 6, 1)


@pytest.mark.django_db
def test_what_is_refused() -> None:
    district()
    keeper = officer("keeper", "north")
    made = lead(keeper)
    _hall(keeper)
    with pytest.raises(KeyTaken):
        _hall(keeper)
    with pytest.raises(premises.PremiseNumbers):
        premises.offer(by=keeper, told=Offered("none", PLANT, "虚构", Decimal(0)), now=NOW)
    with pytest.raises(premises.PremiseNumbers):
        premises.state_need(by=keeper, project=made.key, told=Needed(least=Decimal(2), most=Decimal(1)), now=NOW)
    premises.withdraw(by=keeper, premise="hall", reason="已拆除", now=NOW)
    with pytest.raises(premises.NotOnOffer):
        premises.let(by=keeper, project=made.key, premise="hall", from_on=DAY, rent_fen=1, now=NOW)
    assert (list(on_offer(DAY)), Premise.objects.get().withdrawn_why) == ([], "已拆除")


def _hall(by: Any) -> Premise:
    told = Offered("hall", PLANT, "虚构厂房", Decimal(2000), rent_fen=1200, power_kva=800, free_from=date(2026, 9, 1))
    return premises.offer(by=by, told=told, is_synthetic=True, now=NOW)


def _days(told: dict[str, Any]) -> dict[str, Any]:
    return told
