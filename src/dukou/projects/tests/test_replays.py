"""Stories told again: the three of the article in words, and a made-up one that tells everything."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from dukou.kit.core.labels import Language, speaking
from dukou.projects.commands import app
from dukou.projects.packs.replaying import UnknownReplay, replay_of
from dukou.projects.packs.whole import FaultyPack, NoPack, whole_pack
from dukou.projects.queries.owners import proposed_owner
from dukou.projects.tests.stories_made import STORY, write

RUN = CliRunner()
ROOT = typer.Typer()
ROOT.add_typer(app, name="projects")


def _json(*words: str) -> Any:
    result = RUN.invoke(ROOT, ["projects", "replay", *words, "--format", "json"], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def _findings(told: dict[str, Any]) -> list[str]:
    return [each["said"]["en"] for each in told["findings"]]


def test_the_motorcycle_plant() -> None:
    told = _json("cfmoto")
    assert told["months"] == {"contact_to_contract": 4, "contract_to_production": 6, "contact_to_production": 10}
    assert [(each["key"], each["topic"]) for each in told["blockers"]] == [
        ("power-relocation", "power"),
        ("staff-social-insurance", "labour"),
        ("environmental-approval", "ecology"),
    ]
    assert [each["owner"]["key"] for each in told["blockers"]] == ["power-unit", "labour-unit", "ecology-unit"]
    assert [(each["about"], each["said"]["en"]) for each in told["assumptions"]] == [
        ("contract", "the day of the contract is not told; the month of settling is taken for it"),
        ("money.contract", "the contract sum is not told; the total investment is taken for it"),
    ]
    assert _findings(told) == [
        "6 months from contract to production, of which the source tells 4: 2 stay unexplained",
        "“production” claimed early, planned date unknown (line 71)",
        "contract sum 2.0 bn yuan; evidence is told for none of it (line 69)",
        "project output ≥0.1 bn yuan; evidence is told for none of it (line 71)",
    ]
    assert told["claims"][0]["planned"] is None
    assert told["intensity"] is None


def test_the_park() -> None:
    told = _json("visual-ai-park")
    assert told["months"] == {"contact_to_contract": None, "contract_to_production": None, "contact_to_production": None}
    said = {name: told["intensity"][name] for name in ("value", "unit", "operator", "least", "most")}
    assert said == {"value": 825.6, "unit": "万元/亩", "operator": "≈", "least": 822.1, "most": 829.1}
    assert (told["money"], told["blockers"], told["findings"]) == (None, [], [])


def test_the_noodles_of_a_half_year() -> None:
    told = _json("noodles-half-year")
    [signed] = told["money"]
    names = ("rung", "value", "unit", "evidence", "evidence_told_for", "without_evidence_told", "projects", "projects_are_whole")
    assert [signed[name] for name in names] == ["contract", 27.8, "亿元", None, 0, 27.8, 6, None]
    assert _findings(told) == [
        "contract sum 2.78 bn yuan; evidence is told for none of it (line 81)",
        "whether the 6 projects make up the whole of 2.78 bn yuan is not said",
    ]


def test_a_story_that_tells_everything(tmp_path: Path) -> None:
    told: dict[str, Any] = replay_of(str(write(tmp_path)), "made")
    assert told["months"] == {"contact_to_contract": 3, "contract_to_production": 9, "contact_to_production": 12}
    assert (told["claims"][0]["months_ahead"], told["intensity"]["value"]) == (2, Decimal("500.0"))
    assert (told["money"][0]["evidence_told_for"], told["money"][0]["without_evidence_told"]) == (1, 2)
    assert [str(each["kind"]) for each in told["findings"]] == ["evidence_not_told", "owner_unknown"]
    assert told["blockers"][0]["owner"] is None  # this pack has no duty list


@pytest.mark.parametrize(
    ("figures", "found"),
    [
        ({"months": "12个月"}, ["only 9 months from contract to production, yet the source tells 12: 3 too many"]),
        ({"months": ">7个月"}, []),
        ({"months": "<12个月"}, []),
        ({"planned": "2023-11"}, ["“production” claimed early (paragraph 3), yet it came 2 months after the planned date"]),
        ({"produced": "2024"}, ["of “production” only 2024 is known, so no months are counted"]),
        ({"signed": "2023-04-30", "produced": "2024-01-01"}, []),
    ],
)
def test_what_the_figures_do_not_settle(tmp_path: Path, figures: dict[str, str], found: list[str]) -> None:
    told: dict[str, Any] = replay_of(str(write(tmp_path, **figures)), "made")
    known = ("evidence_not_told", "owner_unknown")
    assert [each["said"].en for each in told["findings"] if str(each["kind"]) not in known] == found


def test_the_duty_list_is_asked_for_the_standing_general_row() -> None:
    contents = whole_pack("dadukou")
    owner = proposed_owner(contents, "power")
    assert owner is not None
    assert (owner.key, owner.name.en) == ("power-unit", "power supplier (illustrative)")
    assert proposed_owner(contents, "finance") is None  # a topic without a duty


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh", ["825.6 万元/亩", "假定：固定资产投资没有另写", "未核实"]),
        ("en", ["825.6 万元/亩 (822.1 to 829.1)", "assumed: investment in fixed assets", "unverified"]),
    ],
)
def test_a_table_in_both_languages(language: Language, words: list[str]) -> None:
    with speaking(language):
        shown = RUN.invoke(ROOT, ["projects", "replay", "visual-ai-park"], catch_exceptions=False).stdout
    assert [each for each in words if each not in shown] == []


def test_the_stories_are_listed() -> None:
    assert [each["replay"] for each in _json()] == ["cfmoto", "noodles-half-year", "visual-ai-park"]


def test_an_unknown_story_names_those_that_are_there() -> None:
    with pytest.raises(UnknownReplay) as refused:
        replay_of("dadukou", "cfmot")
    assert refused.value.said_cure.en == "use one of: cfmoto、noodles-half-year、visual-ai-park"


def test_a_pack_that_is_not_there_and_one_with_faults(tmp_path: Path) -> None:
    with pytest.raises(NoPack) as missing:
        replay_of("nowhere", "made")
    assert missing.value.said_cure.en == "with the program come: dadukou、national、template"
    with pytest.raises(FaultyPack) as faulty:
        replay_of(str(write(tmp_path, STORY.replace("figure: signed", "figure: sinned"))), "made")
    assert [str(fault).split(" ")[0] for fault in faulty.value.faults] == ["made-up/replays/made.yaml:7:22:"]
