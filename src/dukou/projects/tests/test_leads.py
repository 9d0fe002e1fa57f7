"""Leads: first come first kept, what a stranger learns of it, the clocks of a lead, and how many were kept."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dukou.audit.models import AuditEvent
from dukou.casework.models import Case, RunningClock
from dukou.casework.queries.owners import may_see_case
from dukou.kit.core.rates import Rate
from dukou.projects.actions import leads, projects
from dukou.projects.actions._first import LeadTaken, NotTheSameInvestor
from dukou.projects.actions._leads import close_lead_case
from dukou.projects.actions._steps import begun
from dukou.projects.core.kinds import ProjectStatus
from dukou.projects.core.leads import Investor, Verdict, masked
from dukou.projects.models import LeadStep, Project
from dukou.projects.queries.leads import kept_of_leads
from dukou.projects.tests.leads_made import FIRM, NOW, at, district, lead, member, officer

CODE, OTHER = "91500104MA5UPLJX8B", "91500104MA5UPLJY66"  # made up; their check characters are right


@pytest.mark.parametrize(
    ("name", "told"),
    [("示例机械有限公司", "示例**公司"), ("虚构厂", "虚**"), ("甲", "甲**"), ("虚构（示例）机械厂", "虚构**"), ("", "**")],
)
def test_of_a_name_little_is_told(name: str, told: str) -> None:
    assert masked(name) == told


@given(st.text(min_size=4, max_size=40))
def test_a_mask_never_holds_more_than_two_characters_of_the_brand(name: str) -> None:
    assert len(masked(name).removesuffix("公司")) <= 4


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Investor("虚构甲机械有限公司"), Investor("虚构甲机械（集团）股份有限公司"), True),
        (Investor("虚构甲机械有限公司"), Investor("虚构甲机械股份有限公司"), True),
        (Investor("重庆虚构甲机械有限公司"), Investor("虚构甲机械"), True),
        (Investor("重庆虚构甲机械有限公司"), Investor("成都虚构甲机械有限公司"), False),
        (Investor("甲有限公司", CODE), Investor("乙有限公司", CODE.lower()), True),
        (Investor("甲有限公司", CODE), Investor("甲有限公司", OTHER), False),
        (Investor("甲有限公司", CODE), Investor("甲有限公司"), True),
    ],
)
def test_two_names_of_one_investor(one: Investor, other: Investor, same: bool) -> None:
    assert (one.meets(other), other.meets(one)) == (same, same)


@pytest.mark.django_db
def test_a_stranger_learns_who_is_to_be_asked_and_no_more() -> None:
    district()
    kept = lead(officer("first", "north"), name="机密项目名", about="机密内容", code=CODE, referrer="机密推荐人")
    with pytest.raises(LeadTaken) as refused:
        lead(member("stranger", "south"), "虚构甲机械", office="south", now=at("2026-09-25 09:00"))
    said = f"{refused.value.said_what} {refused.value.said_why} {refused.value.said_cure}"
    assert said == ("没有登记 “虚构**公司”已由单位north于 2026-09-24 首先登记 与该单位联系；30 天没有进展报告，保护即失效")
    assert not any(each in f"{said}{refused.value.details}" for each in (kept.key, kept.name, kept.firm, CODE, "机密"))
    assert (Project.objects.count(), Case.objects.count()) == (1, 1)
    with pytest.raises(LeadTaken) as known:
        lead(officer("second", "south"), "虚构甲机械", office="south", now=at("2026-09-25 09:00"))
    assert known.value.said_why.zh == f"“{FIRM}”已由单位north于 2026-09-24 首先登记（{kept.key} 机密项目名）"


@pytest.mark.django_db
def test_by_its_code_too() -> None:
    district()
    lead(officer("first", "north"), code=CODE)
    with pytest.raises(LeadTaken):
        lead(member("stranger", "south"), "另一名字厂", code=CODE.lower(), office="south")
    assert lead(member("stranger", "south"), "另一名字厂", code=OTHER, office="south").follows is None


@pytest.mark.django_db
def test_protection_lapses_when_nothing_is_heard() -> None:
    district()
    first, second = officer("first", "north"), member("second", "south")
    kept = lead(first)
    projects.report(by=first, project=kept.key, words="去了工厂", now=NOW + timedelta(days=20))
    with pytest.raises(LeadTaken):
        lead(second, office="south", now=NOW + timedelta(days=50))
    later = lead(second, office="south", now=NOW + timedelta(days=51))
    assert (later.follows, later.registered_for.key) == (kept, "south")
    told = AuditEvent.objects.filter(act="projects.register", subject_key=later.key).get().after or {}
    assert told["follows"] == kept.key


@pytest.mark.django_db
@pytest.mark.parametrize("over", [{"status": ProjectStatus.LOST.value}, {"stage": "production"}])
def test_what_is_over_or_produces_bars_nobody(over: dict[str, str]) -> None:
    district()
    kept = lead(officer("first", "north"))
    Project.objects.filter(pk=kept.pk).update(**over)
    assert lead(member("second", "south"), office="south").follows == kept


@pytest.mark.django_db
def test_a_second_phase_names_the_first() -> None:
    district()
    first = officer("first", "north")
    kept = lead(first)
    assert lead(first, follows=kept.key).follows == kept
    with pytest.raises(NotTheSameInvestor):
        lead(first, "虚构乙机械有限公司", follows=kept.key)


@pytest.mark.django_db
def test_no_amendment_leads_round_the_protection() -> None:
    district()
    first, second = officer("first", "north"), member("second", "south")
    lead(first)
    mine = lead(second, "虚构乙厂", office="south")
    with pytest.raises(LeadTaken):
        projects.amend(by=second, project=mine.key, reason="更名", changes={"firm": FIRM}, now=NOW)
    amended = projects.amend(by=second, project=mine.key, reason="更名", changes={"firm": "虚构丙厂"}, now=NOW)
    assert Project.objects.get(pk=amended.pk).firm_core == Investor("虚构丙厂").core


@pytest.mark.django_db
def test_the_clocks_of_a_lead() -> None:
    district()
    keeper = officer("keeper", "north")
    made = lead(keeper, referrer="虚构商会", on=date(2026, 9, 21))
    assert _clocks() == {
        "registered": ("stopped", date(2026, 9, 22), True),  # known on Monday, registered on Thursday
        "judged": ("running", date(2026, 9, 30), False),  # Friday to Sunday are a holiday
        "fed_back": ("running", date(2026, 10, 8), False),
        "reported": ("running", date(2026, 10, 8), False),
    }
    leads.judge(by=keeper, project=made.key, verdict=Verdict.EXPERTS, words="工艺要论证", now=NOW + timedelta(hours=1))
    assert _clocks()["judged"] == ("running", date(2026, 10, 8), False)
    leads.judge(by=keeper, project=made.key, verdict=Verdict.PURSUE, words="值得", now=NOW + timedelta(hours=2))
    leads.feed_back(by=keeper, project=made.key, words="将上门", now=NOW + timedelta(days=20))
    projects.report(by=keeper, project=made.key, words="去了工厂", now=NOW + timedelta(days=6))
    assert {key: each[0] for key, each in _clocks().items()} == {
        "registered": "stopped", "judged": "stopped", "fed_back": "stopped", "reported": "running",
    }  # fmt: skip
    told = kept_of_leads(keeper, NOW + timedelta(days=21))
    assert {key: (each.rate, each.open) for key, each in told.items()} == {
        "registered": (Rate(0, 1), 0), "judged": (Rate(1, 1), 0), "fed_back": (Rate(0, 1), 0), "reported": (Rate(1, 2), 0),
    }  # fmt: skip
    assert list(LeadStep.objects.values_list("note", "verdict")) == [
        ("judged", "experts"), ("judged", "pursue"), ("fed_back", ""), ("reported", ""),
    ]  # fmt: skip
    acts = AuditEvent.objects.filter(subject_kind="project", subject_key=made.key).order_by("pk").values_list("act", flat=True)
    assert list(acts) == ["projects.register", "leads.judge", "leads.judge", "leads.feed_back", "projects.report"]


@pytest.mark.django_db
def test_no_word_is_owed_where_nobody_named_the_lead() -> None:
    district()
    keeper = officer("keeper", "north")
    made = lead(keeper)
    assert "fed_back" not in _clocks()
    with pytest.raises(leads.NoReferrer):
        leads.feed_back(by=keeper, project=made.key, words="将上门")


@pytest.mark.django_db
def test_the_case_ends_when_the_lead_is_more_or_over() -> None:
    district()
    keeper = officer("keeper", "north")
    made = lead(keeper)
    actor, moment = begun(keeper, NOW)
    close_lead_case(actor, made, moment)
    assert Case.objects.get().closed_at is None
    made.stage = "intent"
    close_lead_case(actor, made, moment)
    assert (Case.objects.get().outcome, _clocks()["reported"][0]) == ("moved_on", "stopped")
    made.save()
    projects.report(by=keeper, project=made.key, words="仍在报告", now=NOW)
    assert Case.objects.get().outcome == "moved_on"


@pytest.mark.django_db
def test_whoever_sees_the_project_sees_its_clocks() -> None:
    district()
    lead(officer("keeper", "north"))
    case = Case.objects.get()
    assert [may_see_case(each, case) for each in (officer("other", "south"), member("in", "north"), member("out", "south"))] == [
        True, True, False,
    ]  # fmt: skip


@pytest.mark.django_db
def test_without_clocks_a_lead_has_no_case() -> None:
    district(profile="")
    keeper = officer("keeper", "north")
    made = lead(keeper)
    leads.judge(by=keeper, project=made.key, verdict=Verdict.DECLINE, words="不合")
    assert (made.case, Case.objects.count(), AuditEvent.objects.filter(subject_key=made.key).count()) == (None, 0, 2)


def _clocks() -> dict[str, tuple[str, date | None, bool]]:
    """By name the state of the newest clock, its last day, and whether it ran out."""
    rows = RunningClock.objects.order_by("pk")
    return {row.key: (row.state, row.due_on, row.first_late_at is not None) for row in rows}
