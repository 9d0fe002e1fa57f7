"""Lists as offices make them, and every sort of bad input: what is wrong is named, and nothing is half written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from openpyxl.worksheet.worksheet import Worksheet

from dukou.enterprises.actions import deliveries
from dukou.enterprises.actions.delivery_refusals import NotWaiting
from dukou.enterprises.core.columns import NoNameColumn, UnitMissing
from dukou.enterprises.core.kinds import DeliveryState
from dukou.enterprises.models import Delivery
from dukou.enterprises.queries.deliveries import annotated, delivery, remark_counts
from dukou.enterprises.tests.lists_made import (
    FIRMS,
    HEADS,
    KEEPER,
    NOW,
    A,
    B,
    as_csv,
    everything,
    hand_in,
    load_national,
    said,
    sheet,
)
from dukou.figures.models import Claim
from dukou.kit.core.refusals import Refusal
from dukou.kit.sheets.refusals import NotWhatItSays, UnknownEncoding, ZipBomb
from dukou.kit.tests.sheets_made import rows_of, with_part, workbook

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def national_pack(rows_of_module: None) -> None:
    load_national()


def test_a_workbook_with_title_unit_line_two_rows_of_headings_totals_and_headings_again(tmp_path: Path) -> None:
    heads: list[Sequence[object]] = [["企业名称", "信用代码", "营业收入", None], [None, None, "2022年", "2023年"]]
    rows: list[Sequence[object]] = [["示例市企业名单"], ["填报单位：示例局", None, None, "单位：万元"], *heads]
    rows += [["示例市青禾玻纤有限公司", A, 1, 2], ["合　计", None, 1, 2], *heads, ["示例市白帆软件有限公司", B, 3, "—"], ["填表人：某某"]]

    def fill(target: Worksheet) -> None:
        sheet(*rows)(target)
        for area in ("A1:D1", "A3:A4", "B3:B4", "C3:D3"):
            target.merge_cells(area)

    number = hand_in(workbook(tmp_path, fill).read_bytes(), "名单.xlsx")
    told = said(number)
    assert [each[:2] for each in told if each[1] != "sheet"] == [
        (6, "total"),
        (7, "heading_again"),
        (8, "heading_again"),
        (10, "footer"),
    ]
    counts = deliveries.take_in(by=KEEPER, number=number, now=NOW)
    assert counts is not None and (counts.rows, counts.added, counts.passed_over) == (6, 2, 4)
    assert list(Claim.objects.order_by("pk").values_list("ref", "base_value", "place")) == [
        ("e1.revenue.2022.reported", 10**6, "5"),
        ("e1.revenue.2023.reported", 2 * 10**6, "5"),
        ("e2.revenue.2022.reported", 3 * 10**6, "9"),
    ]


def test_a_code_that_a_spreadsheet_read_as_a_number_refuses_the_list_and_names_its_row(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["企业名称", "统一社会信用代码"],
        ["示例市青禾玻纤有限公司", 915001046912345678],
        ["示例市白帆软件有限公司", B],
    ]
    number = hand_in(workbook(tmp_path, sheet(*rows)).read_bytes(), "名单.xlsx")
    assert [each[:2] for each in said(number)] == [(2, "code_refused")]
    assert "先把这一列设为文本格式" in said(number)[0][2]
    assert Delivery.objects.get().state == DeliveryState.REFUSED


def test_forty_bad_rows_among_five_thousand_keep_all_out_and_each_is_told(tmp_path: Path) -> None:
    rows = [[f"示例市样品{place}厂", "", f"样本路 {place} 号", place] for place in range(5000)]
    for place in range(0, 5000, 125):
        rows[place][0] = ""
    number = hand_in(as_csv([HEADS, *rows]))
    before = everything()
    with pytest.raises(NotWaiting):
        deliveries.take_in(by=KEEPER, number=number, now=NOW)
    assert everything() == before
    seen = delivery(KEEPER, number)
    assert seen is not None and (seen.state, seen.counts.rows, seen.counts.refused) == (DeliveryState.REFUSED, 5000, 40)
    refused = [row for row, kind, _ in said(number) if kind == "name_missing"]
    assert refused == [place + 2 for place in range(0, 5000, 125)]
    assert {kind.value: count for kind, count in remark_counts(KEEPER, number).items()} == {"name_missing": 40, "no_code": 5000}


def test_the_copy_comes_back_with_what_is_wrong_in_each_row(tmp_path: Path) -> None:
    rows = [["", A, "", ""], ["示例市白帆软件有限公司", B[:-1] + "0", "", "保密"], FIRMS[2]]
    number = hand_in(as_csv([HEADS, *rows]), "名单.csv")
    out = tmp_path / "copy"
    assert annotated(KEEPER, number, out) == "名单.csv"
    assert [row[4] if len(row) > 4 else None for _, row in rows_of(out, "名单.csv")] == [
        "核对结果",
        "拒绝：企业名称：没有填；填上营业执照上的名称",
        f"提示：统一社会信用代码：“{B[:-1]}0”第 18 位校验码是“0”，按前 17 位应为“F”；照录；说明：2023年营业收入（万元）：“保密”，不作数",
        None,
    ]
    assert annotated(replace(KEEPER, permissions=frozenset()), number, out) is None


@pytest.mark.parametrize(
    ("content", "name", "refusal"),
    [
        (as_csv([["单位", "电话"], ["甲", "1"]]), "名单.csv", NoNameColumn),
        (as_csv([["企业名称", "营业收入"], ["甲厂", "1"]]), "名单.csv", UnitMissing),
        (as_csv([HEADS, ["示例市只在此处厂"]]), "名单.xlsx", NotWhatItSays),
        (as_csv([HEADS, ["示例市又一处厂"]]) + b"\xff\xfe\xff\n", "名单.csv", UnknownEncoding),
    ],
)
def test_a_file_that_is_no_list_is_refused_and_not_kept(content: bytes, name: str, refusal: type[Refusal]) -> None:
    before, files = everything(), _files()
    with pytest.raises(refusal):
        hand_in(content, name)
    assert (everything(), _files()) == (before, files)


def test_a_zip_bomb_is_refused_before_it_unfolds(tmp_path: Path) -> None:
    path = with_part(workbook(tmp_path, sheet(HEADS)), "xl/worksheets/sheet1.xml", lambda part: part + b" " * (80 << 20))
    before = everything()
    with pytest.raises(ZipBomb):
        hand_in(path.read_bytes(), "名单.xlsx")
    assert everything() == before


def _files() -> list[Path]:
    return sorted(path for path in Path(settings.HOME.uploads).rglob("*") if path.is_file())
