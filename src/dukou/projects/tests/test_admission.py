"""Admission: three answers kept with their facts, the same book again after production; and what of a signed sum counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import NotPermitted, Viewer
from dukou.projects.actions import admissions
from dukou.projects.actions.money_refusals import NoSuchBook
from dukou.projects.core.replays import Rung
from dukou.projects.models import PipelineText, Project
from dukou.projects.queries.admissions import AFTER, BEFORE, book_answer, counted_sum, judged
from dukou.projects.queries.money import ladder_of
from dukou.projects.queries.pipeline import pipeline
from dukou.projects.tables.admission import clauses_table
from dukou.projects.tests.money_made import DAY, KEEPER, NOW, WAN, decide_all, load, project, tell
from dukou.projects.tests.test_project_facts import produce, state
from dukou.rules.core.answers import Answer
from dukou.rules.queries import decisions_on

pytestmark = pytest.mark.django_db
PLAN = {"fixed-investment": "15000万元", "yearly-output": "35000万元", "yearly-tax": "800万元", "research-spending": "700万元"}
ISSUES = ("has-missed-energy-limit", "has-open-environment-issue", "has-open-safety-issue")
DOUBTS = ("has-money-of-same-city", "has-fiscal-money", "is-outlet", "is-in-earlier-contract", "is-move-within-city", "was-counted-before")


@pytest.fixture
def made(tmp_path: Path) -> Project:
    """A project that fits the site standard exactly, as planned."""
    load(tmp_path)
    row = project()
    state("industry-group", "装备制造")
    state("land", "100亩")
    for fact, value in PLAN.items():
        state(fact, value, is_plan=True)
    for fact in ISSUES:
        state(fact, "否")
    return row


def judge(key: str = "made-1") -> Answer:
    return admissions.judge(by=KEEPER, project=key, now=NOW)


def test_a_project_that_fits_is_admitted_and_the_answer_is_kept(made: Project) -> None:
    assert judge() is Answer.YES
    kept = judged(made, BEFORE)
    assert kept is not None and judged(made, AFTER) is None
    assert (kept.told.answer, str(kept.told.value), kept.on) == (Answer.YES, "150000000", DAY)
    assert [row.purpose for row in decisions_on("project", "made-1")] == ["admission/made-1"]


def test_a_veto_refuses_and_what_is_not_known_does_not(made: Project) -> None:
    state("has-open-safety-issue", "是", known_on=DAY)
    assert judge() is Answer.NO
    project("虚构另一项目", "made-2")
    assert judge("made-2") is Answer.UNKNOWN


def test_after_production_the_same_book_is_asked_with_what_came_about(made: Project) -> None:
    assert judge() is Answer.YES
    produce(made)
    made.refresh_from_db()
    assert judge() is Answer.UNKNOWN  # a plan is no proof
    tell(Rung.FIXED_ASSETS, 14_999)
    decide_all()
    for fact, value in PLAN.items():
        if fact != "fixed-investment":
            state(fact, value, known_on=DAY)
    assert judge() is Answer.NO
    before, after = judged(made, BEFORE), judged(made, AFTER)
    assert before is not None and after is not None
    assert (before.told.answer, after.told.answer) == (Answer.YES, Answer.NO)
    today = book_answer(KEEPER, made, pipeline().admission, DAY)
    assert today is not None
    told = [[str(cell.text) for cell in row.cells] for row in clauses_table(today, before, after).rows]
    assert told[0] == ["固定资产投资强度", "每亩固定资产投资不低于150万元", "符合", "不符合", "不符合"]
    assert told[-1] == ["否决三", "安全生产问题没有解决", "没有", "没有", "没有"]


def test_what_counts_of_the_sum_signed(made: Project) -> None:
    tell(Rung.CONTRACT, 20_000)

    def counts() -> tuple[Answer, int | None]:
        told = book_answer(KEEPER, made, pipeline().counting, DAY)
        assert told is not None
        return told.answer, counted_sum(told, ladder_of(made))

    assert counts() == (Answer.UNKNOWN, None)
    state("total-investment", "20000万元")
    for fact in DOUBTS:
        state(fact, "否")
    assert counts() == (Answer.YES, 20_000 * WAN)
    state("was-counted-before", "是", known_on=DAY)
    assert counts() == (Answer.NO, 0)


def test_without_a_book_nothing_is_judged_and_readers_do_not_judge(made: Project) -> None:
    reader = Viewer("person:reader", permissions=frozenset({Permission.SEE_PROJECTS}), person_id=3)
    with pytest.raises(NotPermitted):
        admissions.judge(by=reader, project="made-1", now=NOW)
    row = PipelineText.objects.get()
    row.content |= {"admission": ""}
    row.save()
    with pytest.raises(NoSuchBook) as refused:
        judge()
    assert refused.value.said_why.zh == "stages.yaml 没有写准入用哪一部规则"
    assert decisions_on("project", "made-1").count() == 0
