"""Life events, links, sites, parts and charges: recorded on evidence, taken back with a reason; and who sees what because of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dukou.accounts.actions import task_forces
from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import command_line_viewer
from dukou.accounts.models import Person
from dukou.accounts.queries import viewer_of
from dukou.accounts.tests import cast
from dukou.audit.models import AuditEvent
from dukou.enterprises.actions import charges, doubles, life_events, links, parts, records, sites
from dukou.enterprises.actions._recording import EvidenceNeeded, PartOfNothing, RecordedAlready
from dukou.enterprises.core.kinds import LifeEventKind, LinkKind, PartKind, SiteUse, Status
from dukou.enterprises.models import Enterprise, LifeEvent
from dukou.enterprises.queries.lists import Asked, listed
from dukou.enterprises.queries.profiles import profile_of
from dukou.enterprises.queries.search import search
from dukou.enterprises.queries.visibility import visible_enterprises
from dukou.enterprises.tests.made_up import NOW, TODAY, register, report, viewer
from dukou.figures.queries import claims_of_many
from dukou.figures.tests.made_up import load

pytestmark = pytest.mark.django_db
KEEPER = command_line_viewer("tester")


def test_the_status_follows_the_latest_event() -> None:
    (row,) = register("示例市云帆有限公司")
    for kind, day in ((LifeEventKind.MOVED_IN, date(2020, 1, 1)), (LifeEventKind.SUSPENDED, date(2022, 1, 1))):
        life_events.record(by=KEEPER, key=row.key, kind=kind, happened_on=day, evidence="公告", now=NOW)
    life_events.record(by=KEEPER, key=row.key, kind=LifeEventKind.RESUMED, happened_on=date(2021, 1, 1), evidence="公告", now=NOW)
    row.refresh_from_db()
    assert (row.status, row.status_on) == (Status.SUSPENDED, date(2022, 1, 1))


def test_taking_an_event_back_gives_the_status_before_it() -> None:
    (row,) = register("示例市云帆有限公司")
    life_events.record(by=KEEPER, key=row.key, kind=LifeEventKind.MOVED_IN, happened_on=date(2020, 1, 1), evidence="公告", now=NOW)
    life_events.record(by=KEEPER, key=row.key, kind=LifeEventKind.MOVED_OUT, happened_on=date(2022, 1, 1), evidence="公告", now=NOW)
    last = LifeEvent.objects.latest("pk")
    records.withdraw(by=KEEPER, key=row.key, noun="life_event", number=last.pk, reason="记错了企业", now=NOW)
    row.refresh_from_db()
    assert (row.status, row.status_on) == (Status.ACTIVE, date(2020, 1, 1))
    assert AuditEvent.objects.latest("id").act == "enterprises.withdraw"


def test_a_record_needs_evidence_and_stands_once() -> None:
    (row,) = register("示例市云帆有限公司")

    def locate(evidence: str) -> None:
        place = SiteUse.PRODUCTION
        sites.locate(
            by=KEEPER, key=row.key, name="一厂", use=place, address="甲街 1 号", area=123_456, power=800, evidence=evidence, now=NOW
        )

    with pytest.raises(EvidenceNeeded):
        locate(" ")
    locate("现场核实")
    with pytest.raises(RecordedAlready):
        locate("现场核实")
    profile = profile_of(KEEPER, row.key)
    assert profile is not None
    assert [each.about.zh for each in profile.sites] == ["一厂 · 甲街 1 号 · 1,234.56 平方米 · 用电容量 800 千伏安"]


def test_a_withdrawn_record_can_be_recorded_anew() -> None:
    (row,) = register("示例市云帆有限公司")
    for _ in range(2):
        sites.locate(by=KEEPER, key=row.key, name="一厂", use=SiteUse.OFFICE, address="甲街", evidence="现场核实", now=NOW)
        (site,) = profile_of(KEEPER, row.key).sites  # type: ignore[union-attr]
        records.withdraw(by=KEEPER, key=row.key, noun="site", number=site.number, reason="已搬走", now=NOW)
    assert profile_of(KEEPER, row.key).sites == ()  # type: ignore[union-attr]


@pytest.mark.parametrize("reason", ["", "已搬走"])
def test_taking_back_says_why_and_happens_once(reason: str) -> None:
    (row,) = register("示例市云帆有限公司")
    sites.locate(by=KEEPER, key=row.key, name="一厂", use=SiteUse.OFFICE, address="甲街", evidence="现场核实", now=NOW)
    (site,) = profile_of(KEEPER, row.key).sites  # type: ignore[union-attr]
    if reason:
        records.withdraw(by=KEEPER, key=row.key, noun="site", number=site.number, reason=reason, now=NOW)
    with pytest.raises(records.WithdrawalNeedsReason):
        records.withdraw(by=KEEPER, key=row.key, noun="site", number=site.number, reason=reason, now=NOW)


def test_what_belongs_together_cannot_go_in_a_circle() -> None:
    group, local, branch = register("示例集团", "示例市云帆有限公司", "示例市云帆有限公司跳磴分公司")
    links.tie(by=KEEPER, key=local.key, parent=group.key, kind=LinkKind.LOCAL_UNIT, evidence="年报", now=NOW)
    links.tie(by=KEEPER, key=branch.key, parent=local.key, kind=LinkKind.BRANCH, evidence="执照", now=NOW)
    for child in (group, local):
        with pytest.raises(links.CannotBelong):
            links.tie(by=KEEPER, key=child.key, parent=branch.key, kind=LinkKind.SUBSIDIARY, evidence="年报", now=NOW)
    relatives = profile_of(KEEPER, local.key).relatives  # type: ignore[union-attr]
    assert [(each.name, each.is_above) for each in relatives] == [("示例集团", True), ("示例市云帆有限公司跳磴分公司", False)]


@pytest.mark.parametrize("of", ["cluster/nowhere", "district/made-up", "nonsense"])
def test_a_part_is_played_in_a_cluster_that_is_there(of: str) -> None:
    (row,) = register("示例市云帆有限公司")
    with pytest.raises(PartOfNothing):
        parts.give(by=KEEPER, key=row.key, kind=PartKind.CHAIN_LEADER, of=of, evidence="文件", now=NOW)


def _charged(*keys: str) -> None:
    force = task_forces.set_up(by=cast.CLI, key="force", name="演示专班", purpose="服务", from_on=cast.LONG_AGO, now=NOW)
    task_forces.seat(by=cast.CLI, task_force=force, holder=cast.person("member"), from_on=cast.LONG_AGO, now=NOW)
    for key in keys:
        charges.give(by=KEEPER, key=key, task_force="force", evidence="分工表", now=NOW)


def test_a_task_force_sees_the_firms_in_its_charge_and_no_other() -> None:
    mine, other = register("示例市云帆有限公司", "示例市云帆商贸有限公司")
    _charged(mine.key)
    member = viewer_of(Person.objects.get(username="member"), TODAY)
    assert list(visible_enterprises.filter(member)) == [mine]
    assert ([each.key for each in listed(member, Asked(), known_on=TODAY)[0]], [hit.id for hit in search(member, "云帆")]) == (
        [mine.key],
        [mine.pk],
    )
    assert (profile_of(member, other.key), {hit.id for hit in search(KEEPER, "云帆")}) == (None, {mine.pk, other.pk})


def test_a_charge_taken_back_closes_the_page_again() -> None:
    (mine,) = register("示例市云帆有限公司")
    _charged(mine.key)
    (charge,) = profile_of(KEEPER, mine.key).charges  # type: ignore[union-attr]
    records.withdraw(by=KEEPER, key=mine.key, noun="charge", number=charge.number, reason="分工调整", now=NOW)
    assert profile_of(viewer_of(Person.objects.get(username="member"), TODAY), mine.key) is None


def test_an_agent_sees_the_firm_it_acts_for_and_no_other() -> None:
    mine, other = register("示例市云帆有限公司", "示例市云帆商贸有限公司")
    agent, _ = cast.agent("agent", "firm")
    Enterprise.objects.filter(pk=mine.pk).update(organisation=cast.organisation("firm"))
    seen = viewer_of(agent, TODAY)
    assert list(visible_enterprises.filter(seen)) == [mine]
    assert {hit.id for hit in search(seen, "示例市云帆商贸有限公司")} <= {mine.pk}
    assert profile_of(seen, other.key) is None


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        (Role.LEADER, True),
        (Role.INDUSTRY_OFFICER, True),
        (Role.WINDOW_CLERK, True),
        (Role.TASK_FORCE_MEMBER, False),
        (Role.DEPARTMENT_OFFICER, True),
        (Role.BANK_OFFICER, False),
        (Role.ENTERPRISE_AGENT, False),
        (Role.AUDITOR, True),
        (Role.STEWARD, False),
    ],
)
def test_who_sees_the_whole_register(role: Role, sees: bool) -> None:
    (row,) = register("示例市云帆有限公司")
    by = viewer("somebody", role)
    assert (visible_enterprises.check(by, row), bool(search(by, "云帆"))) == (sees, sees)


def test_a_record_of_a_merged_entry_is_taken_back_under_its_own_key() -> None:
    stays, goes = register("示例市云帆有限公司", "示例市云帆有限责任公司")
    sites.locate(by=KEEPER, key=goes.key, name="一厂", use=SiteUse.OFFICE, address="甲街", evidence="现场核实", now=NOW)
    number = doubles.propose(by=KEEPER, key=stays.key, other=goes.key, now=NOW)
    doubles.merge(by=KEEPER, number=number, keep=stays.key, reason="同一执照", now=NOW)
    (site,) = profile_of(KEEPER, stays.key).sites  # type: ignore[union-attr]
    records.withdraw(by=KEEPER, key=site.owner, noun="site", number=site.number, reason="已搬走", now=NOW)
    assert profile_of(KEEPER, stays.key).sites == ()  # type: ignore[union-attr]


def test_internal_figures_show_only_of_firms_in_sight(tmp_path: Path) -> None:
    load(tmp_path)
    mine, other = register("示例市云帆有限公司", "示例市长风有限公司")
    _charged(mine.key)
    for row in (mine, other):
        report(row, 2023, "2亿元")
    member = viewer_of(Person.objects.get(username="member"), TODAY)
    refs = [mine.ref, other.ref]
    seen = {
        who: [ref for ref, some in claims_of_many(viewer=who, subjects=refs, known_on=TODAY).items() if some] for who in (member, KEEPER)
    }
    assert (seen[member], seen[KEEPER]) == ([mine.ref], refs)
