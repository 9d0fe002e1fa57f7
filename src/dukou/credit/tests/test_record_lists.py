"""Lists of records: taken whole or refused with every cell named; a firm that the register lacks is kept aside, never dropped."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from dukou.accounts.core.viewers import NotPermitted, Viewer
from dukou.audit.models import AuditEvent
from dukou.credit.actions import record_lists
from dukou.credit.actions.record_lists import TakenIn
from dukou.credit.actions.refusals import NotYourField, RecordedBefore, RecordWords
from dukou.credit.models import AsideRow, CreditRecord, RecordDelivery
from dukou.credit.queries.fields import field_named
from dukou.credit.queries.grades import given
from dukou.credit.queries.lists import NoSuchAside, NoSuchList, aside_rows, list_of, lists_of
from dukou.credit.tests.cases_made import agent, bank, load
from dukou.credit.tests.credit_made import NOW, entered, firms, graded, officer
from dukou.enterprises.models import Enterprise
from dukou.enterprises.queries.the_one import NotOneFirm
from dukou.kit.sheets.headed import ColumnsMissing, RowsHaveFaults

pytestmark = pytest.mark.django_db
HEAD = (
    "行政相对人名称,统一社会信用代码,行政处罚决定书文号,记录种类,处罚决定日期,违法事实,处罚内容,处罚依据,"
    "罚款金额（万元）,公示起始日期,公示截止期\n"
)
GOOD = "虚构青禾玻璃厂,,税罚〔2026〕1号,罚款,2026年6月1日,漏报,罚款,第一条,1.5,2026-06-02,2027-06-01\n"


@pytest.fixture
def three(tmp_path: Path) -> list[Enterprise]:
    (tmp_path / "pack").mkdir()
    load(tmp_path / "pack")
    return firms()


@pytest.fixture
def tax(three: list[Enterprise]) -> Viewer:
    return officer("tax")


def take(by: Viewer, folder: Path, text: str, field: str = "tax") -> TakenIn:
    path = folder / "清单.csv"
    path.write_text(text, encoding="utf-8")
    return record_lists.take_in(by=by, path=path, name=path.name, field=field, now=NOW)


def faults(by: Viewer, folder: Path, text: str) -> list[str]:
    with pytest.raises(RowsHaveFaults) as refused:
        take(by, folder, text)
    assert (CreditRecord.objects.count(), AsideRow.objects.count(), RecordDelivery.objects.count()) == (0, 0, 0)
    return [str(each) for each in refused.value.faults]


def test_a_list_becomes_records_with_one_event_and_grades_follow(three: list[Enterprise], tax: Viewer, tmp_path: Path) -> None:
    health = officer("health")
    graded(health, "health")
    before = AuditEvent.objects.count()
    taken = take(health, tmp_path, HEAD + GOOD + "虚构白帆软件公司,,税罚〔2026〕2号,late,20260602,漏报,,,,,\n", "health")
    assert (taken.records, taken.there, taken.aside, AuditEvent.objects.count()) == (2, (), (), before + 1)
    first, second = CreditRecord.objects.order_by("pk")
    assert (first.enterprise, first.unit.key, first.number, first.sort, first.decided_on) == (
        three[0],
        "health",
        "税罚〔2026〕1号",
        "fine",
        date(2026, 6, 1),
    )
    assert (first.text, first.basis, first.amount, first.evidence) == ("漏报；罚款", "第一条", 1_500_000, "清单.csv 第 2 行")
    assert (first.published_on, first.published_until, first.delivery_id, first.row) == (
        date(2026, 6, 2),
        date(2027, 6, 1),
        taken.delivery,
        2,
    )
    assert (second.severity, second.published_on, second.amount) == ("minor", None, None)
    assert [told.points for firm in three[:2] if (told := given(firm.pk, field_named("health")))] == [80, 90]  # graded at once
    after = AuditEvent.objects.latest("pk").after or {}
    assert {key: after[key] for key in ("field", "rows", "records", "there", "aside")} == {
        "field": "health",
        "rows": 2,
        "records": 2,
        "there": 0,
        "aside": 0,
    }
    assert after["sha256"] == RecordDelivery.objects.get().sha256


def test_a_workbook_is_read_alike(tax: Viewer, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEAD.strip().split(","))
    sheet.append(["虚构青禾玻璃厂", None, "税罚1号", "fine", date(2026, 6, 1), "漏报", None, None, 2, None, None])
    book.save(tmp_path / "清单.xlsx")
    record_lists.take_in(by=tax, path=tmp_path / "清单.xlsx", name="清单.xlsx", field="tax", now=NOW)
    assert CreditRecord.objects.values_list("number", "decided_on", "amount").get() == ("税罚1号", date(2026, 6, 1), 2_000_000)


def test_every_cell_that_cannot_be_taken_is_named_and_nothing_is_half_written(tax: Viewer, tmp_path: Path) -> None:
    rows = (
        GOOD
        + "虚构白帆软件公司,,,没有这种,2026-07-09,,,,一些,,\n"
        + ",,税罚3号,表彰,2026-06-01,好,,,2万,2026-05-01,\n"
        + "虚构青禾玻璃厂,,税罚〔2026〕1号,罚款,6/1/26,漏报,,,-1,,2026-08-01\n"
    )
    found = [each.partition(" → ")[0] for each in faults(tax, tmp_path, HEAD + rows)]
    assert found == [
        "清单.csv:3:4: “虚构税务”没有“没有这种”这种记录",
        "清单.csv:3:5: 2026-07-09 还没有到",
        "清单.csv:3:3: 缺少文书号",
        "清单.csv:3:6: 没有写内容",
        "清单.csv:3:9: “一些”不是罚款金额",
        "清单.csv:4:1: 没有写是哪家企业",
        "清单.csv:4:10: 公示期的起止不对",
        "清单.csv:5:5: “6/1/26”不是日期",
        "清单.csv:5:9: “-1”不是罚款金额",
        "清单.csv:5:3: 这份文书在表里写了两次",
    ]


def test_a_list_that_lacks_a_column_or_tells_a_thing_twice_is_refused(tax: Viewer, tmp_path: Path) -> None:
    with pytest.raises(ColumnsMissing) as refused:
        take(tax, tmp_path, "企业名称,决定日期\n甲,2026-06-01\n")
    assert refused.value.said_why.zh == "第一行缺少列：文书号、记录种类、违法事实"
    twice = "企业名称,文书号,行政处罚决定书文号,记录种类,决定日期,内容\n甲,1,2,late,2026-06-01,x\n"
    assert faults(tax, tmp_path, twice) == ["清单.csv:1:1: 一项写在几列里：文书号、行政处罚决定书文号 → 只留一列"]


@pytest.mark.parametrize(
    ("head", "cell", "fen"),
    [
        ("罚款金额（元）", "5000", 500_000),
        ("罚款金额（万元）", "0.5万元", 500_000),
        ("罚款金额", "1.2万元", 1_200_000),
        ("罚款金额", "800元", 80_000),
    ],
)
def test_a_fine_is_of_the_unit_in_its_head_or_in_its_cell(tax: Viewer, tmp_path: Path, head: str, cell: str, fen: int) -> None:
    take(tax, tmp_path, f"企业名称,文书号,记录种类,决定日期,内容,{head}\n虚构青禾玻璃厂,1号,fine,2026-06-01,x,{cell}\n")
    assert CreditRecord.objects.get().amount == fen


@pytest.mark.parametrize(
    ("head", "cell"), [("罚款金额", "5000"), ("罚款金额（元）", "5万元"), ("罚款金额（万元）", "50元"), ("罚款金额（元）", "-3")]
)
def test_a_unit_is_never_guessed(tax: Viewer, tmp_path: Path, head: str, cell: str) -> None:
    faults(tax, tmp_path, f"企业名称,文书号,记录种类,决定日期,内容,{head}\n虚构青禾玻璃厂,1号,fine,2026-06-01,x,{cell}\n")


def test_what_is_there_is_told_whatever_became_of_it_and_the_same_list_changes_nothing(
    three: list[Enterprise], tax: Viewer, tmp_path: Path
) -> None:
    entered(tax, three[1], "fine", "税罚9号")
    rows = HEAD + GOOD + "虚构白帆软件公司,,税罚9号,fine,2026-06-01,漏报,,,,,\n" + "虚构无名厂,,税罚8号,fine,2026-06-01,漏报,,,,,\n"
    first = take(tax, tmp_path, rows)
    assert (first.records, first.there, first.waiting, first.aside) == (1, (3,), (), (4,))
    again = take(tax, tmp_path, rows)
    assert (again.records, again.there, again.waiting, again.aside) == (0, (2, 3), (4,), ())
    assert (CreditRecord.objects.count(), AsideRow.objects.count()) == (2, 1)


def test_a_firm_that_the_register_lacks_waits_whole_until_somebody_says_which_it_is(
    three: list[Enterprise], tax: Viewer, tmp_path: Path
) -> None:
    row = "虚构青禾玻璃制造厂,91500104MA5UPLJX8B,税罚1号,罚款,2026-06-01,漏报,罚款,第一条,1.5,,\n"
    taken = take(tax, tmp_path, HEAD + row)
    (kept,), _ = aside_rows(tax)
    assert (taken.records, kept.firm, kept.code, kept.why_zh) == (
        0,
        "虚构青禾玻璃制造厂",
        "91500104MA5UPLJX8B",
        "名录里没有“91500104MA5UPLJX8B”",
    )
    assert kept.content["cells"] == {
        "行政相对人名称": "虚构青禾玻璃制造厂",
        "统一社会信用代码": "91500104MA5UPLJX8B",
        "行政处罚决定书文号": "税罚1号",
        "记录种类": "罚款",
        "处罚决定日期": "2026-06-01",
        "违法事实": "漏报",
        "处罚内容": "罚款",
        "处罚依据": "第一条",
        "罚款金额（万元）": "1.5",
    }
    with pytest.raises(NotOneFirm):
        record_lists.match(by=tax, row=kept.pk, enterprise="nothing", now=NOW)
    made = record_lists.match(by=tax, row=kept.pk, enterprise=three[0].key, now=NOW)
    assert (made.enterprise, made.amount, made.text, made.row) == (three[0], 1_500_000, "漏报；罚款", 2)
    assert (aside_rows(tax)[0], AsideRow.objects.get().record) == ([], made)
    with pytest.raises(NoSuchAside):
        record_lists.match(by=tax, row=kept.pk, enterprise=three[0].key, now=NOW)


def test_a_row_of_a_paper_that_the_firm_has_already_waits_on(three: list[Enterprise], tax: Viewer, tmp_path: Path) -> None:
    entered(tax, three[0], "fine", "税罚1号")
    take(tax, tmp_path, HEAD + "虚构旧名厂,,税罚1号,fine,2026-06-01,漏报,,,,,\n")
    (kept,), _ = aside_rows(tax)
    with pytest.raises(RecordedBefore):
        record_lists.match(by=tax, row=kept.pk, enterprise=three[0].key, now=NOW)
    with pytest.raises(RecordWords):
        record_lists.dismiss(by=tax, row=kept.pk, reason=" ", now=NOW)
    record_lists.dismiss(by=tax, row=kept.pk, reason="就是已登记的那一份", now=NOW)
    assert AsideRow.objects.values_list("dismissed_reason").get(record=None) == ("就是已登记的那一份",)
    assert aside_rows(tax)[0] == []


def test_a_name_that_is_not_the_codes_is_not_guessed(three: list[Enterprise], tax: Viewer, tmp_path: Path) -> None:
    three[0].code = "91500104MA5UPLJX8B"
    three[0].save(update_fields=["code"])
    rows = "虚构白帆软件公司,91500104MA5UPLJX8B,税罚1号,fine,2026-06-01,漏报,,,,,\n,91500104MA5UPLJX8B,税罚2号,fine,2026-06-01,漏报,,,,,\n"
    taken = take(tax, tmp_path, HEAD + rows)
    assert (taken.records, taken.aside, CreditRecord.objects.get().enterprise) == (1, (2,), three[0])


def test_another_unit_learns_nothing_of_it_and_the_leading_one_enters_for_all(three: list[Enterprise], tax: Viewer, tmp_path: Path) -> None:
    taken = take(tax, tmp_path, HEAD + "虚构无名厂,,税罚1号,fine,2026-06-01,漏报,,,,,\n")
    kept, health, lead = AsideRow.objects.get(), officer("health"), officer("lead")
    assert [([row.pk for row, _ in lists_of(each)[0]], len(aside_rows(each)[0])) for each in (tax, lead, health)] == [
        ([taken.delivery], 1),
        ([taken.delivery], 1),
        ([], 0),
    ]
    with pytest.raises(NoSuchList):
        list_of(health, taken.delivery)
    with pytest.raises(NoSuchAside):
        record_lists.match(by=health, row=kept.pk, enterprise=three[0].key, now=NOW)
    with pytest.raises(NoSuchAside):
        record_lists.dismiss(by=health, row=kept.pk, reason="x", now=NOW)
    with pytest.raises(NotYourField):
        take(health, tmp_path, HEAD + GOOD)
    for outside in (agent(three[0]), bank()):
        with pytest.raises(NotPermitted):
            take(outside, tmp_path, HEAD + GOOD)
    take(lead, tmp_path, HEAD + GOOD)
    assert CreditRecord.objects.get().unit.key == "lead"
