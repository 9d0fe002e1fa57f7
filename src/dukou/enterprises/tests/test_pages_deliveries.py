"""Lists in the browser: handed in, previewed, taken in, discarded, taken back with remarks; what is refused, and who may."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from dukou.accounts.core.roles import Role
from dukou.enterprises.models import Delivery, Enterprise
from dukou.enterprises.tests.lists_made import as_csv, load_national
from dukou.enterprises.tests.visiting import faults, page, rows, signed_in, words
from dukou.figures.models import Claim

pytestmark = pytest.mark.django_db
HEADS = ["企业名称", "统一社会信用代码", "成立日期", "2023年营业收入（万元）", "联系人"]
GOOD = [
    ["示例市青禾玻纤有限公司", "91500104XXC4N0JJ8R", "2015-06-01", "1500", "甲"],
    ["示例市白帆软件有限公司", "91500104XXC4N0JJ8Q", "2019-02-30", "保密", "乙"],
    ["合计", "", "", "1500", ""],
]
BAD = [["示例市坏码公司", "9.15001E+17", "", "3", ""], *GOOD]


@pytest.fixture(scope="module")
def national_pack(rows_of_module: None) -> None:
    """The country's columns."""
    load_national()


@pytest.fixture
def officer(national_pack: None, client: Any) -> Client:
    """An officer of a district that knows the country's columns."""
    return signed_in(client, Role.INDUSTRY_OFFICER)


def hand_in(client: Client, lines: list[list[str]], name: str = "示例名单.csv", **typed: str) -> Any:
    """Send a list by the form."""
    file = SimpleUploadedFile(name, as_csv([HEADS, *lines]))
    return client.post("/enterprises/import/", {"file": file, "known_on": "2024-07-08"} | typed)


def remarks(html: str) -> list[list[str]]:
    """Kind, row, column and words of the remarks of a page."""
    shown = [row for row in rows(html) if len(row) == 5 and row[1] in ("拒绝", "提示", "说明", "跳过")]
    return [[row[0].split(" ")[0], row[2], row[3]] for row in shown]


def test_a_preview_names_every_doubt_and_writes_nothing(officer: Client) -> None:
    answer = hand_in(officer, GOOD)
    number = Delivery.objects.get().pk
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/enterprises/import/{number}/")
    html = page(officer, answer.headers["Location"])
    assert remarks(html) == [
        ["代码存疑", "3", "B"],
        ["读不出", "3", "C"],
        ["未填报", "3", "D"],
        ["没有用的列", "1", "E"],
        ["合计行", "4", "—"],
    ]
    assert [row for row in rows(html) if row[0] in ("A", "B", "C", "D", "E")] == [
        ["A", "企业名称", "企业名称"],
        ["B", "统一社会信用代码", "统一社会信用代码"],
        ["C", "成立日期", "成立日期"],
        ["D", "2023年营业收入（万元）", "营收 2023年 万元"],
    ]
    assert [[row[0], row[1], row[2]] for row in rows(html)[-3:]] == [
        ["2", "新增", "示例市青禾玻纤有限公司"],
        ["3", "新增", "示例市白帆软件有限公司"],
        ["4", "不是企业，跳过", "—"],
    ]
    assert (Enterprise.objects.count(), Claim.objects.count()) == (0, 0)


def test_a_list_is_taken_in_and_a_second_time_changes_nothing(officer: Client) -> None:
    for _ in range(2):
        hand_in(officer, GOOD)
        number = Delivery.objects.order_by("-pk")[0].pk
        assert officer.post(f"/enterprises/import/{number}/", {"decision": "take_in"}).status_code == 302
        assert "已于" in page(officer, f"/enterprises/import/{number}/")
        assert (Enterprise.objects.count(), Claim.objects.count()) == (2, 1)
    html = page(officer, f"/enterprises/import/{number}/")
    assert "同一个文件以前导入过" in html
    assert [row[:3] for row in rows(page(officer, "/enterprises/import/"))] == [["示例名单.csv", "已导入", "3"]] * 2


def test_where_one_row_is_refused_none_is_taken_in(officer: Client) -> None:
    hand_in(officer, BAD)
    number = Delivery.objects.get().pk
    html = page(officer, f"/enterprises/import/{number}/")
    assert remarks(html)[0] == ["代码不能用", "2", "B"]
    assert ("有 1 行被拒绝，全部未导入" in html, 'value="take_in"' in html) == (True, False)
    forced = officer.post(f"/enterprises/import/{number}/", {"decision": "take_in"})
    assert (forced.status_code, len(faults(forced.content.decode())), Enterprise.objects.count()) == (422, 1, 0)


def test_the_copy_comes_back_with_remarks(officer: Client) -> None:
    hand_in(officer, BAD)
    answer: Any = officer.get(f"/enterprises/import/{Delivery.objects.get().pk}/copy/")
    copied = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert [line[:5] for line in copied] == [HEADS, *BAD]
    assert [line[5].partition("：")[0] if len(line) > 5 else "" for line in copied] == ["核对结果", "拒绝", "", "提示", "跳过"]
    assert "attachment" in answer.headers["Content-Disposition"]


def test_all_remarks_of_a_kind_are_a_step_away(officer: Client) -> None:
    hand_in(officer, [[f"示例市第{number}家面馆", "", "昨天", "1", ""] for number in range(30)])
    address = f"/enterprises/import/{Delivery.objects.get().pk}/"
    html = page(officer, address)
    assert [kind for kind, *_ in remarks(html)].count("读不出") == 5
    assert f'href="{address}remarks/?kind=unreadable"' in html and "共 30 处" in html
    first, second = (page(officer, f"{address}remarks/", asked={"kind": "unreadable", "after": after}) for after in ("", "20"))
    assert [row for _, row, _ in remarks(first) + remarks(second)] == [str(row) for row in range(2, 32)]
    page(officer, f"{address}remarks/?kind=gossip", 404)


def test_a_list_is_discarded_with_a_reason(officer: Client) -> None:
    hand_in(officer, GOOD)
    address = f"/enterprises/import/{Delivery.objects.get().pk}/"
    silent = officer.post(address, {"decision": "discard", "reason": ""})
    assert (silent.status_code, faults(silent.content.decode())[0].startswith("理由：")) == (422, True)
    assert officer.post(address, {"decision": "discard", "reason": "交错了"}).status_code == 302
    html = page(officer, address)
    assert ("已放弃" in html, 'value="take_in"' in html) == (True, False)


@pytest.mark.parametrize(
    ("name", "content", "typed", "said"),
    [
        ("示例名单.xlsx", b"not a workbook", {}, "xlsx"),
        ("示例名单.csv", b"", {}, "清单文件："),
        ("示例名单.csv", "电话,邮箱\n1,2\n".encode(), {}, "企业名称"),
        ("示例名单.csv", "企业名称\n示例市面馆\n".encode(), {"known_on": "2999-01-01"}, "还没有到"),
        ("示例名单.csv", "企业名称\n示例市面馆\n".encode(), {"known_on": "昨天"}, "何日得知："),
        ("示例名单.csv", "企业名称\n示例市面馆\n".encode(), {"year": "23"}, "数据年份："),
    ],
)
def test_what_cannot_be_received_is_said_in_the_form(officer: Client, name: str, content: bytes, typed: dict[str, str], said: str) -> None:
    file = SimpleUploadedFile(name, content)
    answer = officer.post("/enterprises/import/", {"file": file, "known_on": "2024-07-08"} | typed)
    found = faults(answer.content.decode())
    assert (answer.status_code, len(found), said in found[0], Delivery.objects.count()) == (422, 1, True, 0), found


def test_a_large_list_shows_how_far_the_worker_is(officer: Client) -> None:
    answer = hand_in(officer, [["示例市面馆", "", "", "1", "长" * 1000]] * 800)  # 2.4 MB
    waiting: Any = officer.get(answer.headers["Location"])
    assert (waiting.headers["Refresh"], "<progress" in waiting.content.decode()) == ("3", True)
    assert "排队等候" in words(waiting.content.decode())


@pytest.mark.parametrize("role", [Role.WINDOW_CLERK, Role.AUDITOR, Role.ENTERPRISE_AGENT])
def test_lists_are_for_those_who_keep_the_register(officer: Client, client: Any, role: Role) -> None:
    hand_in(officer, GOOD)
    number = Delivery.objects.get().pk
    visitor = signed_in(client, role, "firm-a")
    for address in ("", f"{number}/", f"{number}/copy/", f"{number}/remarks/?kind=total"):
        assert "示例名单" not in page(visitor, f"/enterprises/import/{address}", 403)
    assert hand_in(visitor, GOOD).status_code == 403
    assert Delivery.objects.count() == 1


@pytest.mark.parametrize("address", ["999/", "999/copy/", "999/remarks/?kind=total"])
def test_a_list_that_is_not_there(officer: Client, address: str) -> None:
    page(officer, f"/enterprises/import/{address}", 404)


def test_the_officers_desk_shows_the_last_lists_and_what_waits(officer: Client) -> None:
    assert "最近的清单" not in page(officer, "/desks/officer/")
    hand_in(officer, GOOD)
    html = page(officer, "/desks/officer/")
    assert ("最近的清单" in html, "示例名单.csv" in html, 'id="firm-text"' in html) == (True, True, True)
