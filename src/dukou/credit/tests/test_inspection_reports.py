"""What reports tell of drawn visits: hits by level against the control arm, repeats, and nothing of a record that ended."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client

from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries.people import person_of
from dukou.credit.actions import check_draws, check_visits, credit_records
from dukou.credit.core.entering import Entered
from dukou.credit.core.findings import Found
from dukou.credit.core.kinds import Severity
from dukou.credit.core.reports import HitRates
from dukou.credit.models import CheckPlan, CheckVisit
from dukou.credit.queries.alerts import alerts_of, over_in, soon_repeats
from dukou.credit.queries.inspection_reports import looked_at, report
from dukou.credit.tables.inspection_reports import days_words, effect_words, gain_words
from dukou.credit.tests import credit_made as made
from dukou.credit.tests import inspections_made as inspections
from dukou.enterprises.models import Enterprise
from dukou.kit.core.rates import Rate

pytestmark = pytest.mark.django_db
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
WORDS = "虚构：账簿缺页二十张"


@pytest.fixture
def firms(tmp_path: Path, collected_static: None) -> list[Enterprise]:
    cache.clear()
    made.load(tmp_path)
    return inspections.firms(20)


@pytest.fixture
def tax(firms: list[Enterprise]) -> Viewer:
    """The tax office: two firms of grade D, and a plan that was drawn, with a control arm of ten in a hundred."""
    by = made.officer("tax")
    for number in range(2):
        made.entered(by, firms[number], "fraud", f"税罚{number}号")
    made.graded(by, "tax")
    inspections.team("tax")
    inspections.drawn(by)
    return by


def carried_out(by: Viewer, visit: CheckVisit, found: Found, at: datetime = datetime(2026, 7, 20, 2, tzinfo=UTC)) -> None:
    team = list(visit.team.order_by("pk").values_list("inspector__key", flat=True))
    check_visits.arrive(by=inspections.inspector(team[0]), code=visit.code, now=at)
    check_visits.record(by=by, visit=visit.pk, present=team, found=dict.fromkeys(visit.fields, found), now=at)


def test_hits_are_told_by_level_of_risk_and_of_the_control_arm(tax: Viewer, firms: list[Enterprise]) -> None:
    risky = {row.pk for row in firms[:2]}
    for visit in CheckVisit.objects.order_by("pk"):
        carried_out(tax, visit, Found(Severity.MINOR, WORDS) if visit.enterprise_id in risky else Found())
    looked = looked_at(*YEAR)
    rates = report(looked).rates
    control = [each for each in looked if each.by_control]
    assert rates.by_grade == {"high": Rate(2, 2), "low": Rate(0, 1)}  # 18 firms of A at 5 %: one
    assert rates.control == Rate(sum(each.is_hit for each in control), 2)  # a tenth of twenty
    assert looked_at(*YEAR, field="health") == []


def test_where_there_is_little_the_words_say_so(tax: Viewer) -> None:
    empty = report([])
    assert gain_words(empty.rates).en == "nothing to compare yet: one arm has no result"
    assert days_words(empty.days).en.startswith("days earlier: too few inspections of the control arm")
    assert effect_words(empty.effect).en == "effect of inspectors: nobody inspected in both arms"
    for visit in CheckVisit.objects.order_by("pk"):
        carried_out(tax, visit, Found(Severity.MINOR, WORDS) if "grade" in visit.fields["tax"] else Found())
    found = report(looked_at(*YEAR))
    # three of three against none of two: an interval would leave nought out, and yet it says nothing
    assert gain_words(found.rates).en == "by grade 3 of 3 (100.0 %), by chance 0 of 2 (0.0 %): too few to compare, each arm needs 20"
    many = HitRates({}, Rate(6, 32), Rate(3, 52))
    assert gain_words(many).en.endswith("nought lies within: too few to say that grading helps")
    assert gain_words(HitRates({}, Rate(30, 40), Rate(5, 50))).en.startswith("by grade +65.0 points against chance (")
    assert found.strict == {}  # nobody has five inspections


def test_a_second_visit_within_the_days_of_the_policy_is_told_before_the_draw_and_in_the_report(
    tax: Viewer, firms: list[Enterprise]
) -> None:
    first = CheckVisit.objects.get(enterprise=firms[0])
    carried_out(tax, first, Found())
    for visit in CheckVisit.objects.exclude(pk=first.pk):
        check_visits.call_off(by=tax, visit=visit.pk, reason="虚构", now=made.NOW)
    inspections.published(tax, key="again")
    plan = CheckPlan.objects.get(key="again")
    found = alerts_of(plan, date(2026, 7, 21))
    assert (list(found.recent), found.over, found.days) == ([firms[0].key], [], 90)  # grade D: as needed
    assert soon_repeats(2026) == []
    check_draws.draw(by=tax, plan="again", seed="1", now=inspections.DRAWN_AT)
    second = CheckVisit.objects.get(plan=plan, enterprise=firms[0])
    carried_out(tax, second, Found(), datetime(2026, 8, 20, 2, tzinfo=UTC))
    assert [(each.firm, each.days, each.both) for each in soon_repeats(2026)] == [(firms[0].key, 31, ("tax",))]
    assert over_in(2026) == ({firms[0].key: 2}, [])


def test_of_a_record_that_ended_the_page_of_its_visit_tells_nothing(tax: Viewer, firms: list[Enterprise]) -> None:
    visit = CheckVisit.objects.get(enterprise=firms[0])
    carried_out(tax, visit, Found(Severity.GENERAL, WORDS))
    entered = Entered("fine", "税罚20号", date(2026, 7, 25), text="虚构事由", evidence="虚构笔录")
    later = datetime(2026, 7, 26, 2, tzinfo=UTC)
    finding = check_visits.feed_back(by=tax, visit=visit.pk, field="tax", entered=entered, now=later)
    assert WORDS in page(visit)
    assert finding.record is not None
    credit_records.withdraw(by=tax, record=finding.record.pk, reason="虚构：决定撤销", evidence="虚构", now=later)
    shown = page(visit)
    assert WORDS not in shown and "随后的信用记录已终止，内容不再展示" in shown


def page(visit: CheckVisit) -> str:
    client = Client()
    client.force_login(person_of("tax-officer"), backend="dukou.accounts.auth.PasswordSignIn")
    answer = client.get(f"/credit/visits/{visit.pk}/")
    assert answer.status_code == 200
    return str(answer.content.decode())
