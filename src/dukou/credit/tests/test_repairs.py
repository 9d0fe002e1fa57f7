"""Repair: who may ask when, who rules, its clocks, and that a record ends for everybody at once or for nobody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dukou.accounts.core.viewers import Viewer
from dukou.audit.models import AuditEvent
from dukou.casework.actions import ladder
from dukou.casework.models import Case, Message, RunningClock
from dukou.credit.actions import credit_records, repairs
from dukou.credit.actions.case_refusals import (
    CaseAlreadyOpen,
    DutyNotConfirmed,
    DutyNotDone,
    NoCaseRules,
    NoPromise,
    NoRepairRule,
    NothingToRepair,
    NotInThisStanding,
    NotRepairableYet,
)
from dukou.credit.actions.refusals import DayNotCome, RecordWords
from dukou.credit.core.frames import Frame, RepairRule, Times
from dukou.credit.core.kinds import Severity
from dukou.credit.core.months import months_after
from dukou.credit.models import CreditCase, CreditReceipt, RecordStep
from dukou.credit.packs.schemas import FrameEntry
from dukou.credit.queries.cases import receipts_of
from dukou.credit.queries.consumers import CONSUMERS
from dukou.credit.queries.fields import field_named
from dukou.credit.queries.grades import given as grade_given
from dukou.credit.queries.records import NoSuchRecord, held_of, records_of
from dukou.credit.tests.cases_made import EARLY, agent, asked, fined, granted, load
from dukou.credit.tests.credit_made import CLERK, DAY, FRAME, NOW, entered, firms, graded, officer
from dukou.enterprises.models import Enterprise
from dukou.kit.core.labels import same
from dukou.kit.core.refusals import Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def district(tmp_path: Path) -> None:
    load(tmp_path)


@pytest.fixture
def firm() -> Enterprise:
    return firms()[1]


@pytest.fixture
def tax() -> Viewer:
    return officer("tax")


def told_of(refusal: type[Refusal], **asking: object) -> str:
    with pytest.raises(refusal) as refused:
        asked(**asking)  # type: ignore[arg-type]
    return f"{refused.value.said_why.zh}；{refused.value.said_cure.zh}"


def test_a_fine_is_repaired_and_the_grades_go_back(firm: Enterprise, tax: Viewer) -> None:
    own, row = agent(firm), fined(tax, firm)
    for unit, field in ((tax, "tax"), (officer("lead"), "overall")):
        graded(unit, field)
    tax_field, overall = field_named("tax"), field_named("overall")
    before = [grade_given(firm.pk, each) for each in (tax_field, overall)]
    assert [(each.grade, each.points) for each in before if each] == [("C", 65), ("B", 85)]
    case = granted(tax, asked(own, row))
    after = [grade_given(firm.pk, each) for each in (tax_field, overall)]
    assert [(each.grade, each.points, each.reasons) for each in after if each] == [("A", 95, ()), ("A", 95, ())]
    assert (held_of(firm.pk, DAY), records_of(own, firm.pk, DAY)) == ([], [])
    assert list(RecordStep.objects.filter(record=row).values_list("kind", "on", "case_id", "evidence").order_by("pk")) == [
        ("duty_done", date(2026, 3, 20), case.pk, "缴款书 7 号"),
        ("repaired", DAY, case.pk, "缴款书 7 号"),
    ]
    assert [(each.consumer, each.told_zh, each.at) for each in receipts_of(case)][:2] == [
        ("ledger", "已停止公示、查询、共享和导出", NOW),
        ("grades", "已在 2 个领域重新评级，不再计入", NOW),
    ]
    assert [each.consumer for each in receipts_of(case)] == CONSUMERS.keys()
    assert (CreditCase.objects.get().standing, Case.objects.get().outcome) == ("granted", "granted")


def test_no_request_comes_too_early_and_it_is_told_from_which_day_on(firm: Enterprise, tax: Viewer) -> None:
    own, row = agent(firm), fined(tax, firm, on=date(2026, 6, 1))
    assert told_of(NotRepairableYet, by=own, row=row) == "最短公示期未满（虚构办法）；2026-09-01 起可以申请"
    with pytest.raises(NotRepairableYet):
        asked(own, row, NOW + timedelta(days=54))
    assert asked(own, row, NOW + timedelta(days=55)).rule == "2026"  # 1 September


def test_the_rule_of_the_day_of_asking_holds(firm: Enterprise, tax: Viewer) -> None:
    """What was recorded under the trial rules is asked under those that hold on the day."""
    own, row = agent(firm), fined(tax, firm, on=date(2025, 12, 2))
    assert (
        told_of(NotRepairableYet, by=own, row=row, now=NOW.replace(month=3, day=1))
        == "最短公示期未满（虚构试行办法）；2026-03-02 起可以申请"
    )
    assert asked(own, row, NOW.replace(month=3, day=2), done_on=date(2026, 3, 1)).rule == "2023"
    assert told_of(NoRepairRule, by=own, row=fined(tax, firm, "税罚2号"), now=NOW.replace(year=2022)) == (
        "2022-07-08 没有生效的修复规则；请牵头单位核对数据包里的 credit.yaml"
    )


def test_what_has_to_be_there(firm: Enterprise, tax: Viewer) -> None:
    own, row = agent(firm), fined(tax, firm)
    for missing in ({"done_on": None}, {"evidence": " "}):
        assert (
            told_of(DutyNotDone, by=own, row=row, **missing) == "没有登记义务履行完毕，也没有附上履行的凭证；写明哪一天履行完毕、凭什么证明"
        )
    assert told_of(NoPromise, by=own, row=row, promise="\n") == "没有作出公开信用承诺；写上承诺内容"
    assert told_of(RecordWords, by=own, row=row, words=" ") == "没有写申请理由；补上申请理由"
    with pytest.raises(DayNotCome):
        asked(own, row, done_on=DAY + timedelta(days=1))
    assert CreditCase.objects.count() == Case.objects.count() == 0
    credit_records.fulfil(by=tax, record=row.pk, on=EARLY, evidence="入库单", now=NOW)
    assert asked(own, row, done_on=None, evidence="").done_on is None
    assert told_of(CaseAlreadyOpen, by=own, row=row).startswith(f"这条记录的第 {CreditCase.objects.get().pk} 号申请还在办理")


def test_only_what_speaks_against_a_firm_is_repaired_while_it_is_in_use(firm: Enterprise, tax: Viewer) -> None:
    own = agent(firm)
    award, lapsed = entered(tax, firm, "award", "表彰1号"), fined(tax, firm, published_on=EARLY, published_until=date(2026, 7, 7))
    for row in (award, lapsed):
        with pytest.raises(NothingToRepair):
            asked(own, row)
    ended = fined(tax, firm, "税罚3号")
    credit_records.withdraw(by=tax, record=ended.pk, reason="撤销", evidence="复议决定", now=NOW)
    with pytest.raises(NoSuchRecord):
        asked(own, ended)


def test_that_the_duty_is_done_is_never_the_firms_word_alone(firm: Enterprise, tax: Viewer) -> None:
    case = asked(agent(firm), fined(tax, firm))
    with pytest.raises(DutyNotConfirmed):
        granted(tax, case, confirms_duty=False)
    assert (CreditCase.objects.get().standing, RecordStep.objects.count(), CreditReceipt.objects.count()) == ("accepted", 0, 0)
    assert repairs.grant(by=tax, number=case.pk, confirms_duty=True, now=NOW).standing == "granted"


def test_it_goes_step_by_step(firm: Enterprise, tax: Viewer) -> None:
    own, row = agent(firm), fined(tax, firm)
    case = asked(own, row)
    with pytest.raises(NotInThisStanding):
        repairs.grant(by=tax, number=case.pk, confirms_duty=True, now=NOW)
    with pytest.raises(RecordWords):
        repairs.refuse(by=tax, number=case.pk, reason=" ", now=NOW)
    assert repairs.refuse(by=tax, number=case.pk, reason="材料不实", now=NOW).reason == "材料不实"
    for act in (repairs.accept, repairs.grant, repairs.take_back):
        with pytest.raises(NotInThisStanding):
            act(by=own if act is repairs.take_back else tax, number=case.pk, now=NOW)
    again = asked(own, row)
    assert repairs.take_back(by=own, number=again.pk, now=NOW).standing == "taken_back"
    third = granted(tax, asked(own, row))
    standings = dict(CreditCase.objects.values_list("pk", "standing"))
    assert standings == {case.pk: "refused", again.pk: "taken_back", third.pk: "granted"}
    acts = AuditEvent.objects.filter(act__startswith="repairs.").order_by("pk").values_list("act", flat=True)
    assert [each.removeprefix("repairs.") for each in acts] == ["ask", "refuse", "ask", "take_back", "ask", "accept", "grant"]


def test_clocks_run_until_it_is_accepted_and_until_it_is_ruled(firm: Enterprise, tax: Viewer) -> None:
    case = asked(agent(firm), fined(tax, firm))
    repairs.accept(by=tax, number=case.pk, now=NOW + timedelta(days=1))
    clocks = RunningClock.objects.order_by("pk").values_list("key", "state", "due_on")
    assert list(clocks) == [("repair_accepted", "stopped", date(2026, 7, 13)), ("repair_ruled", "running", date(2026, 7, 23))]
    told = Message.objects.count()
    ladder.sweep(by=CLERK, now=NOW + timedelta(days=22))
    said = [each.zh for each in Message.objects.order_by("pk")[told:]]
    assert said != [] and {each.partition("（")[2] for each in said} == {f"决定）：第 {case.pk} 号信用修复申请"}


def test_without_clocks_there_is_no_case(firm: Enterprise, tax: Viewer, tmp_path: Path) -> None:
    load(tmp_path, credit=FRAME)
    with pytest.raises(NoCaseRules):
        asked(agent(firm), fined(tax, firm))


_DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))
_LEASTS = st.fixed_dictionaries({each: st.integers(0, 24) for each in Severity})


def _rule(version: str, since: date, until: date | None, leasts: Mapping[Severity, int]) -> RepairRule:
    times = {severity: Times(least, 36, is_published=True) for severity, least in leasts.items()}
    return RepairRule(version, same(version), since, until, times, ())


@settings(max_examples=300)
@given(changed=_DAYS, old=_LEASTS, new=_LEASTS, severity=st.sampled_from(Severity), decided=_DAYS, shown=st.integers(0, 60), ask_on=_DAYS)
def test_never_before_the_shortest_time_by_the_rule_of_the_day_of_asking(
    changed: date, old: Mapping[Severity, int], new: Mapping[Severity, int], severity: Severity, decided: date, shown: int, ask_on: date
) -> None:
    """Whatever held when the record was made; counted from the day on which it was first shown, and from its own where it never was."""
    rules = (_rule("old", date(2020, 1, 1), changed - timedelta(days=1), old), _rule("new", changed, None, new))
    rule, published = replace(_frame(), repairs=rules).repair_on(ask_on), decided + timedelta(days=shown)
    assert rule is not None and rule.version == ("old" if ask_on < changed else "new")
    least = (old if ask_on < changed else new)[severity]
    assert rule.repairable_on(severity, decided, published) == months_after(published, least)
    assert rule.repairable_on(severity, decided, None) == decided


def _frame() -> Frame:
    return Frame.read(FrameEntry.model_validate(yaml.safe_load(FRAME)).plain)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_act_holds_to_it(firm: Enterprise, tax: Viewer, data: st.DataObject) -> None:
    """Of any record, a few days before and after the day: never before, and from then on until it is shown no more."""
    sort, least = data.draw(st.sampled_from([("fine", 3), ("fraud", 12)]))
    decided, wait = data.draw(st.dates(date(2025, 1, 1), date(2026, 7, 8))), data.draw(st.integers(-3, 3))
    ask_on = months_after(decided, least) + timedelta(days=wait)
    with transaction.atomic():
        own, row = agent(firm), entered(tax, firm, sort, "税罚1号", on=decided)
        moment = NOW.replace(year=ask_on.year, month=ask_on.month, day=ask_on.day)
        if wait < 0:
            assert told_of(NotRepairableYet, by=own, row=row, now=moment, done_on=decided).endswith(
                f"；{months_after(decided, least)} 起可以申请"
            )
        else:
            assert asked(own, row, moment, done_on=decided).rule == ("2023" if ask_on <= date(2026, 3, 31) else "2026")
        transaction.set_rollback(True)
