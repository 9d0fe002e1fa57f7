"""Pages of chains: the map leads to every node, what is unknown is said, a page is drawn once and holds nothing of its visitor."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client

from dukou.accounts.core.roles import Role
from dukou.accounts.tests import cast
from dukou.chains.actions import assessments, invitations, problems, supplies
from dukou.chains.models import Assessment, Invitation, Problem, SupplyLink
from dukou.chains.tests.listed import BRINE, DAY, NOW, OFFICE, PANS, firms, load, taken
from dukou.enterprises.actions import tags
from dukou.enterprises.tests.made_up import register
from dukou.figures.core.tags import Confidence

pytestmark = pytest.mark.django_db
MAP, NODE = "/chains/maps/salt/", "/chains/maps/salt/nodes/brine/"
BACKEND = "dukou.accounts.auth.PasswordSignIn"


@pytest.fixture(autouse=True)
def district(tmp_path: Path, collected_static: None) -> dict[str, str]:
    """The made-up salt chain and its three firms."""
    cache.clear()
    load(tmp_path)
    return firms()


@pytest.fixture
def officer(client: Client) -> Client:
    """An officer of the industry office."""
    client.force_login(cast.person("officer", Role.INDUSTRY_OFFICER), backend=BACKEND)
    return client


def page(browser: Client, address: str, status: int = 200) -> str:
    answer = browser.get(address)
    assert answer.status_code == status, address
    return str(answer.content.decode())


def plain(html: str) -> str:
    """The words of a page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html.partition("<main")[2].partition("</main>")[0]))


def test_the_map_leads_to_every_node_and_a_table_says_the_same(officer: Client) -> None:
    assessments.assess(by=OFFICE, chain="salt", as_of=DAY)
    html = page(officer, MAP)
    drawing, _, after = html.partition('class="drawing')[2].partition('<p class="table__notes">')
    links = [f"{MAP}nodes/{key}/" for key in ("brine", "pans", "salt")]
    assert sorted(set(re.findall(r'href="([^"]*/nodes/[^"]*)"', drawing))) == links
    assert sorted(set(re.findall(r'href="([^"]*/nodes/[^"]*)"', after))) == links
    words = plain(html)
    assert [word in words for word in ("卤水", "缺", "补链", "参照面板：没有", "投入产出表：没有")] == [True] * 5


def test_a_chain_that_nobody_has_assessed_says_so_and_the_button_assesses_it(officer: Client) -> None:
    assert "还没有研判过" in plain(page(officer, MAP))
    assert officer.post(MAP, follow=True).status_code == 200
    (row,) = Assessment.objects.all()
    assert (row.chain.slug, row.made_by) == ("salt", "person:officer")
    assert "还没有研判过" not in plain(page(officer, MAP))


def test_a_page_says_when_something_was_added_since(officer: Client, district: dict[str, str]) -> None:
    assessments.assess(by=OFFICE, chain="salt", as_of=DAY)
    assert "资料有增减" not in plain(page(officer, MAP))
    register("虚构盐锅三厂")
    assert "资料有增减" in plain(page(officer, MAP))


def test_a_page_is_drawn_once_for_each_look_and_language_and_never_for_one_visitor(officer: Client) -> None:
    assessments.assess(by=OFFICE, chain="salt", as_of=DAY)
    first, again = page(officer, MAP), page(officer, MAP)
    assert plain(first) == plain(again)
    reader = Client()
    reader.force_login(cast.person("leader", Role.LEADER), backend=BACKEND)
    theirs = page(reader, MAP)
    body = re.compile(r"<svg.*</table>", re.DOTALL)
    found, other = body.search(first), body.search(theirs)
    assert found is not None and other is not None and found[0] == other[0]
    assert "csrfmiddlewaretoken" not in found[0] and ("重新研判" in first, "重新研判" in theirs) == (True, False)
    officer.cookies["dukou_language"] = "en"
    assert "missing" in plain(page(officer, MAP))
    assessments.assess(by=OFFICE, chain="salt", as_of=date(2024, 7, 9))
    officer.cookies["dukou_language"] = "zh"
    assert "2024年7月9日" in plain(page(officer, f"{MAP}?known_on=2024-07-09"))


def test_a_look_is_shown_as_of_the_day_that_is_asked_for(officer: Client) -> None:
    assessments.assess(by=OFFICE, chain="salt", as_of=date(2024, 7, 9))
    assert "还没有研判过" in plain(page(officer, f"{MAP}?known_on=2024-07-08"))
    assert "2024年7月9日" in plain(page(officer, f"{MAP}?known_on=2024-07-10"))


def test_a_node_tells_who_stands_there_by_what_and_since_when(officer: Client, district: dict[str, str]) -> None:
    told = {"source": "sheet", "place": "3", "known_on": DAY, "confidence": Confidence.CONFIRMED, "now": NOW}
    tags.add(by=OFFICE, key=district["虚构盐锅厂"], segment=BRINE, **told)  # type: ignore[arg-type]
    assessments.assess(by=OFFICE, chain="salt", as_of=DAY)
    words = plain(page(officer, NODE))
    assert [word in words for word in ("虚构盐锅厂", "已确认", "未知", "2024-07-08", "在此营收")] == [True] * 5
    assert officer.get("/chains/maps/salt/nodes/none/").status_code == officer.get("/chains/maps/none/").status_code == 404


def test_the_sum_on_a_nodes_page_is_its_score(officer: Client) -> None:
    row = assessments.assess(by=OFFICE, chain="salt", as_of=DAY)
    advice = next(each for each in row.content["advice"] if each["node"] == "brine")
    table = page(officer, NODE).partition("分数是怎么来的")[2].partition("</table>")[0]
    told = [float(number) for number in re.findall(r"[+-]\d+\.\d{4}", table)]
    assert told[-1] == pytest.approx(advice["score"], abs=5e-5)
    assert sum(told[:-1]) == pytest.approx(told[-1], abs=5e-4)


def test_a_node_or_a_candidate_is_put_on_the_list_from_the_nodes_page_and_followed_up(officer: Client, tmp_path: Path) -> None:
    taken(tmp_path, "虚构卤水公司,,虚构市,同城,卤水,90%,2000万元,是,")
    assessments.assess(by=OFFICE, chain="salt", as_of=DAY)
    html = page(officer, NODE)
    key = re.findall(r'<option value="([^"]+)">虚构卤水公司', html)[0]
    assert officer.post(NODE, {"candidate": key, "due_on": "2024-12-31"}).status_code == 302
    row = Invitation.objects.get()
    assert (row.title, row.advice["node"], str(row.due_on)) == ("虚构卤水公司", "brine", "2024-12-31")
    again = officer.post(NODE, {"candidate": key})
    assert again.status_code == 422  # it is on the list, so it is offered no more
    line = f"/chains/invitations/{row.pk}/"
    assert officer.post(line, {"to": "visited", "words": "看了厂房"}).status_code == 302
    assert officer.post(line, {"to": "contacted", "words": "退回去"}).status_code == 422
    words = plain(page(officer, line))
    assert [word in words for word in ("已考察", "看了厂房", "列入时的建议", "没有可用的回测")] == [True] * 4
    assert "虚构卤水公司" in page(officer, "/chains/invitations/")
    rows = b"".join(officer.get("/chains/invitations/download/csv/")).decode("utf-8-sig").splitlines()
    assert rows[1].split(",")[1:5] == ["虚构卤水公司", "虚构盐链", "卤水", "已考察"]
    assert officer.post(line, {"to": "dropped", "words": "不来了"}).status_code == 302
    assert "虚构卤水公司" not in plain(page(officer, "/chains/invitations/"))
    assert "虚构卤水公司" in plain(page(officer, "/chains/invitations/?state=dropped"))


def test_a_problem_is_noted_and_mended(officer: Client) -> None:
    address = f"{MAP}problems/"
    assert officer.post(address, {"text": "卤水不够", "node": BRINE, "office": "salt-office"}).status_code == 302
    row = Problem.objects.get()
    assert "卤水不够" in plain(page(officer, address))
    assert officer.post(f"/chains/problems/{row.pk}/solve/", {"solution": "另找了一家"}).status_code == 302
    words = plain(page(officer, address))
    assert ("已解决" in words, "另找了一家" in words) == (True, True)
    assert officer.post(f"/chains/problems/{row.pk}/solve/", {"solution": "再来"}).status_code == 422
    assert officer.post(address, {"text": ""}).status_code == 422


def test_a_supply_link_is_recorded_by_names_and_taken_back(officer: Client, district: dict[str, str]) -> None:
    address = "/chains/maps/salt/nodes/pans/supply/"
    sent = {"supplier": "虚构盐锅厂", "user": "虚构精盐一厂", "known_on": "2024-07-08", "evidence": "合同"}
    assert officer.post(address, sent | {"user": "没有这家"}).status_code == 422
    assert officer.post(address, sent).status_code == 302
    assert officer.post(address, sent).status_code == 422
    row = SupplyLink.objects.get()
    assert (row.node, row.supplier.name, row.user.name) == (PANS, "虚构盐锅厂", "虚构精盐一厂")
    assert "虚构精盐一厂" in plain(page(officer, "/chains/maps/salt/nodes/pans/"))
    assert officer.post(f"/chains/supplies/{row.pk}/withdraw/", {"reason": "写错了"}).status_code == 302
    assert officer.post(f"/chains/supplies/{row.pk}/withdraw/", {"reason": "写错了"}).status_code == 422


def test_the_districts_own_charts_and_lists_stand_one_after_the_other(officer: Client, tmp_path: Path) -> None:
    kinds = ("map", "present_and_target", "gaps", "strength", "enterprises", "projects", "problems", "invitations")
    items = ", ".join(f"{{kind: {kind}}}" for kind in kinds)
    load(tmp_path, {"chain_sets.yaml": f"name: {{zh: 四图四清单, en: four and four}}\nitems: [{items}]\n"})
    assessments.assess(by=OFFICE, chain="salt", as_of=DAY)
    problems.note(by=OFFICE, chain="salt", text="卤水不够")
    invitations.list_one(by=OFFICE, node=BRINE, title="虚构对象")
    html = page(officer, f"{MAP}sheets/")
    assert re.findall(r'<h2 id="sheet-(\w+)"', html) == list(kinds)
    words = plain(html)
    assert [word in words for word in ("四图四清单", "3.00 亿元", "卤水不够", "虚构对象", "投资项目模块")] == [True] * 5


def test_who_only_sees_changes_nothing(client: Client, district: dict[str, str]) -> None:
    link = supplies.add(by=OFFICE, supplier=district["虚构盐锅厂"], user=district["虚构精盐一厂"], node=PANS, evidence="合同", known_on=DAY)
    client.force_login(cast.person("leader", Role.LEADER), backend=BACKEND)
    for address, sent in ((MAP, {}), (NODE, {"title": "对象"}), (f"/chains/supplies/{link.pk}/withdraw/", {"reason": "不"})):
        assert client.post(address, sent).status_code == 403, address
    assert (Assessment.objects.count(), Invitation.objects.count()) == (0, 0)
    assert SupplyLink.objects.get().withdrawn_at is None
