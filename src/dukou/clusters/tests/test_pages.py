"""Pages: every figure leads to where it comes from, the day of knowledge is kept, the unknown is said in words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client

from dukou.accounts.core.roles import Role
from dukou.accounts.tests import cast
from dukou.clusters.tests.made_up import load

pytestmark = pytest.mark.django_db
THEN = "?known_on=2024-07-08"


@pytest.fixture
def leader(tmp_path: Path, client: Client) -> Client:
    """A browser in which a district leader has signed in."""
    load(tmp_path)
    client.force_login(cast.person("leader", Role.LEADER), backend="dukou.accounts.auth.PasswordSignIn")
    return client


def page(browser: Client, address: str) -> str:
    """The page at an address, which must be there."""
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return str(answer.content.decode())


def plain(html: str) -> str:
    """The words of a page, tags and gaps taken out."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).replace("&gt;", ">").replace("&lt;", "<")


def links(html: str) -> set[str]:
    """The addresses inside the page's body that lead to clusters and figures; the way back to the latest day is left out."""
    body = html.partition("<main")[2].partition("</main>")[0]
    found = (address.replace("&amp;", "&") for address in re.findall(r'href="([^"#]+)"', body))
    return {address for address in found if address.startswith(("/clusters/", "/figures/"))}


def test_the_list_has_a_card_for_each_cluster_and_the_total(leader: Client) -> None:
    words = plain(page(leader, f"/clusters/{THEN}"))
    assert [word in words for word in ("虚构盐业", "虚构锡业", "虚构茶业", ">215.8 亿元")] == [True] * 4
    assert "未注明时期，此处作 2023 年计入" in words


def test_lights_carry_their_words(leader: Client) -> None:
    html = page(leader, f"/clusters/{THEN}")
    assert [re.sub(r"<svg.*?</svg>", "", each).strip() for each in re.findall(r'<span class="light[^>]*>(.*?)</span>', html)] == [
        "达到时序",
        "不知",
        "不知",
    ]


def test_a_cluster_shows_figures_baselines_targets_segments_and_findings(leader: Client) -> None:
    words = plain(page(leader, f"/clusters/salt/{THEN}"))
    for said in ("虚构盐办", "≈26.8%", "−20.6 至 −19.4", "24.31", "73.6%", "锅厂、锅场", "目标没有写明年份", "不知"):
        assert said in words, said


def test_a_light_leads_to_its_rule_book_and_its_reasons(leader: Client) -> None:
    html = page(leader, f"/clusters/salt/{THEN}")
    assert "亮灯依据：规则 虚构的灯 1 ，年度进度与基准之差 ≥ 0 个百分点：达到时序" in plain(html)
    addresses = [f"/rules/three-lights/1/{more}{THEN}" for more in ("", "about/salt/")]
    assert [f'href="{address}"' in html for address in addresses] == [True, True]
    assert "虚构的灯" in page(leader, addresses[0])
    assert [word in plain(page(leader, addresses[1])) for word in ("虚构盐业", "达到时序", "≥ 0 个百分点")] == [True] * 3


def test_every_figure_can_be_traced_and_every_link_keeps_the_day(leader: Client) -> None:
    seen: set[str] = set()
    waiting = {f"/clusters/{THEN}"}
    while waiting:
        address = waiting.pop()
        seen.add(address)
        html = page(leader, address)
        if address.startswith("/clusters/"):
            found = links(html)
            assert [each for each in found if "known_on=2024-07-08" not in each] == [], address
            waiting |= found - seen
    derivations = {each for each in seen if "/figures/" in each and each.startswith("/clusters/")}
    assert {"/clusters/salt/figures/share-2023H1/" + THEN, "/clusters/district/total/" + THEN} <= seen
    assert len(derivations) > 20


def test_a_derivation_tells_its_formula_and_leads_down_to_the_claims(leader: Client) -> None:
    html = page(leader, f"/clusters/salt/figures/share-2023H1/{THEN}")
    words = plain(html)
    assert "算法：2023年上半年 ≈13.64 亿元 ÷ 2023年 50.8 亿元 = ≈26.8%" in words
    assert "2024年上半年 ≈24 亿元 ÷ (1 + 同比增速 76%)" in words
    claims = {each for each in links(html) if each.startswith("/figures/")}
    assert claims == {f"/figures/{ref}/{THEN}" for ref in ("salt.2024-h1", "salt.growth.2024-h1", "salt.2023")}


def test_in_english_money_is_counted_in_billions(leader: Client) -> None:
    leader.cookies["dukou_language"] = "en"
    words = plain(page(leader, f"/clusters/salt/{THEN}"))
    for said in ("5.08", "bn yuan", "on schedule", "base 2.431 bn yuan (reckoned back)", "Figures that contradict one another"):
        assert said in words, said


def test_on_an_earlier_day_nothing_is_known(leader: Client) -> None:
    words = plain(page(leader, "/clusters/salt/?known_on=2024-07-07"))
    assert "没有全年营收数" in words and "50.8" not in words


def test_a_figure_that_the_day_does_not_give_is_refused_in_words(leader: Client) -> None:
    answer = leader.get("/clusters/salt/figures/share-2023H1/?known_on=2024-07-07")
    assert answer.status_code == 404
    assert "按 2024-07-07 所知的数据算不出它" in answer.content.decode()


def test_a_cluster_that_is_none_is_not_found(leader: Client) -> None:
    assert leader.get("/clusters/gold/").status_code == 404


def test_without_any_year_there_is_no_total_to_derive(leader: Client) -> None:
    assert leader.get("/clusters/district/total/?known_on=2024-07-07").status_code == 404


def test_what_is_internal_is_on_no_page_of_an_outsider(leader: Client, tmp_path: Path) -> None:
    assert "65" in plain(page(leader, f"/clusters/tea/{THEN}"))
    leader.force_login(cast.person("banker", Role.BANK_OFFICER, at="bank"), backend="dukou.accounts.auth.PasswordSignIn")
    assert "65 亿元" not in plain(page(leader, f"/clusters/tea/{THEN}"))
    assert ">150.8 亿元" in plain(page(leader, f"/clusters/{THEN}"))


def test_the_leaders_desk_shows_the_clusters(leader: Client) -> None:
    words = plain(page(leader, f"/desks/leader/{THEN}"))
    assert "各集群走到哪里" in words and ">215.8 亿元" in words


def test_pages_need_sign_in(tmp_path: Path, client: Client) -> None:
    load(tmp_path)
    assert client.get("/clusters/").status_code == 302
