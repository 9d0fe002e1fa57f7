"""The made-up records of a demo home: of made-up firms alone, with two gradings, so that matrix and history are not empty."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from django.conf import settings as house
from django.test import override_settings

from dukou.accounts.actions import seat_demo_people
from dukou.accounts.queries import viewer_of
from dukou.accounts.queries.people import person_of
from dukou.accounts.tests import cast
from dukou.credit.actions.seeds import plant
from dukou.credit.core.kinds import Severity
from dukou.credit.models import CreditRecord, GradeRun, RecordStep
from dukou.credit.queries.fields import fields
from dukou.credit.queries.matrices import migration, whole_runs
from dukou.credit.queries.own_fields import own_fields
from dukou.enterprises.actions.seeds import plant as plant_register
from dukou.enterprises.queries.own import own_firms
from dukou.kit.actions import load_pack
from dukou.kit.core.homes import Home, HomeFile

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 7, 8, 6, tzinfo=UTC)
TODAY = date(2026, 7, 8)


@pytest.fixture(scope="module")
def planted(rows_of_module: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A demo home of the shipped district, its made-up firms, and then its records."""
    home = Home(tmp_path_factory.mktemp("demo"))
    home.prepare()
    home.write(HomeFile(pack="dadukou", is_demo=True))
    with override_settings(HOME=home, HOME_FILE=home.read()):
        load_pack(by=cast.CLI, path=house.SHIPPED_PACKS / "dadukou", now=cast.NOW)
        seat_demo_people(by=cast.CLI, home=home, now=cast.NOW)
        plant(by=cast.CLI, seed=1, now=NOW)  # no made-up firm stands yet: nothing is planted
        assert not CreditRecord.objects.exists()
        plant_register(by=cast.CLI, seed=1, now=cast.NOW)
        plant(by=cast.CLI, seed=1, now=NOW)
        yield


def test_every_record_is_of_a_made_up_firm_and_says_so(planted: None) -> None:
    rows = CreditRecord.objects.select_related("enterprise")
    assert rows.count() == 14
    assert [row.number for row in rows if not row.enterprise.is_synthetic] == []
    assert [row.number for row in rows if not row.text.startswith("（合成）") or not row.number.startswith("合成-")] == []
    assert {row.severity for row in rows} == {"", *(each.value for each in Severity)}


def test_there_are_two_gradings_and_grades_that_moved(planted: None) -> None:
    counts = {each.key: len(whole_runs(each.key)) for each in fields()}
    assert set(counts.values()) == {2}
    moved = [migration(*reversed(whole_runs(key))) for key in counts]
    assert any(each.kept < each.whole for each in moved)
    assert RecordStep.objects.filter(kind="withdrawn").count() == 1


def test_the_demo_agent_has_records_and_the_department_keeps_all_fields(planted: None) -> None:
    agent = viewer_of(person_of("demo-enterprise"), TODAY)
    assert CreditRecord.objects.filter(enterprise__key__in=own_firms(agent)).count() == 4
    department = viewer_of(person_of("demo-department"), TODAY)
    assert own_fields(department) == fields()


def test_planting_twice_changes_nothing(planted: None) -> None:
    before = (CreditRecord.objects.count(), GradeRun.objects.count())
    plant(by=cast.CLI, seed=1, now=NOW)
    assert (CreditRecord.objects.count(), GradeRun.objects.count()) == before
