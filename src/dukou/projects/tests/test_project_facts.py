"""The facts of projects: what the ledgers tell, what offices state, in batch as one by one, and only to who may know."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Grant, Viewer
from dukou.projects.actions import project_facts, proofs
from dukou.projects.actions.money_refusals import FactNotSoStated, FactStatedAlready, NoSuchStatement
from dukou.projects.actions.project_facts import Stated
from dukou.projects.actions.refusals import DayAhead, WordsMissing
from dukou.projects.core.kinds import Meaning
from dukou.projects.core.ladders import PaperKind, intensity
from dukou.projects.core.replays import Rung
from dukou.projects.models import MoneyPaper, Project, ProjectStatement
from dukou.projects.queries.facts import MANY
from dukou.projects.queries.money import intensity_of, ladder_of
from dukou.projects.queries.pipeline import pipeline
from dukou.projects.queries.stated import statable_choices
from dukou.projects.tests.money_made import DAY, EARLY, KEEPER, NOW, WAN, decide_all, load, project, prove, tell
from dukou.rules.core.facts import FACTS, UnknownFact
from dukou.rules.core.values import spanned
from dukou.rules.queries import catalogue

pytestmark = pytest.mark.django_db
OWN = ("stage", "status", "has-contract", "contract-amount", "funds-with-paper", "fixed-investment", "total-investment")


@pytest.fixture
def made(tmp_path: Path) -> Project:
    load(tmp_path)
    return project()


def state(fact: str, value: str, *, known_on: date = EARLY, is_plan: bool = False, key: str = "made-1") -> ProjectStatement:
    told = Stated(f"project.{fact}", value, known_on, "虚构文件", is_plan)
    return project_facts.state(by=KEEPER, project=key, told=told, now=NOW)


def tell_of(fact: str, *keys: str, viewer: Viewer = KEEPER, on: date = DAY) -> dict[str, object]:
    told = catalogue()[f"project.{fact}"].state(viewer, keys or ("made-1",), on)
    return {key: each.value for key, each in told.items()}


def produce(row: Project) -> None:
    stage = pipeline().of(Meaning.PRODUCTION)
    assert stage is not None
    Project.objects.filter(pk=row.pk).update(stage=stage.key)


def test_a_new_project_has_a_stage_and_no_papers_and_nothing_else_is_known_of_it(made: Project) -> None:
    found = {name: tell_of(name) for name in OWN}
    known = {"stage": {"made-1": "lead"}, "status": {"made-1": "on_track"}, "funds-with-paper": {"made-1": Decimal(0)}}
    assert found == {name: known.get(name, {}) for name in OWN}


def test_what_the_ledger_tells(made: Project) -> None:
    tell(Rung.CONTRACT, 20_000)
    prove(Rung.CONTRACT, PaperKind.CONTRACT, "合-1", 15_000)
    tell(Rung.IN_PLACE, 100)
    prove(Rung.IN_PLACE, PaperKind.BANK_SLIP, "单-1", 60)
    prove(Rung.IN_PLACE, PaperKind.BANK_SLIP, "单-2", 10)
    assert (tell_of("contract-amount"), tell_of("has-contract")) == ({"made-1": Decimal(20_000)}, {"made-1": True})
    assert tell_of("funds-with-paper") == {"made-1": Decimal(0)}  # nobody has confirmed them
    decide_all()
    assert tell_of("funds-with-paper") == {"made-1": Decimal(70)}
    proofs.withdraw(by=KEEPER, project="made-1", number=MoneyPaper.objects.get(number="合-1").pk, reason="登错", now=NOW)
    assert tell_of("has-contract") == {}  # not known, never no
    assert [tell_of(name, on=EARLY) for name in OWN[2:]] == [{}] * 5  # nothing of it was known then


def test_before_production_the_plan_counts_then_what_came_about(made: Project) -> None:
    state("fixed-investment", "15000万元", is_plan=True)
    state("yearly-tax", "900万元", is_plan=True)
    tell(Rung.FIXED_ASSETS, 3_000)
    decide_all()
    assert (tell_of("fixed-investment"), tell_of("yearly-tax")) == ({"made-1": Decimal(15_000)}, {"made-1": Decimal(900)})
    produce(made)
    assert (tell_of("fixed-investment"), tell_of("yearly-tax")) == ({"made-1": Decimal(3_000)}, {})
    state("yearly-tax", "700万元", known_on=DAY)
    assert tell_of("yearly-tax") == {"made-1": Decimal(700)}


def test_the_word_known_last_counts_until_it_is_withdrawn(made: Project) -> None:
    state("land", "100亩")
    later = state("land", "102.5亩", known_on=DAY)
    assert (tell_of("land", on=EARLY), tell_of("land")) == ({"made-1": Decimal(100)}, {"made-1": Decimal("102.5")})
    project_facts.withdraw(by=KEEPER, project="made-1", number=later.pk, reason="误登", now=NOW)
    assert tell_of("land") == {"made-1": Decimal(100)}
    with pytest.raises(NoSuchStatement):
        project_facts.withdraw(by=KEEPER, project="made-1", number=later.pk, reason="误登", now=NOW)


def test_each_refusal_of_a_statement_says_what_is_wrong(made: Project) -> None:
    state("land", "100亩")
    for refusal, fact, value, known_on in (
        (UnknownFact, "no-such", "1", EARLY),
        (UnknownFact, "contract-amount", "1万元", EARLY),  # the ledger's alone
        (FactNotSoStated, "land", "一些", EARLY),
        (FactNotSoStated, "is-outlet", "也许", EARLY),
        (FactStatedAlready, "land", "100亩", EARLY),
        (DayAhead, "land", "100亩", date(2024, 7, 9)),
    ):
        with pytest.raises(refusal):
            state(fact, value, known_on=known_on)
    with pytest.raises(WordsMissing):
        project_facts.state(by=KEEPER, project="made-1", told=Stated("project.land", "1亩", EARLY, " "), now=NOW)
    assert ProjectStatement.objects.count() == 1


def test_what_can_be_stated_is_what_no_ledger_tells(made: Project) -> None:
    names = [key.removeprefix("project.") for key, _ in statable_choices()]
    assert names[:2] == ["fixed-investment", "total-investment"]
    assert len(names) == len(set(names)) and not set(names) & (set(OWN) - set(names[:2])) and "land" in names


def test_many_at_once_are_told_what_each_is_told_and_cost_as_many_queries(made: Project) -> None:
    keys = ["made-1", *(project(f"虚构{number}号项目", f"made-{number}").key for number in range(2, 8))]
    for number, key in enumerate(keys):
        tell(Rung.CONTRACT, 1_000 + number, key=key)
        tell(Rung.IN_PLACE, 100, key=key)
        prove(Rung.IN_PLACE, PaperKind.BANK_SLIP, f"单-{number}", 10 + number, key=key)
        state("land", f"{number + 1}亩", key=key)
        state("fixed-investment", f"{number + 1}万元", is_plan=True, key=key)
    decide_all()
    facts = [fact for name, fact in catalogue().items() if name.startswith("project.")]
    assert len(facts) > 15
    for fact in facts:
        one = {key: told for each in keys for key, told in fact.state(KEEPER, [each], DAY).items()}
        with CaptureQueriesContext(connection) as single:
            fact.state(KEEPER, keys[:1], DAY)
        with CaptureQueriesContext(connection) as many:
            assert fact.state(KEEPER, keys, DAY) == one
        crowd = [*keys[:3], *(f"nobody-{number}" for number in range(MANY))]  # so many that all rows are read and narrowed after
        assert fact.state(KEEPER, crowd, DAY) == {key: told for key, told in one.items() if key in keys[:3]}
        assert len(many) == len(single) <= 5, fact.name


def test_who_may_not_see_a_project_is_told_nothing_of_it(made: Project) -> None:
    keeps = Permission.KEEP_PROJECTS
    narrow = Viewer("person:narrow", permissions=frozenset({keeps}), grants=frozenset({Grant(keeps, "other")}), person_id=2)
    project("虚构二号项目", "made-2", by=narrow, office="other")
    for key in ("made-1", "made-2"):
        tell(Rung.CONTRACT, 100, key=key)
        prove(Rung.CONTRACT, PaperKind.CONTRACT, f"合-{key}", 60, key=key)
        state("land", "10亩", key=key)
        for fact in ("fixed-investment", "total-investment"):
            state(fact, "10万元", key=key)
    for name in (*OWN, "land"):
        assert sorted(tell_of(name, "made-1", "made-2")) == ["made-1", "made-2"], name
        assert list(tell_of(name, "made-1", "made-2", viewer=narrow)) == ["made-2"], name
        assert tell_of(name, "made-1", "made-2", viewer=Viewer("person:nobody", person_id=3)) == {}, name


def test_investment_by_land_is_told_where_both_are_known(made: Project) -> None:
    assert intensity_of(KEEPER, made, ladder_of(made), DAY) is None
    tell(Rung.FIXED_ASSETS, 15_000)
    decide_all()
    assert intensity_of(KEEPER, made, ladder_of(made), DAY) is None
    state("land", "100亩")
    assert intensity_of(KEEPER, made, ladder_of(made), DAY) == 150
    assert intensity(15_000 * WAN, spanned(100, 150)) == spanned(100, 150)
    assert intensity(15_000 * WAN, spanned(100, None)) == spanned(None, 150)
    assert intensity(15_000 * WAN, 0) is None


def test_no_pack_declares_what_the_room_states() -> None:
    assert {f"project.{name}" for name in OWN} == {fact.name for fact in FACTS if fact.name.startswith("project.")}
