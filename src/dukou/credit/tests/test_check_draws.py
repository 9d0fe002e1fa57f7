"""Plans published and drawn: what is fixed stays fixed, and what is drawn is what anybody reckons."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from dukou.accounts.core.viewers import NotPermitted, Viewer
from dukou.audit.models import AuditEvent
from dukou.credit.actions import check_draws, check_plans, inspectors
from dukou.credit.actions import plan_refusals as refusals
from dukou.credit.actions.refusals import NotYourField
from dukou.credit.core.draw_files import file_of, verified
from dukou.credit.core.draws import drawn
from dukou.credit.core.inspections import PlanState
from dukou.credit.core.published import hashes_of
from dukou.credit.models import CheckPlan, CheckVisit, PlanLine
from dukou.credit.queries.check_plans import NoSuchPlan, fixed_of
from dukou.credit.tests import credit_made as made
from dukou.credit.tests import inspections_made as inspections
from dukou.enterprises.models import Enterprise
from dukou.enterprises.tests import made_up
from tests.harness import guards_lifted

pytestmark = pytest.mark.django_db
HASHES = ("list_sha256", "policy_sha256", "inspectors_sha256", "plan_sha256")


@pytest.fixture
def firms(tmp_path: Path) -> list[Enterprise]:
    made.load(tmp_path)
    return inspections.firms(30)


@pytest.fixture
def tax(firms: list[Enterprise]) -> Viewer:
    """The tax office: two firms were fined, all were graded, four inspectors stand on the roster."""
    by = made.officer("tax")
    for number in range(3):
        made.entered(by, firms[number], "fraud", f"税罚{number}号")
    made.graded(by, "tax")
    inspections.team("tax")
    return by


def test_publishing_fixes_the_list_of_the_grades_that_were_given_and_its_hashes(tax: Viewer, firms: list[Enterprise]) -> None:
    made.entered(tax, firms[5], "fraud", "税罚9号")  # after the grading: its grade is not given yet
    plan = inspections.published(tax)
    lines = {line.firm: (line.grade, line.points, line.left_out) for line in plan.lines.all()}
    assert lines == {row.key: ("D" if row in firms[:3] else "A", 95, "") for row in firms}
    assert {name: getattr(plan, name) for name in HASHES} == hashes_of(fixed_of(plan))
    assert PlanState.of(plan.state) is PlanState.PUBLISHED and len(plan.nonce) == 32
    event = AuditEvent.objects.get(act="check_plans.publish")
    assert event.after is not None
    assert (event.subject_key, event.after["plan_sha256"], event.after["listed"]) == ("q3-tax", plan.plan_sha256, 30)


def test_what_is_stored_of_a_draw_is_what_the_core_draws_and_its_file_holds(tax: Viewer) -> None:
    found, visits = inspections.drawn(tax)
    plan = CheckPlan.objects.get()
    fixed = fixed_of(plan)
    again = drawn(fixed, inspections.SEED)
    assert found.document == file_of(fixed, again)
    assert verified(found.document, plan.plan_sha256) == []
    stored = {visit.firm: (visit.fields, sorted(visit.team.values_list("inspector__key", flat=True))) for visit in visits}
    told = {each.firm: ({name: list(arms.words) for name, arms in each.fields.items()}, list(each.inspectors)) for each in again.visits}
    assert stored == told
    # 27 firms of A at 5 % are two, three of D at 100 % three, and a control arm of 10 % of thirty is three
    cuts = again.fields["tax"]
    assert ({grade: cut.drawn for grade, cut in cuts.grades.items()}, cuts.control.drawn) == ({"A": 2, "B": 0, "C": 0, "D": 3}, 3)
    assert {len(visit.code) for visit in visits} == {24} and len({visit.code for visit in visits}) == len(visits)
    assert {grade for visit in visits for grade in visit.grades.values()} <= {"A", "D"}


def test_the_same_number_gives_the_draw_that_is_there_and_another_is_refused(tax: Viewer) -> None:
    found, visits = inspections.drawn(tax)
    again = check_draws.draw(by=tax, plan="q3-tax", seed=inspections.SEED, now=inspections.DRAWN_AT)
    assert (again.pk, CheckVisit.objects.count(), AuditEvent.objects.filter(act="check_draws.draw").count()) == (found.pk, len(visits), 1)
    with pytest.raises(refusals.AnotherSeed):
        check_draws.draw(by=tax, plan="q3-tax", seed="0837462916", now=inspections.DRAWN_AT)


def test_nothing_is_drawn_before_the_day_of_the_number_nor_from_a_draft(tax: Viewer) -> None:
    check_plans.draft(by=tax, planned=inspections.PLAN, now=made.NOW)
    with pytest.raises(refusals.PlanElsewhere):
        check_draws.draw(by=tax, plan="q3-tax", seed=inspections.SEED, now=inspections.DRAWN_AT)
    check_plans.publish(by=tax, plan="q3-tax", now=made.NOW)
    with pytest.raises(refusals.SeedNotYet):
        check_draws.draw(by=tax, plan="q3-tax", seed=inspections.SEED, now=made.NOW)
    with pytest.raises(refusals.PlanUnfit):
        check_draws.draw(by=tax, plan="q3-tax", seed=" 08 ", now=inspections.DRAWN_AT)
    assert CheckVisit.objects.count() == 0


ALTERED = {
    "a grade": "UPDATE credit_plan_line SET grade = 'D' WHERE firm = (SELECT MIN(firm) FROM credit_plan_line WHERE grade = 'A')",
    "a firm taken off": "DELETE FROM credit_plan_line WHERE firm = (SELECT MIN(firm) FROM credit_plan_line WHERE grade = 'A')",
    "a firm left out": "UPDATE credit_plan_line SET left_out = 'used_up' WHERE firm = (SELECT MIN(firm) FROM credit_plan_line)",
}


@pytest.mark.parametrize("statement", ALTERED.values(), ids=ALTERED)
@pytest.mark.parametrize("when", ["before the draw", "after it"])
def test_an_altered_list_is_refused_though_somebody_got_past_the_guard(tax: Viewer, statement: str, when: str) -> None:
    if when == "before the draw":
        inspections.published(tax)
    else:
        inspections.drawn(tax)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    with guards_lifted(), connection.cursor() as cursor:
        cursor.execute(statement)
        assert cursor.rowcount == 1
    with pytest.raises(refusals.ListAltered) as refused:
        check_draws.draw(by=tax, plan="q3-tax", seed=inspections.SEED, now=inspections.DRAWN_AT)
    assert refused.value.said_why.en.startswith("the list")


def test_a_line_more_a_ratio_an_inspector_or_another_day_are_noticed_as_well(tax: Viewer, firms: list[Enterprise]) -> None:
    plan = inspections.published(tax)
    late = made_up.register("虚构后加企业")[0]
    changes: list[tuple[str, dict[str, Any]]] = [
        ("the policy", {"policy": {**plan.policy, "per_visit": 3}}),
        ("the roster of inspectors", {"inspectors": {key: each for key, each in plan.inspectors.items() if key != "tax-1"}}),
        ("the hash of the plan", {"seed_on": date(2026, 7, 9)}),
    ]
    for said, change in changes:
        with transaction.atomic():
            CheckPlan.objects.filter(pk=plan.pk).update(**change)
            with pytest.raises(refusals.ListAltered) as refused:
                check_draws.draw(by=tax, plan="q3-tax", seed=inspections.SEED, now=inspections.DRAWN_AT)
            assert said in refused.value.said_why.en
            transaction.set_rollback(False)
        CheckPlan.objects.filter(pk=plan.pk).update(policy=plan.policy, inspectors=plan.inspectors, seed_on=plan.seed_on)
    PlanLine.objects.create(plan=plan, field="tax", enterprise=late, firm=late.key, grade="A", points=95)
    with pytest.raises(refusals.ListAltered):
        check_draws.draw(by=tax, plan="q3-tax", seed=inspections.SEED, now=inspections.DRAWN_AT)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"seed_on": date(2026, 7, 8)}, refusals.SeedTooEarly),
        ({"fields": ("health",)}, NotYourField),
        ({"fields": ("tax", "health")}, NotYourField),
        ({"fields": ()}, refusals.NoFieldPlanned),
        ({"ends_on": date(2026, 6, 30)}, refusals.PeriodBackwards),
        ({"ends_on": date(2027, 1, 1)}, refusals.PeriodBackwards),
        ({"ratios": {"tax": {"A": 600}}}, refusals.RatiosUnfit),
        ({"ratios": {"tax": {"D": 100}}}, refusals.RatiosUnfit),
    ],
)
def test_such_a_plan_is_refused(tax: Viewer, changes: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        inspections.published(tax, **changes)
    assert PlanLine.objects.count() == 0


def test_a_plan_needs_grades_that_are_given_and_not_old_and_two_inspectors(firms: list[Enterprise]) -> None:
    tax, health = made.officer("tax"), made.officer("health")
    with pytest.raises(refusals.NeverGraded):
        inspections.published(health, fields=("health",), key="h")
    made.graded(tax, "tax")
    with pytest.raises(refusals.TooFewInspectors):
        inspections.published(tax)
    inspections.team("tax", 2)
    assert check_plans.publish(by=tax, plan="q3-tax", now=made.NOW).state == "published"
    later = datetime.fromisoformat("2027-07-09T03:00:00+00:00")
    told = inspections.PLAN.__class__(**{name: getattr(inspections.PLAN, name) for name in inspections.PLAN.__slots__} | {"key": "late"})
    check_plans.draft(by=tax, planned=told, now=later)
    CheckPlan.objects.filter(key="late").update(seed_on=date(2027, 7, 20))
    with pytest.raises(refusals.GradesOld):
        check_plans.publish(by=tax, plan="late", now=later)


def test_a_declared_interest_keeps_an_inspector_away_from_the_firm(tax: Viewer, firms: list[Enterprise]) -> None:
    for firm in firms:
        inspectors.declare(by=tax, inspector="tax-1", enterprise=firm.key, reason="虚构亲属任职", now=made.NOW)
    _, visits = inspections.drawn(tax)
    teams = {key for visit in visits for key in visit.team.values_list("inspector__key", flat=True)}
    assert teams <= {"tax-2", "tax-3", "tax-4"} and {visit.team.count() for visit in visits} == {2}


def test_a_joint_plan_is_the_leading_units_and_gives_one_visit_for_all_fields(tax: Viewer, firms: list[Enterprise]) -> None:
    health, lead = made.officer("health"), made.officer("lead")
    made.graded(health, "health")
    for number in range(3):
        made.entered(health, firms[number], "fraud", f"卫罚{number}号")
    inspections.team("health")
    _, visits = inspections.drawn(lead, fields=("tax", "health"))
    both = [visit for visit in visits if set(visit.fields) == {"tax", "health"}]
    assert {visit.firm for visit in both} >= {row.key for row in firms[:3]}
    for visit in both:
        assert {row.inspector.organisation.key for row in visit.team.select_related("inspector__organisation")} == {"tax", "health"}
    assert CheckPlan.objects.get().unit.key == "lead"


def test_only_the_units_of_a_plan_see_it_and_nobody_else_draws(tax: Viewer) -> None:
    inspections.published(tax)
    with pytest.raises(NoSuchPlan):
        check_draws.draw(by=made.officer("health"), plan="q3-tax", seed=inspections.SEED, now=inspections.DRAWN_AT)
    with pytest.raises(NotPermitted):
        check_draws.draw(by=made_up.viewer("bank", at="bank"), plan="q3-tax", seed=inspections.SEED, now=inspections.DRAWN_AT)
    found = check_draws.draw(by=made.officer("lead"), plan="q3-tax", seed=inspections.SEED, now=inspections.DRAWN_AT)
    assert found.seed == inspections.SEED
