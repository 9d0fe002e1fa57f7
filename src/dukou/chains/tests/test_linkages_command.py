"""`dukou chains linkages`, as a table and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import typer
from typer.testing import CliRunner

from dukou.chains.commands import app
from dukou.chains.sheets.io_tables import NoSuchTable
from dukou.chains.tests.real_tables import AMERICA, CHINA, needs_america, needs_china

shell = typer.Typer()
shell.add_typer(app, name="chains")


def said(*words: str) -> str:
    ran = CliRunner().invoke(shell, ["chains", "linkages", *words])
    assert ran.exit_code == 0, ran.output
    return ran.stdout


def test_the_made_up_table_says_so() -> None:
    told = json.loads(said("--format", "json"))
    assert (told["table"], told["year"], told["is_synthetic"], len(told["sectors"])) == ("made-up", None, True, 19)
    shares = [each["lost_share"] for each in told["sectors"]]
    assert shares == sorted(shares, reverse=True)
    ran = CliRunner().invoke(shell, ["chains", "linkages", "--top", "2"])
    assert "这是虚构的表" in ran.stderr


def test_no_more_than_asked_for() -> None:
    assert [len(json.loads(said("--top", top, "--format", "json"))["sectors"]) for top in ("0", "1", "3")] == [19, 1, 3]


def test_a_sector_without_output_is_told_without_links(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(",a,b,idle\na,1,2,0\nb,3,1,0\nidle,0,0,0\noutput,10,8,0\n", encoding="utf-8")
    told = {each["sector"]: each for each in json.loads(said("--table", str(path), "--format", "json"))["sectors"]}
    assert told["idle"] == {
        "sector": "idle",
        "is_key": False,
        "output": 0,
        "multiplier": 1,
        "backward": None,
        "forward": None,
        "lost_share": 0,
    }
    assert "idle" in said("--table", str(path))


def test_a_file_that_is_not_there() -> None:
    assert isinstance(CliRunner().invoke(shell, ["chains", "linkages", "--table", "nowhere.npz"]).exception, NoSuchTable)


@needs_china
def test_key_sectors_of_a_real_table() -> None:
    told = json.loads(said("--table", str(CHINA), "--year", "2011", "--format", "json"))["sectors"]
    assert [each["sector"] for each in told if each["is_key"]] == ["c12", "c9", "c4", "c17", "c10", "c7", "c6"]


@needs_america
def test_dropped_sectors() -> None:
    drop = "S00101,S00102,S00201,S00202,S00203,S00500,S00600"
    told = json.loads(said("--table", str(AMERICA), "--drop", drop, "--format", "json"))["sectors"]
    assert len(told) == 395 and all(each["multiplier"] >= 1 for each in told)
