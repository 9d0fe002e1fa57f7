"""`dukou projects money` and `import`: what they print, what they hand back, and how they refuse."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dukou.kit.sheets.headed import RowsHaveFaults
from dukou.projects.commands import app
from dukou.projects.commands.money import SheetNotOpened
from dukou.projects.core.ladders import PaperKind
from dukou.projects.core.replays import Rung
from dukou.projects.models import Project
from dukou.projects.tests.money_made import load, project, prove, tell

pytestmark = pytest.mark.django_db
SAID = ("--source", "虚构周报", "--known-on", "2024-06-30", "--synthetic")
LIST = "项目名称,投资方,负责单位,合同额（万元）\n虚构甲,示例甲公司,虚构办,20000\n虚构乙,示例乙公司,虚构办,2亿元\n"


@pytest.fixture(autouse=True)
def district(tmp_path: Path) -> None:
    (tmp_path / "pack").mkdir()
    load(tmp_path / "pack")


def told(*words: str) -> str:
    ran = CliRunner().invoke(app, words, catch_exceptions=False)
    assert ran.exit_code == 0, ran.output
    return ran.stdout


def test_the_ladder_as_json_and_as_a_table(tmp_path: Path) -> None:
    project()
    tell(Rung.CONTRACT, 20_000)
    prove(Rung.CONTRACT, PaperKind.CONTRACT, "合-1", 15_000)
    found = json.loads(told("money", "made-1", "--format", "json"))
    assert [each["rung"] for each in found["rungs"]] == [rung.value for rung in Rung]
    first = found["rungs"][0]
    names = ("told_fen", "with_paper_fen", "without_paper_fen", "share", "waiting_total_fen")
    assert [first[name] for name in names] == [20_000_000_000, 15_000_000_000, 5_000_000_000, "75.0%", None]
    assert found["signed"]["zh"] == "签约 20,000万元，其中有凭据 15,000万元（75.0%）。"
    shown = told("money", "made-1")
    assert all(word in shown for word in ("签约额", "20,000万元", "75.0%", "没有报数"))


def test_a_list_is_refused_whole_or_taken_with_its_rest_handed_back(tmp_path: Path) -> None:
    file, rest = tmp_path / "清单.csv", tmp_path / "退回.csv"
    file.write_text(LIST, encoding="utf-8")
    with pytest.raises(RowsHaveFaults):
        told("import", str(file), *SAID)
    assert Project.objects.count() == 0
    found = json.loads(told("import", str(file), *SAID, "--accept", "--rejected", str(rest), "--format", "json"))
    assert (found["taken"], [row["row"] for row in found["rejected"]]) == (1, [3])
    assert rest.read_text(encoding="utf-8-sig").splitlines() == [
        "项目名称,投资方,负责单位,合同额（万元）,退回原因",
        "虚构乙,示例乙公司,虚构办,2亿元,D3 写的是“2亿元”，表头的单位却是万元",
    ]


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SheetNotOpened):
        told("import", str(tmp_path / "没有.csv"), *SAID)
