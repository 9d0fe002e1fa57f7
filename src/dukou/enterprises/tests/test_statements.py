"""What is stated about firms beside figures: recorded with evidence, told as known on a day, taken back, and closed to others."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import NotPermitted, Viewer
from dukou.audit.models import AuditEvent
from dukou.enterprises.actions import entries, records
from dukou.enterprises.actions._recording import EvidenceNeeded, RecordedAlready
from dukou.enterprises.actions.statements import NotKnownYet, NotSoStated, state, state_many
from dukou.enterprises.core.entries import Entry
from dukou.enterprises.core.statements import Told
from dukou.enterprises.intake.statements import ListHasFaults, read_statements
from dukou.enterprises.models import Enterprise, Statement
from dukou.enterprises.queries.statements import statement_state, statements_of
from dukou.rules.core.facts import UnknownFact
from dukou.rules.core.visibility import Visibility
from dukou.rules.models import DeclaredFact

pytestmark = pytest.mark.django_db

KEEPER = Viewer("cli:tests", permissions=frozenset(Permission))
READER = Viewer("cli:reader", permissions=frozenset({Permission.SEE_REGISTER}))
DAY, LATER = date(2024, 6, 1), date(2024, 7, 1)


def declare(key: str, holds: str, unit: str = "", visibility: str = "internal") -> None:
    words = {f"{name}_{language}": name for name in ("name", "holder", "ground") for language in ("zh", "en")}
    DeclaredFact.objects.create(key=key, kind="enterprise", holds=holds, unit=unit, visibility=visibility, **words)


@pytest.fixture
def firm() -> str:
    """A made-up firm, and three facts that can be stated."""
    declare("enterprise.has-award", "truth")
    declare("enterprise.market-share", "quantity", "%")
    declare("enterprise.title", "text", visibility="public")
    return entries.register(by=KEEPER, entry=Entry(name="示例市虚构仪器有限公司"), reason="测试")


def test_the_word_known_last_counts_from_its_day_on_and_only_within_its_term(firm: str) -> None:
    state(by=KEEPER, key=firm, told=Told("enterprise.has-award", "yes", DAY, until_on=date(2024, 12, 31)), evidence="文件")
    state(by=KEEPER, key=firm, told=Told("enterprise.has-award", "no", LATER), evidence="文件")
    tell = statement_state("enterprise.has-award", Visibility.INTERNAL)
    said = {on: {key: each.value for key, each in tell(KEEPER, [firm, "nobody"], on).items()} for on in (date(2024, 5, 31), DAY, LATER)}
    assert said == {date(2024, 5, 31): {}, DAY: {firm: True}, LATER: {firm: False}}
    records.withdraw(by=KEEPER, key=firm, noun="statement", number=Statement.objects.latest("pk").pk, reason="误登")
    assert [tell(KEEPER, [firm], on)[firm].value for on in (LATER, date(2024, 12, 31))] == [True, True]
    assert tell(KEEPER, [firm], date(2025, 1, 1)) == {}


def test_a_number_keeps_its_exact_value_and_is_told_in_the_facts_unit(firm: str) -> None:
    state(by=KEEPER, key=firm, told=Told("enterprise.market-share", "12.5%", DAY), evidence="文件")
    told = statement_state("enterprise.market-share", Visibility.INTERNAL)(KEEPER, [firm], DAY)[firm]
    assert (str(told.value), told.unit, told.known_on) == ("12.5", "%", DAY)


def test_what_is_internal_is_not_told_to_who_sees_only_what_is_public(firm: str) -> None:
    for fact, value in (("enterprise.has-award", "yes"), ("enterprise.title", "专精特新")):
        state(by=KEEPER, key=firm, told=Told(fact, value, DAY), evidence="文件")
    assert statement_state("enterprise.has-award", Visibility.INTERNAL)(READER, [firm], LATER) == {}
    assert [row.fact for row in statements_of(READER, firm, LATER)] == ["enterprise.title"]
    assert [row.fact for row in statements_of(KEEPER, firm, LATER)] == ["enterprise.has-award", "enterprise.title"]
    assert statements_of(Viewer("person:outsider", person_id=1), firm, LATER) == []


def test_each_refusal_says_what_is_wrong_and_leaves_nothing(firm: str) -> None:
    before = AuditEvent.objects.count()
    for told, refusal in (
        (Told("enterprise.no-such", "yes", DAY), UnknownFact),
        (Told("enterprise.has-award", "maybe", DAY), NotSoStated),
        (Told("enterprise.market-share", "12 人", DAY), NotSoStated),
        (Told("enterprise.has-award", "yes", date(2999, 1, 1)), NotKnownYet),
    ):
        with pytest.raises(refusal):
            state(by=KEEPER, key=firm, told=told, evidence="文件")
    with pytest.raises(EvidenceNeeded):
        state(by=KEEPER, key=firm, told=Told("enterprise.has-award", "yes", DAY), evidence=" ")
    with pytest.raises(NotPermitted):
        state(by=READER, key=firm, told=Told("enterprise.has-award", "yes", DAY), evidence="文件")
    assert (Statement.objects.count(), AuditEvent.objects.count()) == (0, before)
    state(by=KEEPER, key=firm, told=Told("enterprise.has-award", "yes", DAY), evidence="文件")
    with pytest.raises(RecordedAlready):
        state(by=KEEPER, key=firm, told=Told("enterprise.has-award", "yes", DAY), evidence="文件")


def test_a_list_is_taken_whole_or_not_at_all(firm: str, tmp_path: Path) -> None:
    good = tmp_path / "good.csv"
    good.write_text(
        f"企业,事实,值,止\n{firm},enterprise.has-award,是,2025-12-31\n{firm},enterprise.market-share,12.5%,\n", encoding="utf-8"
    )
    rows = state_many(by=KEEPER, told=read_statements(KEEPER, good, DAY), evidence="名单")
    assert [(row.fact, row.value, row.until_on) for row in rows] == [
        ("enterprise.has-award", True, date(2025, 12, 31)),
        ("enterprise.market-share", {"n": "1/8"}, None),
    ]
    assert AuditEvent.objects.latest("pk").act == "statements.state"
    bad = tmp_path / "bad.csv"
    bad.write_text(f"企业,事实,值\n{firm},enterprise.title,甲\nnobody,enterprise.title,乙\n{firm},enterprise.other,是\n", encoding="utf-8")
    with pytest.raises(ListHasFaults) as refused:
        read_statements(KEEPER, bad, DAY)
    assert [str(fault) for fault in refused.value.faults] == [
        "bad.csv:3:1: 名录里没有“nobody”这家企业，或不止一家 → 写名录里的编号或统一社会信用代码",
        "bad.csv:4:1: 没有可登记的事实“enterprise.other” → 用 dukou rules facts 查可登记的事实",
    ]
    assert Enterprise.objects.count() == 1 and Statement.objects.count() == 2
