"""What a firm does not get yet: the nearest first, by how much, who holds the fact, and the way to mend it; on page and desk."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from dukou.enterprises.models import Enterprise
from dukou.enterprises.tests.visiting import rows
from dukou.policies.queries.bundles import view_of
from dukou.policies.queries.firms import firm_of
from dukou.policies.tables.misses import nearest_misses, next_table
from dukou.policies.tests.made_up import DAY, FILES, agent, firms, keeper, load, state
from dukou.policies.tests.test_decisions_shown import page

pytestmark = pytest.mark.django_db
_SUBSIDY = FILES["rules/spending.yaml"]
_HINTED = _SUBSIDY.replace("test: spending >= 100万元}", "test: spending >= 100万元, hint: {zh: 归集支出, en: book what is spent}}")


@pytest.fixture
def firm(tmp_path: Path) -> Enterprise:
    """A firm without the title whose spending is 80 of the 100."""
    assert _HINTED != _SUBSIDY
    load(tmp_path, rules__spending=_HINTED)
    (made,) = firms("虚构甲厂")
    return made


def misses(firm: Enterprise) -> list[tuple[str, str]]:
    """What is not given, in its order, each with its answer."""
    view = view_of(keeper(), firm_of(keeper(), firm.key), DAY)
    return [(told.measure.key, told.answer.value) for told in nearest_misses(view)]


def test_the_nearest_miss_comes_first_and_who_misses_most_last(firm: Enterprise) -> None:
    state(firm, has_title=True, spending="80万元")
    assert misses(firm) == [("subsidy", "no")]
    state(firm, has_title=False)
    assert misses(firm) == [("award", "no"), ("prize", "no"), ("subsidy", "no")]  # one sentence before two
    (other,) = firms("虚构乙厂")
    state(other, spending="80万元")
    assert misses(other) == [("award", "unknown"), ("prize", "unknown"), ("subsidy", "no")]


def test_page_and_desk_tell_by_how_much_who_holds_it_and_how_to_mend_it(firm: Enterprise, client: Client) -> None:
    state(firm, has_title=True, spending="80万元")
    agent("owner", firm)
    why = f'href="/rules/spending/1/about/{firm.key}/"'
    wanted = ["支出补助 示例", "不符合", "二 支出 100 万元以上：现有 80 万元，要求 ≥ 100 万元", "还差 20 万元", "虚构办", "归集支出"]
    for address in (f"/policies/firms/{firm.key}/", "/desks/enterprise/"):
        html = page(client, "owner", f"{address}?known_on={DAY}")
        found = [row[:6] for row in rows(html) if row[0].startswith("支出补助")]
        assert (found, why in html) == ([wanted], True), address
    assert f'href="/policies/firms/{firm.key}/#not-yet"' in page(client, "owner", "/desks/enterprise/")
    reasons = page(client, "owner", f"/rules/spending/1/about/{firm.key}/?known_on={DAY}")
    assert "怎么办：归集支出" in reasons


def test_what_is_unknown_names_who_holds_it_and_its_paper(firm: Enterprise) -> None:
    state(firm, spending="150万元")
    table = next_table(view_of(keeper(), firm_of(keeper(), firm.key), DAY))
    assert table is not None
    assert [[str(cell.text) for cell in row.cells[1:]] for row in table.rows] == [
        ["待补信息", "还不知道：有称号", "—", "虚构办（证书）", "请虚构办补上"],
    ] * 3


def test_a_desk_without_anything_in_reach_shows_no_such_table(firm: Enterprise) -> None:
    state(firm, has_title=True, spending="150万元")
    assert next_table(view_of(keeper(), firm_of(keeper(), firm.key), DAY)) is None
