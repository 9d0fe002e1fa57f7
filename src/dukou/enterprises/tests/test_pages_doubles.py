"""The queue of possible doubles: side by side, merged with a preview, kept apart, undone."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dukou.accounts.core.roles import Role
from dukou.enterprises.actions import doubles
from dukou.enterprises.core.entries import Entry
from dukou.enterprises.core.kinds import Status
from dukou.enterprises.models import Double, Enterprise
from dukou.enterprises.tests.made_up import NOW, register, viewer
from dukou.enterprises.tests.stated import load_district, state
from dukou.enterprises.tests.visiting import faults, page, rows, signed_in, words

pytestmark = pytest.mark.django_db
ONE = Entry(name="示例市云帆玻璃有限公司", code="91500104XXC4N0JJ8R", capital="500万元", address="示例路1号", founded_on=date(2019, 3, 5))
OTHER = Entry(name="示例市云帆玻璃有限责任公司", address="示例路1号", founded_on=date(2019, 3, 6), status=Status.ACTIVE)


@pytest.fixture
def pair() -> tuple[Enterprise, Enterprise, str]:
    """Two entries of one firm, and the address of their pair."""
    first, second = register(ONE, OTHER)
    number = doubles.propose(by=viewer("keeper", Role.INDUSTRY_OFFICER), key=first.key, other=second.key, now=NOW)
    return first, second, f"/enterprises/doubles/{number}/"


def test_differing_fields_are_marked_with_a_word(client: Any, pair: tuple[Enterprise, Enterprise, str]) -> None:
    html = page(signed_in(client, Role.INDUSTRY_OFFICER), "/enterprises/doubles/")
    assert rows(html) == [
        ["名称", ONE.name, OTHER.name, "不同"],
        ["代码", ONE.code, "不知", "只有一方有"],
        ["类型", "企业法人", "企业法人", "相同"],
        ["地址", "示例路1号", "示例路1号", "相同"],
        ["注册资本", "500万元", "不知", "只有一方有"],
        ["成立日期", "2019-03-05", "2019-03-06", "不同"],
        ["状态", "不知", "存续", "只有一方有"],
    ]
    assert html.count('class="light light--yellow"') == 2
    assert re.search(r"(有可能|很可能|几乎可以肯定)是同一家（\d+ 分，满分 100）：\S+", words(html))


def test_the_preview_counts_figures_and_names_clashes(client: Any, pair: tuple[Enterprise, Enterprise, str], tmp_path: Path) -> None:
    first, second, address = pair
    load_district(tmp_path)
    state(first, ("revenue", "500万元", "2023"), ("staff", "30人", "2023"))
    state(second, ("revenue", "520万元", "2023"))
    html = page(signed_in(client, Role.INDUSTRY_OFFICER), address)
    assert "甲有数据项 2 个，乙有 1 个" in words(html)
    assert [cell.replace(" 查看出处", "") for cell in rows(html)[-1]] == ["营收", "2023年", "500 万元", "520 万元"]


def test_a_merge_and_its_undoing(client: Any, pair: tuple[Enterprise, Enterprise, str]) -> None:
    first, second, address = pair
    visitor = signed_in(client, Role.INDUSTRY_OFFICER)
    assert visitor.post(address, {"decision": "merge", "keep": first.key, "reason": "同一张执照"}).status_code == 302
    second.refresh_from_db()
    assert second.merged_into_id == first.pk
    assert rows(page(visitor, "/enterprises/doubles/")) == []
    assert "同一张执照" in page(visitor, "/enterprises/doubles/?state=merged")
    silent = visitor.post(address, {"reason": ""})
    assert (silent.status_code, len(faults(silent.content.decode()))) == (422, 1)
    assert visitor.post(address, {"reason": "看错了"}).status_code == 302
    assert Enterprise.objects.filter(merged_into__isnull=False).count() == 0
    assert Double.objects.get().state == "waiting"


def test_two_that_are_not_the_same(client: Any, pair: tuple[Enterprise, Enterprise, str]) -> None:
    *_, address = pair
    visitor = signed_in(client, Role.INDUSTRY_OFFICER)
    assert visitor.post(address, {"decision": "apart", "reason": "两张执照"}).status_code == 302
    assert Double.objects.get().state == "apart"
    assert "两张执照" in page(visitor, "/enterprises/doubles/?state=apart")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"decision": "merge", "reason": "同一张执照"}, "合并后保留哪一条：选择保留哪一条"),
        ({"decision": "merge", "keep": "e999", "reason": "同一张执照"}, "合并后保留哪一条："),
        ({"decision": "apart"}, "理由："),
    ],
)
def test_a_decision_that_is_not_whole_is_not_taken(
    client: Any, pair: tuple[Enterprise, Enterprise, str], typed: dict[str, str], said: str
) -> None:
    answer = signed_in(client, Role.INDUSTRY_OFFICER).post(pair[2], typed)
    found = faults(answer.content.decode())
    assert (answer.status_code, said in found[0], Double.objects.get().state) == (422, True, "waiting")


def test_who_only_looks_decides_nothing(client: Any, pair: tuple[Enterprise, Enterprise, str]) -> None:
    visitor = signed_in(client, Role.AUDITOR)
    assert 'name="decision"' not in page(visitor, pair[2])
    visitor.post(pair[2], {"decision": "apart", "reason": "x"})
    assert Double.objects.get().state == "waiting"


@pytest.mark.parametrize("role", [Role.ENTERPRISE_AGENT, Role.BANK_OFFICER, Role.TASK_FORCE_MEMBER])
def test_outsiders_see_no_pair(client: Any, pair: tuple[Enterprise, Enterprise, str], role: Role) -> None:
    visitor = signed_in(client, role, "firm-a")
    for address in ("/enterprises/doubles/", pair[2]):
        assert "云帆" not in page(visitor, address, 403)


def test_the_queue_is_turned_page_by_page(client: Any) -> None:
    firms = register(*(f"示例市{number:02d}号面馆" for number in range(13)))
    keeper = viewer("keeper", Role.INDUSTRY_OFFICER)
    for firm in firms[1:]:
        doubles.propose(by=keeper, key=firms[0].key, other=firm.key, now=NOW)
    visitor = signed_in(client, Role.INDUSTRY_OFFICER)
    first, second = page(visitor, "/enterprises/doubles/"), page(visitor, "/enterprises/doubles/?after=10")
    shown = [set(re.findall(r"/enterprises/doubles/(\d+)/", html)) for html in (first, second)]
    assert (len(shown[0]), len(shown[1]), len(shown[0] | shown[1])) == (10, 2, 12)
    assert ('rel="next" href="?after=10"' in first, 'rel="next"' in second) == (True, False)


def test_a_pair_that_is_not_there(client: Any) -> None:
    page(signed_in(client, Role.INDUSTRY_OFFICER), "/enterprises/doubles/999/", 404)
