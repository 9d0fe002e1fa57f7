"""What the register states as facts: known of whom, unknown of whom, and never a nought in place of what nobody said."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import command_line_viewer
from dukou.enterprises.actions import doubles
from dukou.enterprises.core.ages import whole_years
from dukou.enterprises.core.entries import Entry
from dukou.enterprises.models import Enterprise
from dukou.enterprises.queries import facts
from dukou.enterprises.tests.made_up import NOW, TODAY, register, report, viewer
from dukou.figures.core.claims import ClaimKind
from dukou.figures.tests.made_up import load
from dukou.rules.core.facts import FACTS, FactValue, Stated, state_of

KEEPER = command_line_viewer("tester")


def told(name: str, *rows: Enterprise) -> dict[str, FactValue]:
    """What the fact says of each firm, by its key."""
    found: Mapping[str, Stated] = state_of(f"enterprise.{name}", viewer=KEEPER, keys=[row.key for row in rows], as_of=TODAY)
    return {key: stated.value for key, stated in found.items()}


@pytest.mark.django_db
def test_what_the_register_does_not_hold_is_left_out() -> None:
    known, blank = register(
        Entry(name="示例市云帆有限公司", industry="3061", division="500104", founded_on=date(2014, 7, 9)), "示例市长风有限公司"
    )
    assert [told(name, known, blank) for name in ("industry", "division", "founded_on", "status", "age")] == [
        {known.key: "3061"},
        {known.key: "500104"},
        {known.key: date(2014, 7, 9)},
        {},
        {known.key: Decimal(9)},
    ]


@pytest.mark.django_db
def test_a_figure_of_the_last_closed_year_is_told_with_its_period_and_place(tmp_path: Path) -> None:
    load(tmp_path)
    rows = register("示例市云帆有限公司", "示例市长风有限公司", "示例市东风有限公司")
    for of, value in ((2022, "1.25亿元"), (2023, "15000万元"), (2024, "9亿元")):
        report(rows[0], of, value)
    report(rows[1], 2023, ">100亿元")
    keys = [row.key for row in rows]
    last = facts.last_year("output", "万元")(KEEPER, keys, TODAY)
    assert {key: (stated.value, str(stated.period), stated.place) for key, stated in last.items()} == {
        keys[0]: (Decimal(15000), "2023", "3")
    }


@pytest.mark.django_db
def test_the_firmest_figure_of_a_year_is_told(tmp_path: Path) -> None:
    load(tmp_path)
    (row,) = register("示例市云帆有限公司")
    for kind, value in ((ClaimKind.FINAL, "2亿元"), (ClaimKind.PRELIMINARY, "3亿元"), (ClaimKind.EXPECTED, "4亿元")):
        report(row, 2023, value, kind)
    assert [stated.value for stated in facts.last_year("output", "亿元")(KEEPER, [row.key], TODAY).values()] == [Decimal(2)]


@pytest.mark.django_db
def test_a_figure_stated_about_a_merged_entry_is_told_of_both(tmp_path: Path) -> None:
    load(tmp_path)
    first, second = register("示例市云帆有限公司", "示例市云帆有限责任公司")
    report(second, 2023, "2亿元")
    number = doubles.propose(by=KEEPER, key=first.key, other=second.key, now=NOW)
    doubles.merge(by=KEEPER, number=number, keep=first.key, reason="同一执照", now=NOW)
    told_of = facts.last_year("output", "亿元")(KEEPER, [first.key, second.key], TODAY)
    assert {key: stated.value for key, stated in told_of.items()} == {first.key: Decimal(2), second.key: Decimal(2)}


@pytest.mark.django_db
def test_a_fact_tells_nobody_more_than_the_page_does() -> None:
    (row,) = register(Entry(name="示例市云帆有限公司", industry="3061"))
    answers = {
        role: dict(state_of("enterprise.industry", viewer=viewer(role.value, role), keys=[row.key], as_of=TODAY))
        for role in (Role.INDUSTRY_OFFICER, Role.BANK_OFFICER)
    }
    assert ({role: list(found) for role, found in answers.items()}) == {Role.INDUSTRY_OFFICER: [row.key], Role.BANK_OFFICER: []}


def test_every_fact_of_the_room_is_registered_with_both_languages_and_a_ground() -> None:
    mine = [fact.name.removeprefix("enterprise.") for fact in FACTS if fact.face.room == "enterprises"]
    wanted = ["industry", "division", "status", "unit_kind", "founded_on", "age", "tags", "revenue", "staff", "assets"]
    assert mine == wanted


@pytest.mark.parametrize(
    ("founded", "on", "years"),
    [
        (date(2014, 7, 9), date(2024, 7, 8), 9),
        (date(2014, 7, 9), date(2024, 7, 9), 10),
        (date(2020, 2, 29), date(2021, 2, 28), 0),
        (date(2020, 2, 29), date(2021, 3, 1), 1),
        (date(2020, 2, 29), date(2024, 2, 29), 4),
    ],
)
def test_a_year_is_full_on_its_day(founded: date, on: date, years: int) -> None:
    assert whole_years(founded, on) == years


@given(st.dates(date(1950, 1, 1), date(2050, 12, 31)), st.integers(0, 40000))
def test_years_never_run_ahead_of_days(founded: date, days: int) -> None:
    years = whole_years(founded, founded + timedelta(days=days))
    assert 365 * years <= days < 366 * (years + 1)
