"""Visits: told, confirmed at the gate, recorded by two at least, led into the ledger; and inspectors who do not come."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dukou.accounts.core.viewers import NotPermitted, Viewer
from dukou.audit.models import AuditEvent
from dukou.casework.models import Message
from dukou.credit.actions import check_plans, check_visits, recusals
from dukou.credit.actions import plan_refusals as of_plans
from dukou.credit.actions import visit_refusals as refusals
from dukou.credit.core.entering import Entered
from dukou.credit.core.findings import Found
from dukou.credit.core.kinds import Severity
from dukou.credit.core.lots import Lots, Teams
from dukou.credit.models import CheckPlan, CheckVisit, CreditRecord, InspectorRow, PlanLine
from dukou.credit.queries.check_plans import fixed_of
from dukou.credit.queries.visits import NoSuchVisit, team_of, visible_visits
from dukou.credit.tests import credit_made as made
from dukou.credit.tests import inspections_made as inspections
from dukou.enterprises.models import Enterprise

pytestmark = pytest.mark.django_db
ON = date(2026, 7, 20)
AT = datetime(2026, 7, 20, 2, tzinfo=UTC)
NOTHING = Found()
BAD = Found(Severity.GENERAL, "虚构：账簿缺页")


@pytest.fixture
def firms(tmp_path: Path) -> list[Enterprise]:
    made.load(tmp_path)
    return inspections.firms(20)


@pytest.fixture
def tax(firms: list[Enterprise]) -> Viewer:
    """The tax office, with a plan whose first firm is of grade D and so is drawn for sure."""
    by = made.officer("tax")
    made.entered(by, firms[0], "fraud", "税罚1号")
    made.graded(by, "tax")
    inspections.team("tax")
    inspections.drawn(by)
    return by


def visit_to(firm: Enterprise) -> CheckVisit:
    return CheckVisit.objects.get(enterprise=firm)


def names(visit: CheckVisit) -> list[str]:
    return list(team_of(visit).values_list("inspector__key", flat=True))


def test_a_visit_goes_from_the_draw_to_its_result_and_into_the_ledger(tax: Viewer, firms: list[Enterprise]) -> None:
    visit, agent = visit_to(firms[0]), inspections.agent(firms[0])
    assert list(visible_visits.filter(agent)) == []  # nobody told the firm yet
    check_visits.notify(by=tax, visit=visit.pk, on=ON, now=made.NOW)
    assert list(visible_visits.filter(agent)) == [visit]
    assert [message.person_id for message in Message.objects.filter(about_kind="credit_visit")] == [agent.person_id]
    team = names(visit)
    check_visits.arrive(by=inspections.inspector(team[0]), code=visit.code, now=AT)
    check_visits.record(by=inspections.inspector(team[0]), visit=visit.pk, present=team, found={"tax": BAD}, now=AT)
    entered = Entered("fine", "税罚20号", date(2026, 7, 25), text="虚构事由", evidence="虚构笔录")
    later = datetime(2026, 7, 26, 2, tzinfo=UTC)
    finding = check_visits.feed_back(by=tax, visit=visit.pk, field="tax", entered=entered, now=later)
    visit.refresh_from_db()
    assert (visit.state, visit.arrived_at, visit.arrived_by) == ("recorded", AT, f"person:{team[0]}-person")
    assert finding.record == CreditRecord.objects.get(number="税罚20号")
    with pytest.raises(refusals.RecordLed):
        check_visits.feed_back(by=tax, visit=visit.pk, field="tax", entered=entered, now=later)
    acts = AuditEvent.objects.filter(act__startswith="check_visits").order_by("pk").values_list("act", flat=True)
    assert list(acts) == ["check_visits.notify", "check_visits.arrive", "check_visits.record"]


def test_only_who_was_drawn_or_the_firm_confirms_by_its_own_code(tax: Viewer, firms: list[Enterprise]) -> None:
    visit, other = visit_to(firms[0]), CheckVisit.objects.exclude(enterprise=firms[0]).first()
    assert other is not None
    agent = inspections.agent(firms[0])
    outside = next(key for key in InspectorRow.objects.values_list("key", flat=True) if key not in names(visit))
    for by, code in ((tax, visit.code), (inspections.inspector(outside), visit.code), (agent, other.code), (agent, "made-up-code")):
        with pytest.raises(NoSuchVisit):
            check_visits.arrive(by=by, code=code, now=AT)
    check_visits.arrive(by=agent, code=visit.code, now=AT)
    visit.refresh_from_db()
    assert (visit.state, visit.arrived_by) == ("arrived", agent.key)
    with pytest.raises(refusals.VisitElsewhere):
        check_visits.arrive(by=agent, code=visit.code, now=AT)


@pytest.mark.parametrize("at", [datetime(2026, 6, 30, 2, tzinfo=UTC), datetime(2026, 10, 1, 2, tzinfo=UTC)])
def test_nobody_comes_outside_the_period_that_was_published(tax: Viewer, firms: list[Enterprise], at: datetime) -> None:
    with pytest.raises(refusals.OutsidePlan):
        check_visits.arrive(by=inspections.agent(firms[0]), code=visit_to(firms[0]).code, now=at)


def arrived(tax: Viewer, firm: Enterprise) -> tuple[CheckVisit, list[str]]:
    visit = visit_to(firm)
    check_visits.arrive(by=inspections.inspector(names(visit)[0]), code=visit.code, now=AT)
    return visit, names(visit)


def test_a_result_names_two_who_were_there_and_tells_of_each_field(tax: Viewer, firms: list[Enterprise]) -> None:
    visit, team = arrived(tax, firms[0])
    outside = next(key for key in InspectorRow.objects.values_list("key", flat=True) if key not in team)
    wrong = [
        (team[:1], {"tax": NOTHING}, refusals.TooFewPresent),
        ([team[0], team[0]], {"tax": NOTHING}, refusals.TooFewPresent),
        ([*team, outside], {"tax": NOTHING}, refusals.NotOfTheTeam),
        (team, {}, refusals.FieldsUnsaid),
        (team, {"tax": NOTHING, "health": NOTHING}, refusals.FieldsUnsaid),
        (team, {"tax": Found(Severity.MINOR, " ")}, refusals.FindingUnsaid),
        (team, {"tax": Found(None, "有话")}, refusals.FindingUnsaid),
    ]
    for present, found, refusal in wrong:
        with pytest.raises(refusal):
            check_visits.record(by=tax, visit=visit.pk, present=present, found=found, now=AT)
    check_visits.record(by=tax, visit=visit.pk, present=team, found={"tax": NOTHING}, now=AT)
    assert [(row.is_hit, row.severity, row.words) for row in visit.findings.all()] == [(False, "", "")]
    with pytest.raises(refusals.RecordLed):
        check_visits.feed_back(by=tax, visit=visit.pk, field="tax", entered=Entered("fine", "税罚21号", ON, "虚构", "虚构"), now=AT)


def test_granted_another_is_drawn_among_the_rest_by_the_same_number(tax: Viewer, firms: list[Enterprise]) -> None:
    visit, agent = visit_to(firms[0]), inspections.agent(firms[0])
    gone, stays = names(visit)
    with pytest.raises(NoSuchVisit):  # the firm was not told yet
        recusals.ask(by=agent, visit=visit.pk, inspector=gone, reason="虚构：曾有纠纷", now=made.NOW)
    check_visits.notify(by=tax, visit=visit.pk, on=ON, now=made.NOW)
    recusals.ask(by=agent, visit=visit.pk, inspector=gone, reason="虚构：曾有纠纷", now=made.NOW)
    with pytest.raises(refusals.AskedBefore):
        recusals.ask(by=agent, visit=visit.pk, inspector=gone, reason="再说一次", now=made.NOW)
    with pytest.raises(NotPermitted):  # the firm does not rule on what it asked
        recusals.rule(by=agent, visit=visit.pk, inspector=gone, granted=True, reason="我说了算", now=made.NOW)
    other = recusals.rule(by=tax, visit=visit.pk, inspector=gone, granted=True, reason="理由成立", now=made.NOW)
    teams = Teams(fixed_of(CheckPlan.objects.get()), Lots(inspections.SEED))
    again, _ = teams.of(visit.firm, ("tax",), (stays,), frozenset({gone}))
    assert other is not None and set(names(visit)) == set(again) == {stays, other.inspector.key}
    assert other.instead_of is not None and other.instead_of.inspector.key == gone
    check_visits.arrive(by=inspections.inspector(other.inspector.key), code=visit.code, now=AT)


def test_refused_he_comes_and_when_nobody_is_left_nothing_changes(tax: Viewer, firms: list[Enterprise]) -> None:
    visit, agent = visit_to(firms[0]), inspections.agent(firms[0])
    check_visits.notify(by=tax, visit=visit.pk, on=ON, now=made.NOW)
    team = names(visit)
    with pytest.raises(refusals.NothingAsked):
        recusals.rule(by=tax, visit=visit.pk, inspector=team[0], granted=True, reason="无人申请", now=made.NOW)
    recusals.ask(by=agent, visit=visit.pk, inspector=team[0], reason="不喜欢", now=made.NOW)
    assert recusals.rule(by=tax, visit=visit.pk, inspector=team[0], granted=False, reason="不是回避事由", now=made.NOW) is None
    assert names(visit) == team
    for _ in range(2):
        key = next(each for each in names(visit) if each != team[0])
        recusals.ask(by=agent, visit=visit.pk, inspector=key, reason="曾有纠纷", now=made.NOW)
        recusals.rule(by=tax, visit=visit.pk, inspector=key, granted=True, reason="成立", now=made.NOW)
    key = next(each for each in names(visit) if each != team[0])
    recusals.ask(by=agent, visit=visit.pk, inspector=key, reason="曾有纠纷", now=made.NOW)
    with pytest.raises(refusals.NobodyElse):
        recusals.rule(by=tax, visit=visit.pk, inspector=key, granted=True, reason="成立", now=made.NOW)
    assert len(names(visit)) == 2


def test_a_firm_whose_number_is_used_up_stays_off_the_next_list_with_the_reason(tax: Viewer, firms: list[Enterprise]) -> None:
    drawn_of_a = CheckVisit.objects.exclude(enterprise=firms[0]).order_by("pk")
    for visit in drawn_of_a:
        team = names(visit)
        check_visits.arrive(by=inspections.inspector(team[0]), code=visit.code, now=AT)
        check_visits.record(by=tax, visit=visit.pk, present=team, found={"tax": NOTHING}, now=AT)
    check_visits.call_off(by=tax, visit=visit_to(firms[0]).pk, reason="虚构：企业停产", now=AT)
    check_plans.close(by=tax, plan="q3-tax", now=AT)
    inspections.published(tax, key="q4-tax", starts_on=date(2026, 10, 1), ends_on=date(2026, 12, 31))
    off = PlanLine.objects.filter(plan__key="q4-tax").exclude(left_out="").values_list("firm", "left_out")
    assert sorted(off) == sorted((visit.firm, "used_up") for visit in drawn_of_a)
    assert drawn_of_a.count() > 0


def test_a_plan_is_not_finished_while_a_visit_is_open(tax: Viewer) -> None:
    with pytest.raises(of_plans.VisitsOpen):
        check_plans.close(by=tax, plan="q3-tax", now=AT)


def test_a_visit_is_for_its_unit_its_team_and_its_firm(tax: Viewer, firms: list[Enterprise]) -> None:
    visit = visit_to(firms[0])
    check_visits.notify(by=tax, visit=visit.pk, on=ON, now=made.NOW)
    agent, stranger = inspections.agent(firms[0]), inspections.agent(firms[1], "another-agent")
    lead, health = made.officer("lead"), made.officer("health")
    seen = {name: visible_visits.check(by, visit) for name, by in {"a": agent, "s": stranger, "l": lead, "h": health, "t": tax}.items()}
    assert seen == {"a": True, "s": False, "l": True, "h": False, "t": True}
    with pytest.raises(NoSuchVisit):
        check_visits.call_off(by=health, visit=visit.pk, reason="无关", now=AT)
    with pytest.raises(NotPermitted):
        check_visits.call_off(by=agent, visit=visit.pk, reason="不想接受检查", now=AT)
