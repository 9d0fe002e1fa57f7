"""Recording something about a firm by form, and taking it back: every noun, what is refused, what is kept."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dukou.accounts.core.roles import Role
from dukou.accounts.models import Membership, Person, TaskForce, TaskForceSeat
from dukou.audit.models import AuditEvent
from dukou.enterprises.models import Charge, Double, Enterprise, LifeEvent, Link, Part, Site
from dukou.enterprises.tests.made_up import register
from dukou.enterprises.tests.stated import load_district
from dukou.enterprises.tests.test_statements import declare
from dukou.enterprises.tests.visiting import faults, page, rows, signed_in
from dukou.enterprises.views.records import NOUNS
from dukou.figures.models import Subject, Tag

pytestmark = pytest.mark.django_db
EVIDENCE = "现场核实 2024-07-05"
TYPED: dict[str, dict[str, str]] = {
    "life-event": {"kind": "suspended", "happened_on": "2024-06-30", "evidence": EVIDENCE},
    "link": {"parent": "示例市云帆集团有限公司", "kind": "subsidiary", "evidence": EVIDENCE},
    "site": {"name": "一车间", "use": "production", "address": "示例路1号", "area": "1200.5", "power": "800", "evidence": EVIDENCE},
    "part": {"kind": "chain_leader", "of": "segment/fibre", "from_on": "2023-01-01", "evidence": EVIDENCE},
    "charge": {"task_force": "glass-force", "evidence": EVIDENCE},
    "tag": {
        "segment": "segment/fibre",
        "share": "37.5",
        "confidence": "likely",
        "source": "sheet",
        "place": "3",
        "known_on": "2024-07-08",
        "evidence": EVIDENCE,
    },
    "twin": {"other": "示例市云帆集团有限公司"},
    "statement": {"fact": "enterprise.has-award", "value": "是", "known_on": "2024-07-08", "evidence": EVIDENCE},
}


@pytest.fixture(autouse=True)
def declared(db: None) -> None:
    """A fact that can be stated."""
    declare("enterprise.has-award", "truth")


@pytest.fixture
def firm(tmp_path: Path) -> Enterprise:
    """A firm and another, in a district with a segment and a task force."""
    load_district(tmp_path)
    TaskForce.objects.create(key="glass-force", name="示例玻璃专班", from_on=date(2020, 1, 1))
    made, _ = register("示例市云帆玻璃有限公司", "示例市云帆集团有限公司")
    Subject.objects.create(kind="enterprise", key=made.key, name_zh=made.name, name_en=made.name)
    return made


def sent(client: Any, firm: Enterprise, noun: str, **changed: str) -> tuple[int, list[str]]:
    """What the form of a noun answers, and the faults it names."""
    answer = client.post(f"/enterprises/{firm.key}/record/{noun}/", TYPED[noun] | changed)
    return answer.status_code, faults(answer.content.decode())


def events() -> int:
    """How many events tell of firms."""
    return AuditEvent.objects.filter(subject_kind="enterprise").count()


def test_every_noun_is_tried_here() -> None:
    assert set(TYPED) == NOUNS


@pytest.mark.parametrize("noun", sorted(TYPED))
def test_a_form_records_what_was_typed_and_says_so(client: Any, firm: Enterprise, noun: str) -> None:
    visitor = signed_in(client, Role.INDUSTRY_OFFICER)
    page(visitor, f"/enterprises/{firm.key}/record/{noun}/")
    before = events()
    assert sent(visitor, firm, noun) == (302, [])
    assert events() == before + 1
    assert "已记录" in page(visitor, f"/enterprises/{firm.key}/")


def test_what_was_typed_is_what_is_stored(client: Any, firm: Enterprise) -> None:
    visitor = signed_in(client, Role.INDUSTRY_OFFICER)
    assert [sent(visitor, firm, noun) for noun in TYPED] == [(302, [])] * len(TYPED)
    event, link, site = LifeEvent.objects.get(), Link.objects.get(), Site.objects.get()
    part, charge, tag, pair = Part.objects.get(), Charge.objects.get(), Tag.objects.get(), Double.objects.get()
    assert (event.kind, event.happened_on, event.evidence) == ("suspended", date(2024, 6, 30), EVIDENCE)
    assert (link.child.key, link.parent.name, link.kind, link.from_on) == (firm.key, "示例市云帆集团有限公司", "subsidiary", None)
    assert (site.name, site.use, site.area, site.power) == ("一车间", "production", 120050, 800)
    assert (part.kind, part.of, part.from_on) == ("chain_leader", "segment/fibre", date(2023, 1, 1))
    assert charge.task_force.key == "glass-force"
    assert (tag.confidence, tag.share, tag.source.key, tag.place, tag.evidence_zh) == ("likely", 375_000, "sheet", "3", EVIDENCE)
    assert pair.state == "waiting"


@pytest.mark.parametrize(
    ("noun", "changed", "said"),
    [
        ("life-event", {"evidence": ""}, "依据："),
        ("life-event", {"kind": "born"}, "事件："),
        ("link", {"parent": "没有这家"}, "上级单位：名录里没有这家企业"),
        ("link", {"parent": "云帆"}, "上级单位：不止一家或不完全相符：示例市云帆玻璃有限公司（e"),
        ("link", {"parent": "示例市云帆玻璃有限公司"}, "会绕成一圈"),
        ("site", {"from_on": "2024-02-01", "until_on": "2024-01-01"}, "结束日期：早于开始日期"),
        ("site", {"area": "一亩"}, "面积（平方米）："),
        ("part", {"of": "segment/none"}, "集群或环节："),
        ("charge", {"task_force": "none"}, "专班："),
        ("tag", {"known_on": ""}, "何日得知："),
        ("twin", {"other": "示例市云帆玻璃有限公司"}, "这是同一条记录"),
    ],
)
def test_what_is_wrong_is_said_in_the_form_and_nothing_is_recorded(
    client: Any, firm: Enterprise, noun: str, changed: dict[str, str], said: str
) -> None:
    visitor = signed_in(client, Role.INDUSTRY_OFFICER)
    before = events()
    status, found = sent(visitor, firm, noun, **changed)
    assert (status, len(found), said in found[0]) == (422, 1, True), found
    assert events() == before


def test_the_same_twice_is_refused(client: Any, firm: Enterprise) -> None:
    visitor = signed_in(client, Role.INDUSTRY_OFFICER)
    assert sent(visitor, firm, "site") == (302, [])
    status, found = sent(visitor, firm, "site")
    assert (status, "已有同样的记录" in found[0], Site.objects.count()) == (422, True, 1)


@pytest.mark.parametrize("noun", ["life-event", "link", "site", "part", "charge"])
def test_a_record_is_taken_back_with_a_reason(client: Any, firm: Enterprise, noun: str) -> None:
    visitor = signed_in(client, Role.INDUSTRY_OFFICER)
    sent(visitor, firm, noun)
    way = re.search(r'href="(/enterprises/\w+/withdraw/[^"]+)"', page(visitor, f"/enterprises/{firm.key}/"))
    assert way is not None
    assert EVIDENCE in page(visitor, way[1])
    silent = visitor.post(way[1], {"reason": ""})
    assert (silent.status_code, faults(silent.content.decode())[0].startswith("理由：")) == (422, True)
    assert visitor.post(way[1], {"reason": "记错了"}).status_code == 302
    assert way[1] not in page(visitor, f"/enterprises/{firm.key}/")
    page(visitor, way[1], 404)


def test_a_tag_is_taken_back_from_a_day_on(client: Any, firm: Enterprise) -> None:
    visitor = signed_in(client, Role.INDUSTRY_OFFICER)
    sent(visitor, firm, "tag")
    way = f"/enterprises/{firm.key}/tags/segment/fibre/withdraw/"
    assert way in page(visitor, f"/enterprises/{firm.key}/")
    assert visitor.post(way, {"reason": "看错了", "known_on": "2024-07-10"}).status_code == 302
    tagged = {day: "虚构玻纤" in tagged_on(visitor, firm, day) for day in ("2024-07-09", "2024-07-10")}
    assert tagged == {"2024-07-09": True, "2024-07-10": False}


def tagged_on(client: Any, firm: Enterprise, day: str) -> list[str]:
    """The first cells of every table of the firm's page, as known on a day."""
    return [row[0] for row in rows(page(client, f"/enterprises/{firm.key}/?known_on={day}"))]


def test_a_member_of_the_task_force_sees_its_firms_and_no_others(client: Any, firm: Enterprise) -> None:
    sent(signed_in(client, Role.INDUSTRY_OFFICER), firm, "charge")
    member = signed_in(client, Role.WINDOW_CLERK)
    person = Person.objects.get(username__startswith="visitor-window")
    Membership.objects.filter(person=person).delete()
    page(member, "/enterprises/", 403)
    TaskForceSeat.objects.create(task_force=TaskForce.objects.get(), person=person, from_on=date(2020, 1, 1))
    assert [row[0] for row in rows(page(member, "/enterprises/"))] == [firm.name]
    assert [row[0] for row in rows(page(member, "/desks/window/"))] == [firm.name]
    assert [row[0] for row in rows(page(member, "/enterprises/?text=云帆"))] == [firm.name]
    page(member, f"/enterprises/{Enterprise.objects.exclude(pk=firm.pk).get().key}/", 404)


@pytest.mark.parametrize("address", ["record/gossip/", "withdraw/site/1/", "withdraw/gossip/1/", "withdraw/site/99999999999999999999/"])
def test_what_is_not_there_is_not_found(client: Any, firm: Enterprise, address: str) -> None:
    page(signed_in(client, Role.INDUSTRY_OFFICER), f"/enterprises/{firm.key}/{address}", 404)


def test_of_an_unknown_firm_nothing_can_be_recorded(client: Any) -> None:
    page(signed_in(client, Role.INDUSTRY_OFFICER), "/enterprises/e999/record/site/", 404)
