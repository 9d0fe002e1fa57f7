"""What the room lends of money and promises: what stood on a day, no word of it; and the question over money, alike on every engine."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from dukou.accounts.core.roles import Role
from dukou.projects.actions import promise_changes, promises, proofs
from dukou.projects.core.ladders import PaperKind
from dukou.projects.core.replays import Rung
from dukou.projects.queries.money import ladder_of
from dukou.projects.queries.promises import promise_told
from dukou.projects.tests import money_made, told
from dukou.projects.tests.money_made import DAY, KEEPER, NOW, WAN, decide_all, prove, tell
from dukou.projects.tests.told import OF_FIRM, OFFICE
from dukou.warehouse.core.questions import QUESTIONS, Row
from dukou.warehouse.parquet import engine, pack
from dukou.warehouse.queries.declared import TABLES
from dukou.warehouse.queries.engines import OnDatabase, OnSnapshot, ask

pytestmark = pytest.mark.django_db
LATER, NEXT = NOW + timedelta(days=5), DAY + timedelta(days=5)


def lent(name: str, day: date = NEXT) -> list[tuple[Any, ...]]:
    """The rows of a table as lent on a day."""
    return list(TABLES[name].lent(day))


def answers(folder: Path) -> list[Row]:
    """What is told and evidenced, which both engines must give alike, type by type."""
    with engine() as duck:
        table = TABLES["project_money"]
        pack(duck, table.lent(NEXT).iterator(), table.physical, folder / "project_money.parquet")
    question = QUESTIONS["signed-and-evidenced"]
    there, here = ask(question, OnSnapshot(folder), {}), ask(question, OnDatabase(NEXT), {})
    assert [[(type(cell), cell) for cell in row] for row in there] == [[(type(cell), cell) for cell in row] for row in here]
    return there


def test_the_newest_total_that_stands_is_lent_with_what_papers_prove(tmp_path: Path) -> None:
    money_made.load(tmp_path)
    row = money_made.project()
    tell(Rung.CONTRACT, 100)
    tell(Rung.CONTRACT, 300, as_of=DAY)
    prove(Rung.CONTRACT, PaperKind.CONTRACT, "一号", 80)
    gone = prove(Rung.CONTRACT, PaperKind.CONTRACT, "二号", 20)
    tell(Rung.IN_PLACE, 50)  # waits for a second person
    assert lent("project_money", DAY - timedelta(1)) == []
    assert lent("project_money") == [("made-1", "contract", 300 * WAN, 100 * WAN, "2024-07-08", 1)]
    proofs.withdraw(by=KEEPER, project="made-1", number=gone.pk, reason="虚构", now=LATER)
    decide_all()
    prove(Rung.IN_PLACE, PaperKind.BANK_SLIP, "三号", 40)
    decide_all()
    found = [
        ("made-1", "contract", 300 * WAN, 80 * WAN, "2024-07-08", 1),
        ("made-1", "funds_in_place", 50 * WAN, 40 * WAN, "2024-06-30", 1),
    ]
    assert lent("project_money") == found
    assert lent("project_money", DAY)[0][3] == 100 * WAN  # on that day the second paper stood
    lines = ladder_of(row)
    assert [(each[2], each[3]) for each in found] == [(lines[rung].amount, lines[rung].proved) for rung in (Rung.CONTRACT, Rung.IN_PLACE)]


def test_told_and_evidenced_by_rung_over_projects(tmp_path: Path) -> None:
    money_made.load(tmp_path)
    for number, (wan, proved) in enumerate(((100, 100), (300, 50)), 1):
        money_made.project(f"虚构{number}号项目", f"made-{number}")
        tell(Rung.CONTRACT, wan, key=f"made-{number}")
        prove(Rung.CONTRACT, PaperKind.CONTRACT, f"合同{number}", proved, key=f"made-{number}")
    tell(Rung.REGISTERED, 10)
    assert answers(tmp_path) == [("contract", 2, 400 * WAN, 150 * WAN), ("registered_capital", 1, 10 * WAN, 0)]


def test_promises_are_lent_as_they_stand_and_no_word_of_them() -> None:
    told.project()
    ours, theirs = told.promise(), told.promise(promised=OF_FIRM)
    waits = told.promise(promised=OF_FIRM, due_on=None, trigger="机密条件", within=30)
    assert lent("project_promise", DAY - timedelta(1)) == []
    promises.keep(by=OFFICE, number=theirs.pk, on=date(2024, 6, 1), evidence="虚构凭据", now=NOW)
    promise_changes.hand_over(
        by=OFFICE, owner="power-bureau", post="分管副局长", to="water-bureau", to_post="虚构岗位", reason="虚构", now=NOW
    )
    promise_changes.ask_day(by=OFFICE, number=ours.pk, due_on=date(2024, 12, 31), reason="虚构", now=NOW)
    before = lent("project_promise")
    told.decided(told.viewer("second", Role.LEADER), is_granted=True, now=LATER)
    of_firm = [
        (theirs.pk, "salt-pans", "firm", None, "2024-03-01", "2024-06-30", "2024-06-30", "kept", "2024-06-01", 1),
        (waits.pk, "salt-pans", "firm", None, "2024-03-01", None, None, None, None, 1),
    ]
    one = (ours.pk, "salt-pans", "district", "water-bureau", "2024-03-01", "2024-09-30")
    assert before == [(*one, "2024-09-30", None, None, 1), *of_firm]
    assert lent("project_promise", DAY) == before  # a day that was agreed to later is not known then
    assert lent("project_promise") == [(*one, "2024-12-31", None, None, 1), *of_firm]
    now = promise_told(OFFICE, ours.pk, NEXT).now
    assert (str(now.due_on), now.owner) == ("2024-12-31", "water-bureau")
