"""A new version of the conditions: of each firm why, and how near; backwards is refused; page, command and API say the same."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from django.test import Client

from dukou.accounts.core.roles import Role
from dukou.enterprises.models import Enterprise
from dukou.enterprises.tests.visiting import page, rows, signed_in, words
from dukou.policies.core.kinds import Move
from dukou.policies.queries.matching import office_eyes
from dukou.policies.queries.switches import NotNewer, switch_of
from dukou.policies.tests.made_up import DAY, FILES, firms, load, state

pytestmark = pytest.mark.django_db
EYES = office_eyes("test")
ADDRESS = "/policies/measures/subsidy/switch/"


@pytest.fixture
def some(tmp_path: Path) -> list[Enterprise]:
    """One that stays with room, one that stays with little, one that drops out, one with nothing, one of which half is known."""
    load(tmp_path)
    made = firms("虚构甲厂", "虚构乙厂", "虚构丙厂", "虚构丁厂", "虚构戊厂")
    for firm, spending in zip(made, ("300万元", "210万元", "150万元", "80万元"), strict=False):
        state(firm, has_title=firm is not made[3], spending=spending)
    state(made[4], has_title=True)
    return made


def test_of_each_firm_why(some: list[Enterprise]) -> None:
    told = switch_of(EYES, "spending/1", "spending/2", DAY).as_dict()
    assert [(each["firm"], each["move"], [near["distance"]["zh"] for near in each["short"]]) for each in told["firms"]] == [
        (some[2].key, "drops_out", ["还差 50 万元"]),
        (some[1].key, "stays", []),
        (some[0].key, "stays", []),
    ]
    assert [each["close"] and each["close"]["spare"]["zh"] for each in told["firms"]] == [None, "只余 10 万元", None]
    assert [each["close"] and each["close"]["share"] for each in told["firms"]] == [None, "1/20", None]
    assert {move: count for move, count in told["close"].items() if count} == {"drops_out": 1, "stays": 1}
    (short,) = told["firms"][0]["short"]
    assert (short["clause"], short["have"]["zh"], short["need"]["zh"], short["holder"]["zh"]) == ("二", "150 万元", "≥ 200 万元", "虚构办")


def test_every_sentence_that_fails_is_told(tmp_path: Path) -> None:
    text = FILES["rules/spending-2.yaml"]
    assert "test: has_title}" in text
    load(tmp_path, **{"rules__spending-2": text.replace("test: has_title}", "none: [{test: has_title}]}")})
    (firm,) = firms("虚构甲厂")
    state(firm, has_title=True, spending="150万元")
    ((_, found),) = switch_of(EYES, "spending/1", "spending/2", DAY).firms
    assert (found.move, [near.clause for near in found.short], found.near) == (Move.DROPS_OUT, ["一", "二"], None)


@pytest.mark.parametrize(("old", "new"), [("spending/2", "spending/1"), ("spending/1", "spending/1")], ids=["backwards", "the same"])
def test_backwards_is_refused_in_words(some: list[Enterprise], client: Client, old: str, new: str) -> None:
    with pytest.raises(NotNewer):
        switch_of(EYES, old, new, DAY)
    officer = signed_in(client, Role.INDUSTRY_OFFICER)
    html = page(officer, ADDRESS, asked={"old": old, "new": new})
    assert ("换版是从旧到新" in words(html), rows(html)) == (True, [])
    answer = officer.get(f"/api/v1/policies/measures/subsidy/switch?old={old}&new={new}")
    assert (answer.status_code, answer.json()["code"]) == (422, "policies.not_newer")


def test_page_file_and_api_say_the_same(some: list[Enterprise], client: Client) -> None:
    officer = signed_in(client, Role.INDUSTRY_OFFICER)
    shown = rows(page(officer, ADDRESS, asked={"known_on": str(DAY)}))[7:]  # beneath the seven moves
    assert shown == [
        ["虚构丙厂", "将退出", "二 支出 200 万元以上", "150 万元", "≥ 200 万元", "还差 50 万元"],
        ["虚构乙厂", "仍符合", "二 支出 200 万元以上", "210 万元", "≥ 200 万元", "只余 10 万元"],
        ["虚构甲厂", "仍符合", "—", "—", "—", "—"],
    ]
    asked: dict[str, str | int] = {"old": "spending/1", "new": "spending/2", "known_on": str(DAY), "limit": 1}
    told = officer.get("/api/v1/policies/measures/subsidy/switch", asked).json()
    assert ([each["name"] for each in told["items"]], told["counts"]["drops_out"]) == (["虚构丙厂"], 1)
    further = officer.get("/api/v1/policies/measures/subsidy/switch", asked | {"after": told["next"]}).json()
    assert [each["close"]["spare"]["zh"] for each in further["items"]] == ["只余 10 万元"]
    file = officer.get(f"{ADDRESS}csv/", {"known_on": str(DAY)})
    lines = b"".join(file.streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]
    assert [line.split(",")[1] for line in lines[1:]] == ["虚构丙厂", "虚构乙厂", "虚构甲厂"]


def test_the_filter_by_change(some: list[Enterprise], client: Client) -> None:
    html = page(signed_in(client, Role.INDUSTRY_OFFICER), ADDRESS, asked={"known_on": str(DAY), "move": "drops_out"})
    assert [row[0] for row in rows(html)[7:]] == ["虚构丙厂"]


@pytest.mark.parametrize(
    ("old", "new"), [("title/1", "spending/2"), ("spending/1", "title/1"), ("spending", "spending/2")], ids=["old", "new", "no version"]
)
def test_the_api_compares_versions_of_the_measure_alone(some: list[Enterprise], client: Client, old: str, new: str) -> None:
    told = signed_in(client, Role.INDUSTRY_OFFICER).get("/api/v1/policies/measures/subsidy/switch", {"old": old, "new": new})
    assert (told.status_code, told.json()["code"]) == (422, "policies.not_of_measure")
    assert "有：spending/1、spending/2" in told.content.decode()


def test_a_mark_that_the_list_has_not_is_refused(some: list[Enterprise], client: Client) -> None:
    asked = {"old": "spending/1", "new": "spending/2", "known_on": str(DAY), "after": some[3].key}
    told = signed_in(client, Role.INDUSTRY_OFFICER).get("/api/v1/policies/measures/subsidy/switch", asked)
    assert (told.status_code, told.json()["code"]) == (422, "policies.no_such_mark")


def test_a_file_is_empty_where_there_is_nothing_to_say(some: list[Enterprise], client: Client) -> None:
    file = signed_in(client, Role.INDUSTRY_OFFICER).get(f"{ADDRESS}csv/", {"known_on": str(DAY)})
    lines = list(csv.reader(b"".join(file.streaming_content).decode("utf-8-sig").splitlines()))  # type: ignore[attr-defined]
    assert [(line[1], line[6:10]) for line in lines[3:]] == [("虚构甲厂", [""] * 4)]
