"""Grades that were given: kept where they changed, counted whole, and made again under the rule of their day."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dukou.accounts.core.viewers import NotPermitted
from dukou.audit.models import AuditEvent
from dukou.credit.actions import credit_records, grades
from dukou.credit.actions.refusals import NotYourField, RunBackwards
from dukou.credit.models import GradeChange, GradeRun
from dukou.credit.queries.fields import field_named
from dukou.credit.queries.grades import given, live, made_again
from dukou.credit.tests import credit_made as made
from dukou.enterprises.models import Enterprise
from dukou.enterprises.tests import made_up
from dukou.kit.core.actors import SYSTEM

pytestmark = pytest.mark.django_db
JUNE, JULY = date(2026, 6, 30), date(2026, 7, 31)


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 3, tzinfo=UTC)


@pytest.fixture
def firms(tmp_path: Path) -> list[Enterprise]:
    made.load(tmp_path)
    return made.firms()


def grade(firm: Enterprise, field: str, on: date | None = None) -> tuple[str, int]:
    told = given(firm.pk, field_named(field), on)
    assert told is not None
    return told.grade, told.points


def test_a_firm_without_records_needs_no_row_and_has_the_grade_of_an_empty_ledger(firms: list[Enterprise]) -> None:
    run = made.graded(made.officer("tax"), "tax")
    assert (run.covered, run.counts, GradeChange.objects.count()) == (3, {"A": 3, "B": 0, "C": 0, "D": 0}, 0)
    assert [grade(firm, "tax") for firm in firms] == [("A", 95)] * 3


def test_only_firms_that_the_field_covers_are_graded(firms: list[Enterprise]) -> None:
    run = made.graded(made.officer("fire"), "fire")
    assert (run.covered, run.counts) == (1, {"A": 1, "B": 0, "C": 0, "D": 0})
    assert [given(firm.pk, field_named("fire")) is not None for firm in firms] == [True, False, False]


def test_a_second_run_keeps_only_what_changed(firms: list[Enterprise]) -> None:
    tax = made.officer("tax")
    made.entered(tax, firms[0], "fine", "税罚1号", now=at(JUNE))
    first = made.graded(tax, "tax", on=JUNE, now=at(JUNE))
    assert [(row.enterprise_id, row.was, row.grade, row.points) for row in first.changes.all()] == [(firms[0].pk, "", "B", 80)]
    made.entered(tax, firms[1], "late", "税迟1号", now=at(JUNE))
    second = made.graded(tax, "tax", on=JUNE, now=at(JUNE))
    assert [(row.enterprise_id, row.was, row.grade, row.points) for row in second.changes.all()] == [(firms[1].pk, "A", "A", 90)]
    assert made.graded(tax, "tax", on=JUNE, now=at(JUNE)).changes.count() == 0
    assert second.counts == {"A": 2, "B": 1, "C": 0, "D": 0}


def test_a_grade_of_the_past_is_made_again_under_the_rule_of_its_day_after_the_rule_changed(firms: list[Enterprise]) -> None:
    tax, field = made.officer("tax"), field_named("tax")
    made.entered(tax, firms[0], "fine", "税罚1号", now=at(JUNE))
    made.graded(tax, "tax", on=JUNE, now=at(JUNE))
    made.graded(tax, "tax", on=JULY, now=at(JULY))
    assert [grade(firms[0], "tax", on) for on in (JUNE, JULY)] == [("B", 80), ("C", 65)]
    for on, version in ((JUNE, "1"), (JULY, "2")):
        told = given(firms[0].pk, field, on)
        assert told is not None and told.scheme.version == version
        again = made_again(told, firms[0].pk)
        assert (again.grade, again.points, again.reasons) == (told.grade, told.points, told.reasons)


def test_it_is_made_again_though_the_file_was_written_anew_and_the_record_withdrawn(firms: list[Enterprise], tmp_path: Path) -> None:
    tax, field = made.officer("tax"), field_named("tax")
    row = made.entered(tax, firms[0], "fine", "税罚1号", now=at(JUNE))
    made.graded(tax, "tax", on=JUNE, now=at(JUNE))
    told = given(firms[0].pk, field, JUNE)
    made.load(tmp_path / "later", fields__tax=made.field("虚构税务", "tax", made.scheme("3", "2020-01-01", fine=-90)))
    credit_records.withdraw(by=tax, record=row.pk, reason="决定撤销", evidence="虚构撤销决定", now=made.NOW)
    assert told is not None
    assert (made_again(told, firms[0].pk).grade, made_again(told, firms[0].pk).points) == ("B", 80)
    assert live(firms[0].pk, field_named("tax"), made.DAY).graded.grade == "A"
    assert grade(firms[0], "tax") == ("A", 95)  # nothing that was given rests on it any longer


def test_a_field_that_is_graded_at_once_moves_with_its_record_and_others_wait_for_their_cycle(firms: list[Enterprise]) -> None:
    tax, health = made.officer("tax"), made.officer("health")
    for by, name in ((tax, "tax"), (health, "health")):
        made.graded(by, name)
    made.entered(tax, firms[0], "fraud", "税罚2号")
    made.entered(health, firms[0], "fraud", "卫罚1号")
    assert (grade(firms[0], "tax"), grade(firms[0], "health")) == (("A", 95), ("D", 95))
    partial = GradeRun.objects.latest("pk")
    assert (partial.is_partial, partial.covered, partial.counts) == (True, 3, {"A": 2, "B": 0, "C": 0, "D": 1})


def test_the_composite_evaluation_reads_the_records_of_all_fields(firms: list[Enterprise]) -> None:
    tax, health, lead = made.officer("tax"), made.officer("health"), made.officer("lead")
    made.entered(tax, firms[0], "fine", "税罚1号")
    made.entered(health, firms[0], "late", "卫迟1号")
    made.entered(health, firms[0], "award", "卫奖1号")
    made.graded(lead, "overall")
    assert grade(firms[0], "overall") == ("B", 88)


def test_a_firm_that_is_gone_is_covered_no_more(firms: list[Enterprise]) -> None:
    tax = made.officer("tax")
    made.entered(tax, firms[0], "fine", "税罚1号", now=at(JUNE))
    made.graded(tax, "tax", on=JUNE, now=at(JUNE))
    Enterprise.objects.filter(pk=firms[0].pk).update(status="deregistered")
    run = made.graded(tax, "tax", on=JUNE, now=at(JUNE))
    assert (run.covered, run.counts) == (2, {"A": 2, "B": 0, "C": 0, "D": 0})
    assert given(firms[0].pk, field_named("tax")) is None


@pytest.mark.parametrize("on", [date(2026, 7, 7), date(2026, 7, 9)])
def test_a_run_before_the_last_or_ahead_of_today_is_refused(firms: list[Enterprise], on: date) -> None:
    tax = made.officer("tax")
    made.graded(tax, "tax")
    with pytest.raises(RunBackwards):
        made.graded(tax, "tax", on=on)


def test_a_unit_grades_its_own_field_the_lead_unit_all_and_nobody_else_any(firms: list[Enterprise]) -> None:
    with pytest.raises(NotYourField):
        made.graded(made.officer("health"), "tax")
    assert made.graded(made.officer("lead"), "tax").covered == 3
    with pytest.raises(NotPermitted):
        made.graded(made_up.viewer("bank", at="bank"), "tax")
    assert list(AuditEvent.objects.filter(act="grades.run").values_list("subject_kind", flat=True)) == ["credit_run"]


def test_the_round_grades_what_is_due_and_nothing_twice(firms: list[Enterprise]) -> None:
    assert [run.field for run in grades.run_due(by=SYSTEM, now=made.NOW)] == ["fire", "health", "tax", "overall"]
    assert grades.run_due(by=SYSTEM, now=made.NOW) == []
    assert [run.field for run in grades.run_due(by=SYSTEM, now=at(date(2026, 8, 8)))] == ["fire", "health", "tax"]


def test_the_questions_of_a_run_do_not_grow_with_the_firms(firms: list[Enterprise]) -> None:
    tax = made.officer("tax")
    asked = []
    for number in range(3):
        for at_row, firm in enumerate(firms * (1 + 2 * number)):
            made.entered(tax, firm, "late", f"税迟{number}之{at_row}号")
        with CaptureQueriesContext(connection) as queries:
            made.graded(tax, "tax")
        asked.append(len(queries))
    assert asked[2] == asked[1]  # the first has nothing to replace
