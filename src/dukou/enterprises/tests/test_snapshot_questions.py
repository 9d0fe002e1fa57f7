"""Heavy questions about firms: golden answers, and the same answer from every engine whatever the register holds."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from dukou.enterprises.core.kinds import Status, UnitKind
from dukou.enterprises.tests.register_lent import DAY, Firm, Told, packed, register
from dukou.figures.core.claims import ClaimKind
from dukou.figures.core.operators import Operator
from dukou.figures.core.tags import Confidence
from dukou.warehouse.core.questions import QUESTIONS, Row
from dukou.warehouse.parquet import engine, lay_out
from dukou.warehouse.queries.engines import OnDatabase, OnSnapshot, ask

YEARS: dict[str, str | int] = {"indicator": "revenue", "period": "2023", "earlier": "2022"}
ASKED: dict[str, dict[str, str | int]] = {
    "industries-by-county": {},
    "firms-by-year": {},
    "claims-by-source": {},
    "growth-by-industry": YEARS,
    "growth-by-segment": YEARS,
}
pytestmark = pytest.mark.django_db


def answers(folder: Path, name: str) -> list[Row]:
    """The answer, which both engines must give alike, type by type and bit by bit."""
    question, values = QUESTIONS[name], ASKED[name]
    there, here = ask(question, OnSnapshot(folder), values), ask(question, OnDatabase(DAY), values)
    assert [[(type(cell), cell) for cell in row] for row in there] == [[(type(cell), cell) for cell in row] for row in here]
    return there


def asked_of(folder: Path, name: str, *firms: Firm) -> list[Row]:
    """The answer over a register of these firms."""
    register(list(firms))
    return answers(packed(folder), name)


def revenue(now: int | None, before: int | None) -> tuple[Told, ...]:
    """What a firm told of both years."""
    return (Told("2023", now), Told("2022", before))


def test_an_empty_register_has_empty_answers(tmp_path: Path) -> None:
    register([])
    packed(tmp_path)
    assert {name: answers(tmp_path, name) for name in ASKED} == {name: [] for name in ASKED}


def test_shares_and_location_quotients_count_firms_that_stand_and_stayed(tmp_path: Path) -> None:
    firms = [
        *(Firm("3752", "500104001") for _ in range(3)),
        Firm("1431", "500104"),
        Firm("37", "500107"),
        *(Firm("14", "500107") for _ in range(3)),
        Firm("", "500104"),
        Firm("3752", ""),
        Firm("3752", "500104", merged_into=0),
        Firm("3752", "500104", status=Status.MOVED_OUT),
        Firm("3752", "500104", status=Status.DEREGISTERED),
    ]
    assert asked_of(tmp_path, "industries-by-county", *firms) == [
        (None, "37", 1, 1 / 1, 10 / 5),
        ("500104", None, 1, 1 / 5, 10 / 5),
        ("500104", "14", 1, 1 / 5, 10 / (5 * 4)),
        ("500104", "37", 3, 3 / 5, 30 / (5 * 5)),
        ("500107", "14", 3, 3 / 4, 30 / (4 * 4)),
        ("500107", "37", 1, 1 / 4, 10 / (4 * 5)),
    ]


def test_firms_by_founding_year_and_status_keep_the_unknown_apart(tmp_path: Path) -> None:
    firms = [
        Firm(founded_on=date(1999, 12, 31)),
        Firm(founded_on=date(1999, 1, 1)),
        Firm(founded_on=date(1999, 5, 1), status=Status.REVOKED),
        Firm(status=Status.UNSTATED),
        Firm(founded_on=date(2001, 1, 1), merged_into=0),
    ]
    assert asked_of(tmp_path, "firms-by-year", *firms) == [(None, "unstated", 1), ("1999", "active", 2), ("1999", "revoked", 1)]


def test_growth_counts_only_firms_with_both_years(tmp_path: Path) -> None:
    firms = [
        Firm("37", told=revenue(120, 100)),
        Firm("3752", told=revenue(90, 50)),
        Firm("37", told=(Told("2023", 999),)),
        Firm("37", told=(Told("2022", 999),)),
        Firm("37", told=revenue(None, 100)),
        Firm("37", told=(Told("2023", 7, operator=Operator.ABOVE), Told("2022", 5))),
        Firm("37", told=(Told("2023", 7, kind=ClaimKind.TARGET), Told("2022", 5))),
        Firm("", told=revenue(50, 100)),
    ]
    assert asked_of(tmp_path, "growth-by-industry", *firms) == [(None, 1, 100, 50, -0.5), ("37", 2, 150, 210, 60 / 150)]


def test_growth_on_nothing_or_less_has_no_base(tmp_path: Path) -> None:
    firms = [Firm("14", told=revenue(5, 0)), Firm("27", told=revenue(5, -3)), Firm("37", told=revenue(-5, 10))]
    assert asked_of(tmp_path, "growth-by-industry", *firms) == [("14", 1, 0, 5, None), ("27", 1, -3, 5, None), ("37", 1, 10, -5, -1.5)]


def test_of_several_claims_the_firmest_counts_then_the_one_known_last_then_the_one_recorded_last(tmp_path: Path) -> None:
    told = (
        Told("2022", 100),
        Told("2023", 1, known_on=date(2024, 5, 1), kind=ClaimKind.PRELIMINARY),
        Told("2023", 2, known_on=date(2024, 4, 1), kind=ClaimKind.FINAL),
        Told("2023", 3, known_on=date(2024, 2, 1), kind=ClaimKind.FINAL),
        Told("2023", 4, known_on=date(2024, 4, 1), kind=ClaimKind.FINAL),
        Told("2023", 5, known_on=date(2024, 4, 2), kind=ClaimKind.REPORTED),
        Told("2023", 6, known_on=date(2024, 8, 1), kind=ClaimKind.FINAL),  # not yet known on the day
    )
    assert asked_of(tmp_path, "growth-by-industry", Firm("37", told=told)) == [("37", 1, 100, 4, -0.96)]


def test_a_firm_of_several_entries_is_one_firm_along_the_whole_chain(tmp_path: Path) -> None:
    firms = [
        Firm("37", told=(Told("2022", 100),)),
        Firm("14", merged_into=0),
        Firm("14", merged_into=1, told=(Told("2023", 150),)),
        Firm("14", merged_into=2, tags={"motorcycles": Confidence.CONFIRMED}),
        Firm("14", merged_into=3, tags={"motorcycles": Confidence.LIKELY}),
    ]
    assert asked_of(tmp_path, "growth-by-industry", *firms) == [("37", 1, 100, 150, 0.5)]
    assert answers(tmp_path, "growth-by-segment") == [("segment/motorcycles", 1, 100, 150, 0.5)]


def test_a_firm_counts_in_each_of_its_segments_and_a_suggestion_in_none(tmp_path: Path) -> None:
    both = {"a": Confidence.CONFIRMED, "b": Confidence.LIKELY, "c": Confidence.SUGGESTED}
    firms = [Firm(told=revenue(11, 10), tags=both), Firm(told=revenue(30, 10), tags={"b": Confidence.CONFIRMED}), Firm(told=revenue(9, 9))]
    assert asked_of(tmp_path, "growth-by-segment", *firms) == [("segment/a", 1, 10, 11, 0.1), ("segment/b", 2, 20, 41, 1.05)]


def test_names_and_codes_of_the_self_employed_are_not_lent(tmp_path: Path) -> None:
    register([Firm(name="示例市甲食品店", unit_kind=UnitKind.SELF_EMPLOYED), Firm(name="示例市乙有限公司")])
    packed(tmp_path)
    with engine() as duck:
        lay_out(duck, tmp_path / "enterprise.parquet", "e")
        assert duck.execute("select name, unit_kind from e").fetchall() == [(None, "self_employed"), ("示例市乙有限公司", "company")]


AMOUNTS = st.none() | st.integers(-(10**15), 10**15)
TOLD = st.builds(
    Told,
    period=st.sampled_from(["2023", "2022", "2024H1", ""]),
    amount=AMOUNTS,
    kind=st.sampled_from(ClaimKind),
    known_on=st.dates(date(2024, 7, 1), date(2024, 7, 12)),
    operator=st.sampled_from([Operator.EQUAL, Operator.EQUAL, Operator.ABOVE]),
)
TAGS = st.dictionaries(st.sampled_from(["茶", "b", "c"]), st.sampled_from(Confidence), max_size=2)


@st.composite
def registers(draw: st.DrawFn) -> list[Firm]:
    """Registers of a few firms in which whatever can be missing sometimes is, with chains of merged entries."""
    firms: list[Firm] = []
    for number in range(draw(st.integers(0, 8))):
        firm = st.builds(
            Firm,
            industry=st.sampled_from(["", "37", "3752", "C", "1431"]),
            division=st.sampled_from(["", "500104", "500104001", "500107"]),
            status=st.sampled_from(Status),
            unit_kind=st.sampled_from(UnitKind),
            founded_on=st.none() | st.dates(date(1800, 1, 1), date(2024, 7, 8)),
            merged_into=st.none() | st.integers(0, number - 1) if number else st.none(),
            told=st.lists(TOLD, max_size=4).map(tuple),
            tags=TAGS,
            name=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8),
        )
        firms.append(draw(firm))
    return firms


@settings(max_examples=20)  # each opens engines on files
@given(firms=registers())
def test_every_engine_gives_the_same_answer_to_every_question(firms: list[Firm]) -> None:
    with tempfile.TemporaryDirectory() as folder, transaction.atomic():
        register(firms)
        packed(Path(folder))
        found = {name: answers(Path(folder), name) for name in ASKED}
        transaction.set_rollback(True)
    standing = [firm for firm in firms if firm.merged_into is None]
    assert sum(int(row[2] or 0) for row in found["firms-by-year"]) == len(standing)
    assert sum(int(row[2] or 0) for row in found["industries-by-county"]) == sum(not firm.status.is_over for firm in standing)
    assert sum(int(row[2] or 0) for row in found["claims-by-source"]) == sum(told.known_on <= DAY for firm in firms for told in firm.told)
