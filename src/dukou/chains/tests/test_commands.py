"""`dukou chains`: each verb on a small made-up chain, as a table and as JSON; what it leans on is said beside it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner, Result

from dukou.audit.models import AuditEvent
from dukou.chains.actions.refusals import ListedAlready, NoReference, NoSuchChain, NoSuchNode, NoSuchOffice
from dukou.chains.commands import app
from dukou.chains.commands.backtests import HomeNeeded
from dukou.chains.commands.looking import NameShared
from dukou.chains.commands.maps import DrawingNotWritten
from dukou.chains.commands.working import ListNotOpened
from dukou.chains.core.candidates import USUAL, Signal
from dukou.chains.core.synthetic.io_tables import made_up_table
from dukou.chains.models import Assessment, BackTest, Invitation, Reference
from dukou.chains.tests.listed import BRINE, HEAD, PANS, SALT, TWICE, WEIGHED, firms, load, taken, written
from dukou.chains.tests.panels_made import grown, lines_of
from dukou.enterprises.tests.made_up import register
from dukou.kit.core.homes import Home, HomeFile
from dukou.kit.core.labels import speaking
from dukou.kit.core.refusals import Refusal
from dukou.kit.sheets.headed import RowsHaveFaults

pytestmark = pytest.mark.django_db
ON = ("--known-on", "2024-07-08")
KEPT = ("--source", "虚构", *ON, "--synthetic")


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, settings: Any) -> None:
    """A built home of the test's own, with the made-up chain and three firms."""
    home = Home(tmp_path / "home")
    home.prepare()
    home.write(HomeFile(pack="made-up"))
    settings.HOME = home
    load(tmp_path)
    firms()


def ran(*words: str) -> Result:
    return CliRunner(env={"COLUMNS": "240"}).invoke(app, list(words), catch_exceptions=False)


def said(*words: str) -> Any:
    """What a verb answers as JSON."""
    told = ran(*words, "--format", "json")
    assert told.exit_code == 0, told.output
    return json.loads(told.stdout)


def refused(*words: str) -> Refusal:
    """The refusal of a verb."""
    with pytest.raises(Refusal) as caught:
        ran(*words)
    return caught.value


def test_map_tells_the_nodes_stage_by_stage() -> None:
    found = said("map", "salt", *ON)
    assert {key: found[key] for key in ("chain", "version", "as_of", "assessment")} == {
        "chain": "salt",
        "version": "1.0",
        "as_of": "2024-07-08",
        "assessment": None,
    }
    told = [[(node["node"], node["status"], node["firms"], node["revenue"]) for node in stage["nodes"]] for stage in found["stages"]]
    assert told == [[(BRINE, "missing", 0, 0), (PANS, "missing", 0, 0)], [(SALT, "present", 2, 30_000_000_000)]]
    drawn = ran("map", "salt", *ON)
    assert "3.00 亿元" in drawn.stdout and "卤水" in drawn.stdout
    assert drawn.stderr == "虚构盐链：没有保存的研判，按 2024-07-08 所知现算\n"


def test_map_is_drawn_into_a_file(tmp_path: Path) -> None:
    ran("map", "salt", "--svg", str(tmp_path / "salt.svg"), *ON)
    drawing = ElementTree.parse(tmp_path / "salt.svg").getroot()
    links = [each.get("href") for each in drawing.iter("{http://www.w3.org/2000/svg}a")]
    assert (drawing.tag, sorted(filter(None, links))) == (
        "{http://www.w3.org/2000/svg}svg",
        [f"/chains/maps/salt/nodes/{key}/" for key in ("brine", "pans", "salt")],
    )
    assert isinstance(refused("map", "salt", "--svg", str(tmp_path / "none" / "salt.svg"), *ON), DrawingNotWritten)


def test_status_counts_the_nodes_of_every_chain_and_tells_those_of_one() -> None:
    [counted] = said("status", *ON)
    assert {status: count for status, count in counted["counts"].items() if count} == {"missing": 2, "present": 1}
    assert (counted["chain"], counted["nodes"]) == ("salt", 3)
    nodes = {node["node"]: (node["status"], node["act"]) for node in said("status", "salt", *ON)["nodes"]}
    assert nodes == {BRINE: ("missing", "fill"), PANS: ("missing", "fill"), SALT: ("present", None)}
    with speaking("en"):
        assert "fill the chain" in ran("status", "salt", *ON).stdout
        assert "made-up salt chain" in ran("status", *ON).stdout


def test_gaps_come_with_their_act_and_an_open_amount_is_told_from_below() -> None:
    brine, pans = said("gaps", "salt", *ON)["gaps"]
    amount = 30_000_000_000 * 8 // 100
    assert (brine["node"], brine["act"], brine["is_gap_at_least"]) == (BRINE, "fill", True)
    assert brine["gap"] == {"low": amount, "mid": amount, "high": amount}
    assert pans["gap"] == {"low": 0, "mid": 0, "high": 0} and pans["is_gap_at_least"]
    assert brine["reasons"][0] == {"zh": "区内没有企业", "en": "no firm is here"}
    with speaking("en"):
        rows = [line for line in ran("gaps", "salt", *ON).stdout.splitlines() if "missing" in line]
    assert [row.split("│")[4].strip() for row in rows] == ["at least 24.00 m yuan", "unknown"]


def test_the_reasons_of_a_suggestion_add_up_and_no_back_test_is_said() -> None:
    found = said("suggest", "salt", *ON)
    assert [row["node"] for row in found["suggestions"]] == [BRINE, PANS, SALT]
    for row in found["suggestions"]:
        assert sum(part["log"] for part in row["parts"] if part["log"] is not None) == pytest.approx(row["score"], abs=1e-12)
        assert (row["hit_rate"]["en"], row["hit_rate_n"]) == ("no back-test available", None)
        assert row["lacks"] == ["chance", "multiplier"]
    assert len(said("suggest", "salt", "--top", "1", *ON)["suggestions"]) == 1
    with speaking("en"):
        drawn = ran("suggest", "salt", "--top", "2", *ON).stdout
    assert drawn.splitlines()[-1] == "brine: no back-test available"


def test_a_kept_assessment_is_read_until_something_is_added() -> None:
    [row] = said("assess", *ON)
    assert row == {
        "chain": "salt",
        "name": {"zh": "虚构盐链", "en": "made-up salt chain"},
        "assessment": Assessment.objects.get().pk,
        "as_of": "2024-07-08",
        "nodes": {"missing": 2, "present": 1},
    }
    assert AuditEvent.objects.filter(act="assessments.assess").count() == 1
    for verb in ("map", "gaps", "status", "suggest"):
        assert ran(verb, "salt", *ON).stderr.splitlines()[0] == f"虚构盐链：按第 {row['assessment']} 次研判，2024-07-08 所知"
        assert said(verb, "salt", *ON)["assessment"] == row["assessment"]
    register("虚构精盐三厂")
    after = ran("map", "salt", *ON)
    assert after.stderr == "虚构盐链：研判之后又有新资料，按 2024-07-08 所知现算\n"
    assert said("map", "salt", *ON)["stages"][1]["nodes"][0]["firms"] == 3
    assert said("map", "salt", "--known-on", "2024-07-07")["as_of"] == "2024-07-07"


def test_policy_weights_are_left_out_by_looking_anew(tmp_path: Path) -> None:
    load(tmp_path, WEIGHED)
    said("assess", "salt", *ON)
    kept, without = said("suggest", "salt", *ON), said("suggest", "salt", "--no-policy", *ON)
    assert [part["kind"] for part in kept["suggestions"][0]["parts"]][-1] == "policy"
    assert [part["kind"] for part in without["suggestions"][0]["parts"]][-1] == "relief"
    assert (kept["has_policy"], without["has_policy"], without["assessment"]) == (True, False, None)


def test_a_chain_that_is_none_is_refused() -> None:
    for verb in ("map", "status", "gaps", "suggest", "assess"):
        assert isinstance(refused(verb, "tea"), NoSuchChain)


def test_a_list_of_candidates_is_taken_in_and_they_are_ranked_for_a_node(tmp_path: Path) -> None:
    path = written(tmp_path, "虚构甲厂,,虚构市,同城,卤水,100%,3000万元,是,是", "虚构乙厂,,虚构市,,卤水,,,,")
    assert said("candidates", str(path), *KEPT) == {"file": "list.csv", "written": 2}
    assert ran("candidates", str(path), *KEPT).stdout == "“list.csv”没有改变什么\n"
    first, second = said("approach", "卤水", *ON)
    assert (first["rank"], first["among"], first["name"], first["distance"]) == (1, 2, "虚构甲厂", "same_city")
    assert first["start"] + sum(reason["contribution"] for reason in first["reasons"]) == pytest.approx(first["score"], abs=1e-12)
    assert (second["reasons"], second["score"], len(second["unknown"])) == ([], USUAL.start, len(Signal))
    assert said("approach", PANS, *ON) == []
    with speaking("en"):
        assert "(made up)" in ran("approach", BRINE, *ON).stdout


def test_a_list_with_a_fault_or_without_a_file_is_refused(tmp_path: Path) -> None:
    assert isinstance(refused("candidates", str(written(tmp_path, "虚构甲厂,,,,茶,,,,", head=HEAD)), *KEPT), RowsHaveFaults)
    assert isinstance(refused("candidates", str(tmp_path / "none.csv"), *KEPT), ListNotOpened)


def test_invite_puts_a_node_or_a_candidate_on_the_list_once(tmp_path: Path) -> None:
    taken(tmp_path, "虚构甲厂,,虚构市,,卤水,,,,")
    [firm] = said("approach", "卤水", *ON)
    found = said("invite", "卤水", "--candidate", firm["candidate"], "--office", "salt-office", "--due", "2024-09-30")
    row = Invitation.objects.get()
    assert found == {
        "invitation": row.pk,
        "node": BRINE,
        "title": "虚构甲厂",
        "candidate": firm["candidate"],
        "office": "salt-office",
        "due_on": "2024-09-30",
    }
    assert (row.office and row.office.key, row.due_on, row.is_synthetic) == ("salt-office", date(2024, 9, 30), True)
    assert said("approach", "卤水", *ON)[0]["invitations"] == [{"invitation": row.pk, "node": BRINE, "state": "listed"}]
    assert isinstance(refused("invite", BRINE, "--candidate", firm["candidate"]), ListedAlready)
    assert ran("invite", PANS).stdout == f"已列入招商清单：第 {row.pk + 1} 号，盐锅\n"
    assert isinstance(refused("invite", "茶"), NoSuchNode)
    assert isinstance(refused("invite", SALT, "--office", "nobody"), NoSuchOffice)


def test_a_name_that_two_nodes_bear_is_asked_back(tmp_path: Path) -> None:
    load(tmp_path, TWICE)
    assert refused("approach", "精盐").details["refs"] == f"{SALT}、node/twin-salt"
    assert isinstance(refused("invite", "精盐"), NameShared)
    with pytest.raises(RowsHaveFaults) as caught:
        taken(tmp_path, "虚构甲厂,,,,精盐,,,,")
    assert [fault.what.en for fault in caught.value.faults] == ["2 nodes are called “精盐”"]


@pytest.fixture
def panel(tmp_path: Path) -> Path:
    """The synthetic panel as an office would write it, the column of values under a name of its own."""
    path = tmp_path / "made-up.csv"
    path.write_text("\n".join(["fips,naics,year,jobs,est", *lines_of(grown())]), encoding="utf-8")
    return path


def test_a_panel_is_kept_and_back_tested_in_the_home(panel: Path) -> None:
    assert isinstance(refused("backtest", "--store"), NoReference)
    found = said("keep", "panel", str(panel), *KEPT, "--columns", "value=jobs", "--name", "虚构面板")
    row = Reference.objects.get()
    assert (found["reference"], found["kind"], found["name"], row.is_synthetic) == (row.pk, "panel", "虚构面板", True)
    told = said("backtest", "--store", "--task", "activation")
    kept = BackTest.objects.get()
    assert (kept.panel_id, kept.task, kept.content) == (row.pk, "activation", told)
    assert AuditEvent.objects.filter(act="back_tests.run").count() == 1


def test_an_input_output_table_is_kept(tmp_path: Path) -> None:
    table = made_up_table()
    flows = [",".join([sector, *map(str, row)]) for sector, row in zip(table.sectors, table.inputs * table.output, strict=True)]
    path = tmp_path / "io.csv"
    path.write_text("\n".join([",".join(["", *table.sectors]), *flows, ",".join(["output", *map(str, table.output)])]), encoding="utf-8")
    found = said("keep", "table", str(path), *KEPT)
    assert (found["kind"], found["name"], found["about"]["sectors"]) == ("io_table", "io", len(table.sectors))


def test_what_is_stored_needs_a_home_and_only_the_task_goes_with_it(panel: Path, tmp_path: Path, settings: Any) -> None:
    assert [ran(*words).exit_code for words in (["backtest"], ["backtest", "--store", "--panel", str(panel)])] == [2, 2]
    assert ran("backtest", "--store", "--base", "2021").exit_code == 2
    settings.HOME = Home(tmp_path / "nowhere")
    assert isinstance(refused("backtest", "--store"), HomeNeeded)
