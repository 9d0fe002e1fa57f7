"""What the room lends: the rows that count on a day; and the question over them, the same on every engine."""

from __future__ import annotations

import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from dukou.chains.actions.assessments import assess
from dukou.chains.actions.candidates import withdraw
from dukou.chains.actions.invitations import list_one
from dukou.chains.actions.supplies import add
from dukou.chains.actions.supplies import withdraw as take_back
from dukou.chains.core.status.facts import NodeStatus
from dukou.chains.models import Assessment, Candidate, ChainText, NodeStanding
from dukou.chains.tests.listed import BRINE, CODE, DAY, NOW, OFFICE, PANS, SALT, firms, load, taken
from dukou.enterprises.tests.made_up import register
from dukou.warehouse.core.questions import QUESTIONS, Row
from dukou.warehouse.parquet import engine, pack
from dukou.warehouse.queries.declared import TABLES
from dukou.warehouse.queries.engines import OnDatabase, OnSnapshot, ask

pytestmark = pytest.mark.django_db
ON = NOW.date()


def lent(name: str, day: date = ON) -> list[tuple[Any, ...]]:
    """The rows of a table as lent on a day."""
    return list(TABLES[name].lent(day))


def test_links_are_lent_by_key_until_they_are_taken_back(tmp_path: Path) -> None:
    load(tmp_path)
    pans, salt, _ = firms().values()
    row = add(by=OFFICE, supplier=pans, user=salt, node=PANS, evidence="虚构合同", known_on=DAY, now=NOW)
    assert lent("supply_link") == [(pans, salt, PANS, "2024-07-08")]
    assert lent("supply_link", DAY - timedelta(1)) == []
    take_back(by=OFFICE, number=row.pk, reason="虚构", now=NOW)
    assert lent("supply_link") == []


def test_nodes_stand_as_the_newest_assessment_of_the_day_found_them(tmp_path: Path) -> None:
    load(tmp_path)
    firms()
    assert lent("node_standing") == []
    assess(by=OFFICE, chain="salt", as_of=DAY, now=NOW)
    first = [
        ("salt", BRINE, "missing", 0, 0, 2_400_000_000, None, "2024-07-08"),
        ("salt", PANS, "missing", 0, 0, 0, None, "2024-07-08"),
        ("salt", SALT, "present", 2, 30_000_000_000, 0, None, "2024-07-08"),
    ]
    assert lent("node_standing") == first
    register("虚构卤水厂")
    assess(by=OFFICE, chain="salt", as_of=DAY + timedelta(1), now=NOW)
    assert lent("node_standing", DAY) == first
    assert lent("node_standing", DAY + timedelta(1))[0][1:4] == (BRINE, "single_source", 1)
    assert lent("node_standing", DAY - timedelta(1)) == []


def test_candidates_are_lent_without_what_is_known_of_them_and_invitations_without_words(tmp_path: Path) -> None:
    load(tmp_path)
    taken(tmp_path, f"虚构甲厂,{CODE},虚构市,同城,卤水,80%,3000万元,是,", "虚构乙厂,,,,卤水,,,,")
    list_one(by=OFFICE, node=BRINE, candidate=CODE.lower(), office="salt-office", due_on=date(2024, 9, 30), now=NOW)
    list_one(by=OFFICE, node=SALT, now=NOW)
    assert lent("candidate")[0] == (CODE.lower(), "虚构甲厂", CODE, "虚构市", 3_000_000_000, "2024-07-08", 1)
    assert lent("candidate")[1][1:] == ("虚构乙厂", None, None, None, "2024-07-08", 1)
    Candidate.objects.filter(name="虚构乙厂").update(code=f"92{CODE[2:]}")
    assert lent("candidate")[1][1:3] == (None, None)  # a code of the self-employed
    assert [row[1:] for row in lent("invitation")] == [
        ("salt", BRINE, CODE.lower(), "listed", "2024-07-10", "2024-09-30", 1),
        ("salt", SALT, None, "listed", "2024-07-10", None, 0),
    ]
    assert lent("invitation", ON - timedelta(1)) == []
    withdraw(by=OFFICE, key=CODE.lower(), reason="虚构", now=NOW)
    assert [row[5] for row in lent("candidate")] == ["2024-07-08"]


def stand(nodes: list[tuple[str, str, int, int | None]]) -> None:
    """One assessment of each chain with these nodes: chain, state, firms, gap."""
    for chain in sorted({chain for chain, *_ in nodes}):
        text = ChainText.objects.create(
            slug=chain, version="1", since=DAY, name_zh="虚构", name_en="made up", content={}, pack="made-up", stated_at=NOW
        )
        row = Assessment.objects.create(chain=text, as_of=DAY, marks={}, content={}, made_at=NOW, made_by="cli:clerk")
        NodeStanding.objects.bulk_create(
            NodeStanding(assessment=row, node=f"node/{chain}-{number}", status=status, firms=count, gap=gap)
            for number, (of, status, count, gap) in enumerate(nodes)
            if of == chain
        )


def answers(folder: Path) -> list[Row]:
    """The answer, which both engines must give alike, type by type."""
    with engine() as duck:
        table = TABLES["node_standing"]
        pack(duck, table.lent(DAY).iterator(), table.physical, folder / "node_standing.parquet")
    question = QUESTIONS["nodes-by-status"]
    there, here = ask(question, OnSnapshot(folder), {}), ask(question, OnDatabase(DAY), {})
    assert [[(type(cell), cell) for cell in row] for row in there] == [[(type(cell), cell) for cell in row] for row in here]
    return there


def test_nodes_are_counted_by_chain_and_state_and_an_unknown_gap_is_no_nought(tmp_path: Path) -> None:
    stand([("salt", "missing", 0, 5), ("salt", "missing", 0, None), ("salt", "strong", 4, 0), ("tea", "missing", 0, None)])
    assert answers(tmp_path) == [("salt", "missing", 2, 0, 5, 1), ("salt", "strong", 1, 4, 0, 0), ("tea", "missing", 1, 0, None, 1)]


def test_without_an_assessment_the_answer_is_empty(tmp_path: Path) -> None:
    assert answers(tmp_path) == []


STATES = st.sampled_from([each.value for each in NodeStatus])
NODES = st.tuples(
    st.sampled_from(["salt", "tea"]),
    st.sampled_from([each.value for each in NodeStatus]),
    st.integers(0, 9),
    st.none() | st.integers(0, 10**15),
)


@settings(max_examples=20)  # each opens engines on files
@given(nodes=st.lists(NODES, max_size=12))
def test_every_engine_gives_the_same_answer(nodes: list[tuple[str, str, int, int | None]]) -> None:
    with tempfile.TemporaryDirectory() as folder, transaction.atomic():
        stand(nodes)
        found = answers(Path(folder))
        transaction.set_rollback(True)
    assert sum(int(row[2] or 0) for row in found) == len(nodes)
    assert sum(int(row[4] or 0) for row in found) == sum(gap or 0 for *_, gap in nodes)
    assert sum(int(row[5] or 0) for row in found) == sum(gap is None for *_, gap in nodes)
