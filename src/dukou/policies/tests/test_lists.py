"""The room's long lists: turned page by page, narrowed, taken home; page, file and API hold the same firms."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from dukou.accounts.core.roles import Role
from dukou.accounts.models import Person
from dukou.enterprises.actions.statements import state_many
from dukou.enterprises.core.statements import Told
from dukou.enterprises.models import Enterprise
from dukou.enterprises.tests.visiting import page, rows, signed_in, words
from dukou.policies.actions import claims, matching
from dukou.policies.tests.made_up import DAY, NOW, agent, firms, keeper, load

pytestmark = pytest.mark.django_db
MANY = 60
_MEASURES = "/policies/measures/"
READY, NEAR, UNPAID, CLAIMS = f"{_MEASURES}award/ready/", f"{_MEASURES}subsidy/near/", "/policies/office/unpaid/", "/policies/claims/"
FILES = {READY: f"{READY}csv/", NEAR: f"{NEAR}csv/", UNPAID: f"{UNPAID}csv/", CLAIMS: f"{CLAIMS}download/csv/"}


@pytest.fixture
def some(tmp_path: Path) -> list[Enterprise]:
    """Many firms with the title that are short of spending, in two divisions; a run; claims of all but four."""
    load(tmp_path)
    made = firms(*(f"虚构{number:03d}厂" for number in range(MANY)))
    told = [(firm.key, Told("enterprise.has-title", "yes", DAY)) for firm in made]
    told += [(firm.key, Told("enterprise.spending", f"{20 + number}万元", DAY)) for number, firm in enumerate(made)]
    state_many(by=keeper(), told=told, evidence="虚构", now=NOW)
    Enterprise.objects.filter(pk__in=[firm.pk for firm in made[::4]]).update(division="500104001")
    matching.run(by=keeper(), as_of=DAY, now=NOW)
    for firm in made[:56]:
        claims.propose(by=keeper(), measure="award", firm=firm.key, as_of=DAY, now=NOW)
    return made


def listed(html: str, address: str) -> list[str]:
    """The firms in the last table of a page."""
    column = 1 if address == CLAIMS else 0
    return [found[0] for row in rows(html) if (found := re.findall(r"虚构\d+厂", row[column]))]


def turned(client: Client, address: str, asked: dict[str, str]) -> list[list[str]]:
    """Every page of a list."""
    pages, after = [], ""
    while True:
        html = page(client, address, asked=asked | ({"after": after} if after else {}))
        pages.append(listed(html, address))
        further = re.search(r'rel="next" href="\?[^"]*after=([^"&]+)', html)
        if further is None:
            return pages
        after = further[1]


def lines(client: Client, address: str, asked: dict[str, str]) -> list[dict[str, str]]:
    """The list as the visitor takes it home."""
    answer: Any = client.get(FILES[address], asked)
    assert answer.status_code == 200, address
    return list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))


def test_pages_hold_every_firm_once_and_the_file_the_same(some: list[Enterprise], client: Client) -> None:
    officer = signed_in(client, Role.INDUSTRY_OFFICER)
    asked: list[tuple[str, dict[str, str], list[int]]] = [
        (READY, {}, [50, 10]),
        (READY, {"text": "虚构0"}, [50, 10]),
        (READY, {"division": "500104001"}, [15]),
        (READY, {"text": "虚构007"}, [1]),
        (READY, {"text": "没有"}, [0]),
        (NEAR, {}, [50, 10]),
        (NEAR, {"division": "500104", "text": "虚构01"}, [2]),
        (UNPAID, {"measure": "award"}, [50, 10]),
        (UNPAID, {"measure": "award", "reason": "in_hand"}, [50, 6]),
        (UNPAID, {"measure": "award", "reason": "in_hand", "division": "500104001"}, [14]),
        (CLAIMS, {}, [50, 6]),
        (CLAIMS, {"measure": "prize"}, [0]),
        (CLAIMS, {"stage": "filed", "division": "500104001"}, [14]),
        (CLAIMS, {"stage": "paid"}, [0]),
    ]
    for address, narrowed, sizes in asked:
        pages = turned(officer, address, narrowed)
        names = [name for each in pages for name in each]
        assert ([len(each) for each in pages], len(set(names))) == (sizes, len(names)), (address, narrowed)
        assert [row["企业名称"] for row in lines(officer, address, narrowed)] == names, (address, narrowed)


def test_the_file_says_what_the_page_says(some: list[Enterprise], client: Client) -> None:
    officer = signed_in(client, Role.INDUSTRY_OFFICER)
    first = lines(officer, NEAR, {})[0]
    assert {head: first[head] for head in ("条款", "现有", "要求", "差多少", "由谁掌握")} == {
        "条款": "二",
        "现有": "79 万元",
        "要求": "≥ 100 万元",
        "差多少": "还差 21 万元",
        "由谁掌握": "虚构办",
    }
    (one,) = lines(officer, READY, {"text": "虚构000"})
    assert (one["至少（元）"], one["至多（元）"], one["区划代码"], one["申请状态"]) == ("200000.00", "200000.00", "500104001", "已提出")
    answer: Any = officer.get(f"{READY}xlsx/", {"text": "虚构000"})
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    assert sheet is not None
    heads, values = [[cell for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert dict(zip(heads, values, strict=True))["至少（元）"] == 200000
    assert officer.get(f"{READY}pdf/").status_code == 404


def test_a_claim_can_be_begun_for_the_firms_of_the_page(some: list[Enterprise], client: Client) -> None:
    html = page(signed_in(client, Role.INDUSTRY_OFFICER), READY, asked={"text": "虚构05"})
    offered = html[html.index('id="f-firm"') :].partition("</select>")[0]
    assert len(re.findall("<option", offered)) == 4
    assert "共 10 条" in words(html)


def test_a_narrowed_list_says_by_what(some: list[Enterprise], client: Client) -> None:
    """Also on paper, where the form is not."""
    officer = signed_in(client, Role.INDUSTRY_OFFICER)
    asked = {"": {}, "· 原因: 办理中 · 名称或代码: 虚构05": {"text": "虚构05", "reason": "in_hand"}}
    for said, how in asked.items():
        (summary,) = re.findall(r"<summary>(.*?)</summary>", page(officer, UNPAID, asked=how))
        assert words(summary) == f"按条件筛选 {said}".strip()


def test_the_api_narrows_as_the_page_does(some: list[Enterprise], client: Client) -> None:
    officer, api = signed_in(client, Role.INDUSTRY_OFFICER), "/api/v1/policies"
    for address, asked, count in (
        (f"{api}/measures/award/ready", {"text": "虚构0"}, 60),
        (f"{api}/measures/subsidy/near", {"division": "500104001"}, 15),
        (f"{api}/unpaid", {"measure": "award", "text": "虚构05"}, 10),
        (f"{api}/claims", {"measure": "award", "division": "500104001"}, 14),
    ):
        told = officer.get(address, asked | {"limit": 200}).json()
        assert (len(told["items"]), told["next"]) == (count, None), address


def test_an_agent_takes_home_his_own_claims_alone(some: list[Enterprise], client: Client) -> None:
    agent("owner", some[0])
    client.force_login(Person.objects.get(username="owner"), backend="dukou.accounts.auth.PasswordSignIn")
    assert [row["企业名称"] for row in lines(client, CLAIMS, {})] == ["虚构000厂"]
    assert client.get(FILES[UNPAID]).status_code == 403
