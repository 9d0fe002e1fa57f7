"""The pages of credit: what the public, a unit, another unit and the firm itself read of the same records."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client, override_settings
from django.utils import timezone

from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.models import Organisation, Person
from dukou.accounts.queries import viewer_of
from dukou.accounts.tests import cast
from dukou.credit.models import CreditRecord, GradeRun, Look
from dukou.credit.tests import credit_made as made
from dukou.enterprises.models import Enterprise
from dukou.enterprises.tests import made_up
from dukou.kit.core.homes import HomeFile

pytestmark = pytest.mark.django_db
BACKEND = "dukou.accounts.auth.PasswordSignIn"
FINED, LATE = "隐去的罚款事由", "隐去的迟报事由"
TAX, OVERALL = "/credit/fields/tax/", "/credit/fields/overall/"


@pytest.fixture
def firms(tmp_path: Path, collected_static: None) -> list[Enterprise]:
    """Three made-up firms; the first was fined by the tax office and told late by the health office."""
    cache.clear()
    made.load(tmp_path)
    rows, today = made.firms(), timezone.localdate()
    made.entered(made.officer("tax"), rows[0], "fine", "税罚1号", on=today, now=timezone.now(), text=FINED)
    made.entered(made.officer("health"), rows[0], "late", "卫违1号", on=today, now=timezone.now(), text=LATE)
    return rows


def keeper(unit: str) -> Viewer:
    """The officer of a unit, who is there already."""
    return viewer_of(Person.objects.get(username=f"{unit}-officer"), timezone.localdate())


def signed_in(client: Client, username: str, role: Role, at: str) -> Client:
    """Somebody with a role in a unit; who is there already signs in."""
    known = Person.objects.filter(username=username).first()
    client.force_login(known or cast.person(username, role, at=at), backend=BACKEND)
    return client


def tax_officer(client: Client) -> Client:
    return signed_in(client, "tax-officer", Role.DEPARTMENT_OFFICER, "tax")


def agent(client: Client, firm: Enterprise, name: str = "agent") -> Client:
    """The agent of a firm."""
    person, _ = cast.agent(name, f"{name}-firm")
    Enterprise.objects.filter(pk=firm.pk).update(organisation=Organisation.objects.get(key=f"{name}-firm"))
    client.force_login(person, backend=BACKEND)
    return client


def page(browser: Client, address: str, status: int = 200) -> str:
    answer = browser.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return str(answer.content.decode())


def _bare(text: str, key: str) -> str:
    """A page without the key that was asked for and without what changes from one answer to the next."""
    return re.sub(r'value="[A-Za-z0-9]{64}"', "", text.replace(key, ""))


def grade_now(browser: Client, slug: str = "tax") -> None:
    assert browser.post(f"/credit/fields/{slug}/grade/", {"as_of": ""}).status_code == 302


def test_the_public_reads_rules_and_counts_but_no_firm_and_no_small_count(client: Client, firms: list[Enterprise]) -> None:
    more = made_up.register(*(f"虚构第{number}号工坊" for number in range(20)))
    made.graded(keeper("tax"), "tax", on=timezone.localdate(), now=timezone.now())
    listed, field = page(client, "/credit/"), page(client, TAX)
    assert "虚构税务" in listed and "虚构税局" in listed and "数少，不公布" in listed
    assert "罚款，每次" in field and "−30" in field and "数少，不公布" in field
    for text in (listed, field):
        assert not [row.name for row in (*firms, *more) if row.name in text] and FINED not in text
        assert "等级迁移" not in text and "分布对照" not in text
    assert ">22</td>" not in field and "1/23" not in field  # of 23 firms one is not A: neither count is told
    whole = page(tax_officer(client), TAX)
    assert "22/23" in whole and "1/23" in whole
    assert page(client, f"{TAX}firms/").count("虚构青禾玻璃厂") == 1


def test_a_version_of_the_past_is_shown_and_one_that_is_not_there_is_not(client: Client, firms: list[Enterprise]) -> None:
    old = page(client, f"{TAX}?version=1")
    assert "这不是现在有效的办法" in old and "−15" in old and "2020-01-01 至 2026-06-30" in old
    assert "这不是现在有效的办法" not in page(client, f"{TAX}?version=2")
    page(client, f"{TAX}?version=9", 404)
    page(client, "/credit/fields/nothing/", 404)


def test_a_unit_reads_its_own_records_and_of_others_the_grade(client: Client, firms: list[Enterprise]) -> None:
    tax = tax_officer(client)
    firm = f"/credit/firms/{firms[0].key}/"
    shown = page(tax, firm)
    assert FINED in shown and LATE not in shown and "虚构卫生" in shown
    assert LATE not in (health := page(tax, f"{firm}health/")) and "其他单位的记录" in health and "−5" in health
    composite = page(tax, f"{firm}overall/")
    assert FINED in composite and LATE not in composite
    listed = page(tax, "/credit/records/")
    assert "税罚1号" in listed and "卫违1号" not in listed
    other = CreditRecord.objects.get(number="卫违1号")
    for address in ("", "fulfil/", "withdraw/"):
        page(tax, f"/credit/records/{other.pk}/{address}", 404)
    assert "卫违1号" not in "".join(
        part.decode()
        for part in tax.get("/credit/records/download/csv/").streaming_content  # type: ignore[attr-defined]
    )


def test_an_officer_without_records_of_his_own_reads_grades_alone(client: Client, firms: list[Enterprise]) -> None:
    officer = signed_in(client, "industry", Role.INDUSTRY_OFFICER, "office")
    for address in ("", "tax/", "overall/"):
        shown = page(officer, f"/credit/firms/{firms[0].key}/{address}")
        assert FINED not in shown and LATE not in shown and "您看过这一页" in shown
    page(officer, "/credit/records/", 403)


def test_the_firm_reads_all_that_is_held_and_who_looked(client: Client, firms: list[Enterprise]) -> None:
    firm = f"/credit/firms/{firms[0].key}/"
    page(tax_officer(Client(headers={"host": "localhost"})), f"{firm}?purpose=年度核查")
    own = agent(client, firms[0])
    shown = page(own, firm)
    assert FINED in shown and LATE in shown and "我们的信用" in shown and "您看过这一页" not in shown
    assert "虚构税局" in shown and "演员tax-officer" in shown and "年度核查" in shown and "信用总览" in shown
    assert [(row.what, row.unit, row.purpose) for row in Look.objects.all()] == [("firm", "tax", "年度核查")]  # its agent left none
    record = CreditRecord.objects.get(number="税罚1号")
    told = page(own, f"/credit/records/{record.pk}/")
    assert FINED in told and "撤销记录" not in told
    assert own.get("/credit/records/").status_code == 403


def test_another_firm_learns_not_even_that_it_is_there(client: Client, firms: list[Enterprise]) -> None:
    other = agent(client, firms[1], "other")
    record = CreditRecord.objects.get(number="税罚1号")
    for address in (f"/credit/firms/{firms[0].key}/", f"/credit/firms/{firms[0].key}/tax/", f"/credit/records/{record.pk}/"):
        assert firms[0].name not in page(other, address, 404)
    assert _bare(page(other, f"/credit/firms/{firms[0].key}/", 404), firms[0].key) == _bare(
        page(other, "/credit/firms/nothing/", 404), "nothing"
    )
    page(other, f"/credit/firms/{firms[1].key}/")


def test_what_would_raise_the_grade_is_told_with_its_days(client: Client, firms: list[Enterprise]) -> None:
    made.entered(keeper("tax"), firms[1], "fine", "税罚2号", on=date(2026, 4, 7), now=datetime(2026, 4, 8, 2, tzinfo=UTC))
    shown = page(agent(client, firms[1]), f"/credit/firms/{firms[1].key}/tax/")
    assert "怎样提升，何时可到" in shown and "2027-04-07" in shown and "等待即可" in shown
    assert "修复：税罚2号（2026-04-07）" in shown and "义务履行完毕" in shown
    assert "再加" in shown and "+10" in shown


def test_a_repaired_record_of_a_past_grade_is_told_as_points_alone(client: Client, firms: list[Enterprise]) -> None:
    tax = tax_officer(client)
    grade_now(tax)
    row = CreditRecord.objects.get(number="税罚1号")
    answer = tax.post(f"/credit/records/{row.pk}/withdraw/", {"reason": "原决定撤销", "evidence": "虚构文书"})
    assert answer.status_code == 302 and answer["Location"] == "/credit/records/"
    page(tax, f"/credit/records/{row.pk}/", 404)
    shown = page(tax, f"/credit/firms/{firms[0].key}/tax/")
    assert "有一条记录（−30）此后已于" in shown and "相同" in shown and FINED not in shown and "税罚1号" not in shown


def test_a_record_is_entered_and_told_about(client: Client, firms: list[Enterprise]) -> None:
    tax = tax_officer(client)
    sent = {"sort": "tax/fine", "firm": firms[2].name, "number": "税罚9号", "decided_on": "2026-06-01", "text": "虚构", "evidence": "虚构"}
    answer = tax.post("/credit/records/new/", sent | {"amount": "5万元"})
    row = CreditRecord.objects.get(number="税罚9号")
    assert answer["Location"] == f"/credit/records/{row.pk}/" and row.amount == 5_000_000 and row.severity == "general"
    assert tax.post(f"/credit/records/{row.pk}/fulfil/", {"on": "2026-06-02", "evidence": "回执"}).status_code == 302
    shown = page(tax, f"/credit/records/{row.pk}/")
    assert "义务履行完毕" in shown and "50,000元" in shown


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"number": " "}, "这个字段是必填项"),
        ({"firm": "没有这家"}, "没有找到“没有这家”"),
        ({"amount": "很多"}, "不是金额"),
        ({"decided_on": "2999-01-01"}, "还没有到"),
        ({"sort": "health/late"}, "health/late"),
        ({"sort": "tax/award", "severity": "minor"}, "不是失信记录"),
        ({"published_on": "2020-01-01"}, "公示期的起止不对"),
        ({"number": "税罚1号", "firm": "虚构青禾玻璃厂"}, "登记过了"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_wrong_record_is_refused_in_the_form(client: Client, firms: list[Enterprise], wrong: dict[str, str], told: str) -> None:
    sent = {"sort": "tax/fine", "firm": firms[2].name, "number": "税罚9号", "decided_on": "2026-06-01", "text": "虚构", "evidence": "虚构"}
    answer = tax_officer(client).post("/credit/records/new/", sent | wrong)
    assert answer.status_code == 422 and told in answer.content.decode()
    assert not CreditRecord.objects.filter(number="税罚9号").exists()


def test_a_field_is_graded_by_its_unit_alone(client: Client, firms: list[Enterprise]) -> None:
    tax = tax_officer(client)
    assert "现在评级" in page(tax, TAX) and "现在评级" not in page(tax, "/credit/fields/health/")
    grade_now(tax)
    assert GradeRun.objects.get().counts == {"A": 2, "B": 0, "C": 1, "D": 0}
    assert tax.post("/credit/fields/health/grade/", {"as_of": ""}).status_code == 422
    assert "不归您的单位监管" in tax.post("/credit/fields/health/grade/", {"as_of": ""}).content.decode()
    assert GradeRun.objects.count() == 1


def test_firms_are_listed_by_grade_and_the_silent_ones_where_asked(client: Client, firms: list[Enterprise]) -> None:
    tax = tax_officer(client)
    grade_now(tax)
    shown = page(tax, f"{TAX}firms/")
    assert firms[0].name in shown and firms[1].name not in shown and "另有 2 家没有任何记录" in shown
    assert firms[1].name in page(tax, f"{TAX}firms/?grade=A&rest=yes")
    assert firms[0].name not in page(tax, f"{TAX}firms/?grade=A&rest=yes")
    assert firms[0].name in page(tax, f"{TAX}firms/?grade=C") and "没有登记过记录的" in page(tax, f"{TAX}firms/?grade=D")
    told = b"".join(tax.get(f"{TAX}firms/download/csv/?rest=yes").streaming_content).decode()  # type: ignore[attr-defined]
    assert all(row.name in told for row in firms)


def test_in_a_demo_home_no_real_firm_stands_beside_a_grade(client: Client, firms: list[Enterprise]) -> None:
    tax = tax_officer(client)
    grade_now(tax)
    assert firms[0].name in page(tax, f"{TAX}firms/") and not firms[0].is_synthetic
    with override_settings(HOME_FILE=HomeFile(pack="made-up", is_demo=True)):
        assert firms[0].name not in page(tax, f"{TAX}firms/?rest=yes")
        shown = page(tax, f"/credit/firms/{firms[0].key}/") + page(tax, f"/credit/firms/{firms[0].key}/tax/")
        assert FINED not in shown and shown.count("演示环境不给真实企业评级") == 2
