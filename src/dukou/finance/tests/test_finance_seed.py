"""The made-up finance of a demo home: made-up firms and banks alone, something at every step, and nothing real."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from django.conf import settings as house
from django.test import override_settings

from dukou.accounts.actions import seat_demo_people
from dukou.accounts.models import Organisation
from dukou.accounts.queries import viewer_of
from dukou.accounts.queries.people import person_of
from dukou.accounts.tests import cast
from dukou.audit.queries import verify
from dukou.enterprises.actions.seeds import plant as plant_register
from dukou.enterprises.models import Enterprise
from dukou.finance.actions.seeds import BANKS, plant
from dukou.finance.core.kinds import ApplicationState, ListStanding, LoanEntryKind
from dukou.finance.core.loans import wrong_of
from dukou.finance.core.need_standings import NeedStanding
from dukou.finance.core.statistics import BankTimeliness
from dukou.finance.models import Application, BankProduct, Consent, CreditLine, Listing, LoanEntry, LookUp, MatchPlan, Need
from dukou.finance.queries.lines import entries_of_line, lines_of, terms_of
from dukou.finance.queries.needs import told
from dukou.finance.queries.statistics import asked_rows, overdue_applications, public_figures
from dukou.kit.actions import load_pack
from dukou.kit.core.homes import Home, HomeFile

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 7, 8, 6, tzinfo=UTC)
TODAY = date(2026, 7, 8)


@pytest.fixture(scope="module")
def planted(rows_of_module: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A demo home of the shipped district, its made-up firms, and then its finance."""
    home = Home(tmp_path_factory.mktemp("demo"))
    home.prepare()
    home.write(HomeFile(pack="dadukou", is_demo=True))
    with override_settings(HOME=home, HOME_FILE=home.read()):
        load_pack(by=cast.CLI, path=house.SHIPPED_PACKS / "dadukou", now=cast.NOW)
        seat_demo_people(by=cast.CLI, home=home, now=cast.NOW)
        plant(by=cast.CLI, seed=1, now=NOW)  # no made-up firm stands yet: nothing is planted
        assert not Need.objects.exists()
        plant_register(by=cast.CLI, seed=1, now=cast.NOW)
        plant(by=cast.CLI, seed=1, now=NOW)
        yield


def test_every_firm_and_bank_is_made_up(planted: None) -> None:
    firms = Enterprise.objects.filter(pk__in=Need.objects.values("enterprise"))
    assert set(firms.values_list("is_synthetic", flat=True)) == {True}
    banks = set(Application.objects.values_list("bank__key", flat=True))
    assert banks == {"demo-bank", *BANKS}
    assert all("虚构" in each for each in Organisation.objects.filter(key__in=banks).values_list("zh", flat=True))


def test_there_is_something_at_every_step(planted: None) -> None:
    assert {each.standing for each in told(list(Need.objects.all()))} == set(NeedStanding)
    there = set(Application.objects.values_list("state", flat=True))
    assert there == {each.value for each in ApplicationState} - {ApplicationState.DECLINED.value, ApplicationState.TAKEN_BACK.value}
    assert set(LoanEntry.objects.values_list("kind", flat=True)) == {each.value for each in LoanEntryKind} - {"reversed"}
    assert set(Listing.objects.values_list("standing", flat=True)) == {each.value for each in ListStanding}
    timely = {each.timeliness for each in asked_rows(NOW)}
    assert timely == set(BankTimeliness) - {BankTimeliness.LET_BE}
    assert len(overdue_applications(NOW)) >= 2


def test_every_ledger_is_right_and_the_trail_unbroken(planted: None) -> None:
    for line in CreditLine.objects.all():
        assert wrong_of(terms_of(line), entries_of_line(line)[1]) is None
    assert verify().broken is None


def test_the_small_firm_has_its_99_wan_and_reads_who_looked(planted: None) -> None:
    own = viewer_of(person_of("demo-enterprise"), TODAY)
    [line] = lines_of(own, TODAY)[0]
    assert (line.row.amount, line.standing.balance, line.left) == (99_000_000, 60_000_000, 39_000_000)
    assert LookUp.objects.filter(consent__enterprise=line.row.application.need.enterprise).count() == 2
    assert Consent.objects.filter(withdrawn_at__isnull=False).count() == 1


def test_the_office_finds_a_plan_of_matching_as_of_the_day_of_the_figures(planted: None) -> None:
    [plan] = MatchPlan.objects.all()
    chosen = list(plan.found.filter(is_chosen=True))
    assert plan.as_of < TODAY
    assert len(chosen) > 1
    assert sum(each.value for each in chosen) == plan.value <= plan.bound
    assert BankProduct.objects.filter(replaced_at__isnull=True, quota__isnull=False).count() == 5


def test_the_public_reads_counts(planted: None) -> None:
    found = public_figures(TODAY)
    assert found.has_synthetic
    assert found.firms.total == 19  # twelve of the quarter's own stories, seven of these weeks that began before it ended


def test_planting_again_changes_nothing(planted: None) -> None:
    before = (Need.objects.count(), CreditLine.objects.count(), LoanEntry.objects.count())
    plant(by=cast.CLI, seed=1, now=NOW)
    assert (Need.objects.count(), CreditLine.objects.count(), LoanEntry.objects.count()) == before
