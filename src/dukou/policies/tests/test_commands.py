"""`dukou policies`: each verb on a small register, as a table and as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from dukou.enterprises.models import Enterprise
from dukou.policies.commands import app
from dukou.policies.tests.made_up import WAN, firms, load, state

pytestmark = pytest.mark.django_db
ON = ["--as-of", "2024-07-08"]


@pytest.fixture
def some(tmp_path: Path) -> list[Enterprise]:
    """One firm that fits, one that is short by 200,000 yuan, one of which nothing is known."""
    load(tmp_path)
    made = firms("虚构甲厂", "虚构乙厂", "虚构丙厂")
    state(made[0], has_title=True, spending="250万元")
    state(made[1], has_title=True, spending="80万元")
    return made


def said(*words: str) -> Any:
    """What a verb answers as JSON; the same as a table goes well too."""
    drawn = CliRunner().invoke(app, list(words))
    assert drawn.exit_code == 0, drawn.output
    told = CliRunner().invoke(app, [*words, "--format", "json"])
    assert told.exit_code == 0, told.output
    return json.loads(told.stdout)


def test_list(some: list[Enterprise]) -> None:
    assert [each["measure"] for each in said("list")] == ["award", "prize", "subsidy", "named-only"]


def test_match(some: list[Enterprise]) -> None:
    found = said("match", "--measure", "subsidy", *ON)
    assert [(each["firm"], each["answer"], each["amount"]["least_fen"]) for each in found] == [(some[0].key, "yes", 25 * WAN)]
    assert len(said("match", *ON)) == 5  # two measures fit two firms, one fits one


def test_near(some: list[Enterprise]) -> None:
    (found,) = said("near", "--measure", "subsidy", *ON)
    assert (found["firm"], found["near"]["clause"], found["near"]["have"]["zh"], found["near"]["short"]["zh"]) == (
        some[1].key,
        "二",
        "80 万元",
        "20 万元",
    )
    assert (found["near"]["distance"], found["near"]["direction"], found["near"]["share"], found["near"]["is_fixed"]) == (
        {"zh": "还差 20 万元", "en": "0.2 m yuan short"},
        "under",
        "1/5",
        False,
    )


def test_those_one_short_come_with_the_nearest_first(some: list[Enterprise]) -> None:
    state(some[2], has_title=True, spending="99万元")
    assert [each["firm"] for each in said("near", "--measure", "subsidy", *ON)] == [some[2].key, some[1].key]


def test_switch(some: list[Enterprise]) -> None:
    state(some[2], has_title=True, spending="150万元")
    found = said("switch", "spending/1", "spending/2", *ON)
    assert {move: count for move, count in found["counts"].items() if count} == {"stays": 1, "drops_out": 1, "stays_out": 1}
    assert [(each["firm"], each["move"], each["near"] and each["near"]["short"]["zh"]) for each in found["firms"]] == [
        (some[2].key, "drops_out", "50 万元"),
        (some[0].key, "stays", None),
        (some[1].key, "stays_out", "120 万元"),
    ]


def test_entitled_and_bundle(some: list[Enterprise]) -> None:
    found = said("entitled", some[0].key, *ON)
    assert [(each["measure"], each["answer"]) for each in found["measures"]] == [("award", "yes"), ("prize", "yes"), ("subsidy", "yes")]
    best = said("bundle", some[0].key, *ON)
    assert [(each["measure"], each["paid_fen"], each["cut_by"]) for each in best["bundle"]] == [
        ("prize", 30 * WAN, []),
        ("subsidy", 12 * WAN, ["fund"]),
    ]
    assert [(each["measure"], each["because"][0]["instead"], each["total_with_it_fen"]) for each in best["left_out"]] == [
        ("award", ["prize"], 32 * WAN)
    ]
    assert ([each["paper"] for each in best["papers"]], best["held"]) == (["ledger", "letter"], ["certificate"])


def test_what_is_missing_is_named_with_its_holder(some: list[Enterprise]) -> None:
    found = said("entitled", some[2].key, *ON)["measures"][0]
    assert (found["answer"], [(gap["label"]["en"], gap["holder"]["en"]) for gap in found["missing"]]) == (
        "unknown",
        [("has the title", "made-up office")],
    )


def test_run_unpaid_and_forecast(some: list[Enterprise]) -> None:
    assert said("unpaid") == []
    run = said("run", *ON)
    assert (run["firms"], run["counts"]["subsidy"]) == (3, {"yes": 1, "no": 1, "unknown": 1})
    assert [(each["measure"], each["firm"], each["reason"]) for each in said("unpaid", "--measure", "subsidy")] == [
        ("subsidy", some[0].key, "not_told")
    ]
    money = {each["measure"]: (each["budget"], each["sure"], each["possible"], each["after_sure"]) for each in said("forecast")}
    assert money == {
        "award": (100 * WAN, 0, 20 * WAN, 100 * WAN),  # who has the higher prize to get has no award to get besides
        "prize": (30 * WAN, 60 * WAN, 30 * WAN, -30 * WAN),
        "subsidy": (None, 12 * WAN, 50 * WAN, None),
    }


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["match", "--measure", "nothing"], "policies.no_such_measure"),
        (["entitled", "nobody"], "policies.no_such_firm"),
        (["switch", "nothing", "spending/1"], "rules.unknown_book"),
        (["switch", "spending/2", "spending/1"], "policies.not_newer"),
        (["switch", "spending/1", "spending/1"], "policies.not_newer"),
    ],
    ids=["measure", "firm", "book", "backwards", "the same book"],
)
def test_what_is_not_there_is_refused(some: list[Enterprise], words: list[str], code: str) -> None:
    done = CliRunner().invoke(app, words)
    assert (done.exit_code, getattr(done.exception, "code", "")) == (1, code)
