"""Permit paths as data: each fault by name, at its line and column; the shipped one; the commands."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from dukou.kit.core.refusals import Refusal
from dukou.projects.commands import app
from dukou.projects.packs.path_definitions import PathNotInPack, UnknownPath, checked_paths, path_of_pack
from dukou.projects.packs.samples import FaultySamples, NoSampleFile
from dukou.projects.packs.states import FaultyState, NoStateFile
from dukou.projects.packs.whole import FaultyPack, NoPack

RUN = CliRunner()
HEAD = """name: {zh: 虚构, en: made up}
about: {zh: 虚构, en: made up}
source: {zh: 虚构, en: made up}
draft: true
ends: end
tasks:
"""
TAKES = "takes: {low: 1, usual: 2, high: 4}"
A = f"  - {{key: a, name: {{zh: 甲, en: A}}, unit: office, {TAKES}}}\n"
B = f"  - {{key: b, name: {{zh: 乙, en: B}}, after: [a], {TAKES}}}\n"
END = f"  - {{key: end, name: {{zh: 终, en: end}}, after: [b], {TAKES}}}\n"


def _pack(folder: Path, text: str = HEAD + A + B + END) -> Path:
    root = folder / "made"
    (root / "permit_paths").mkdir(parents=True, exist_ok=True)
    (root / "pack.yaml").write_text("name: {zh: 虚构, en: made up}\nextends: national\n", encoding="utf-8")
    (root / "departments.yaml").write_text("departments:\n  - {key: office, name: {zh: 虚构, en: made up}}\n", encoding="utf-8")
    (root / "permit_paths" / "way.yaml").write_text(text, encoding="utf-8")
    return root


@pytest.mark.parametrize(
    ("text", "line", "word", "cure"),
    [
        (HEAD + A.replace("unit", "after: [b], unit") + B + END, 7, "tasks wait for one another in a ring: a → b → a", "take out"),
        (HEAD + A + B.replace("[a]", "[aa]") + END, 8, "there is no task “aa”", "did you mean “a”?"),
        (HEAD + A.replace("usual: 2", "usual: 5") + B + END, 7, "are not in order: 1 / 5 / 4", "write low"),
        (HEAD + A.replace("office", "offices") + B + END, 7, "there is no organisation “offices”", "did you mean “office”?"),
        (HEAD + A + B + END + B.replace("key: b", "key: c"), 10, "“c” is a second end", "let a later"),
        (HEAD + A + B + END + END.replace("key: end", "key: c").replace("[b]", "[end]"), 10, "“c” comes after the end “end”", "take it"),
        (HEAD.replace("ends: end", "ends: ende") + A + B + END, 5, "there is no task “ende”", "did you mean “end”?"),
        (HEAD + A + A + B + END, 8, "“a” stands twice", "remove one"),
    ],
)
def test_each_fault_is_told_at_its_line_with_a_cure(tmp_path: Path, text: str, line: int, word: str, cure: str) -> None:
    faults = checked_paths(_pack(tmp_path, text)).faults
    told = [each for each in faults if word in each.what.en]
    assert [(each.place.line, each.cure.en.startswith(cure)) for each in told] == [(line, True)]


def test_the_shipped_path_has_no_fault_and_says_that_it_is_a_draft() -> None:
    found = path_of_pack("dadukou", "new-plant-refit")
    assert (len(found.path.tasks), found.path.ends, found.entry.draft) == (23, "production", True)
    assert [task.key for task in found.path.tasks if task.source is not None] == []


def test_refusals_of_packs(tmp_path: Path) -> None:
    pack = _pack(tmp_path)
    with pytest.raises(UnknownPath):
        path_of_pack(str(pack), "wey")
    with pytest.raises(NoPack):
        path_of_pack("no-such-pack", "way")
    with pytest.raises(PathNotInPack):
        checked_paths(tmp_path / "nowhere")
    with pytest.raises(FaultyPack):
        path_of_pack(str(_pack(tmp_path, HEAD + A + B)), "way")
    result = RUN.invoke(app, ["check", str(pack), "--format", "json"])
    assert (result.exit_code, json.loads(result.stdout)["paths"]) == (1, 1)


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ("tasks:\n  - {task: c, end: 2026-01-01}\n", (2, 12, "there is no task “c”")),
        ("tasks:\n  - {task: a, start: 2026-02-01, end: 2026-01-01}\n", (2, 39, "its end 2026-01-01 is before its start 2026-02-01")),
        ("tasks:\n  - {task: a, end: 2026-10-01}\n", (2, 20, "2026-10-01 is after 2026-09-24, the day from which it is foretold")),
        ("tasks:\n  - {task: a}\n", (2, 5, "“a” has no date")),
        ('{"tasks": [{"task": "a", "start": "soon"}]}', (1, 35, None)),
    ],
)
def test_a_state_that_is_not_clear_is_refused_at_its_place(tmp_path: Path, state: str, told: tuple[int, int, str | None]) -> None:
    file = tmp_path / "state.yaml"
    file.write_text(state, encoding="utf-8")
    with pytest.raises(FaultyState) as refused:
        _forecast(_pack(tmp_path), "--state", str(file))
    (fault,) = refused.value.faults
    assert (fault.place.line, fault.place.column) == told[:2]  # type: ignore[union-attr]
    assert told[2] is None or fault.what.en == told[2]


@pytest.mark.parametrize(
    ("rows", "row", "fault"),
    [
        ("task,unit,start\na,office,2026-01-01\n", 1, "these columns are missing: end"),
        ("task,unit,start,end\na,office,2026-01-01,2026-01-09\nc,office,2026-01-01,2026-01-09\n", 3, "there is no task “c”"),
        ("task,unit,start,end\na,office,2026-01-11,2026-01-09\n", 2, "its end 2026-01-09 is before its start 2026-01-11"),
        ("task,unit,start,end\na,office,1 May,2026-01-09\n", 2, "not a date: “1 May”"),
    ],
)
def test_samples_that_are_not_clear_are_refused_by_row(tmp_path: Path, rows: str, row: int, fault: str) -> None:
    file = tmp_path / "closed.csv"
    file.write_text(rows, encoding="utf-8")
    with pytest.raises(FaultySamples) as refused:
        _forecast(_pack(tmp_path), "--samples", str(file))
    assert (refused.value.details["row"], str(refused.value.details["fault"].en)) == (row, fault)  # type: ignore[attr-defined]


@pytest.mark.parametrize(("option", "refusal"), [("--state", NoStateFile), ("--samples", NoSampleFile)])
def test_files_that_are_not_there(tmp_path: Path, option: str, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        _forecast(_pack(tmp_path), option, str(tmp_path / "nothing.csv"))


def test_a_forecast_tells_what_it_stands_on_and_what_is_odd(tmp_path: Path) -> None:
    state, samples = tmp_path / "state.json", tmp_path / "closed.csv"
    state.write_text('{"tasks": [{"task": "b", "start": "2026-09-01", "end": "2026-09-10"}]}', encoding="utf-8")
    samples.write_text("task,unit,start,end\na,office,2026-01-05,2026-01-09\na,other,2026-01-05,2026-01-09\n", encoding="utf-8")
    told = _forecast(_pack(tmp_path), "--state", str(state), "--samples", str(samples), "--plan", "2027-01-01")
    assert [each["en"] for each in told["odd"]] == ["“B” (b) is done, yet “A” (a), for which it waits, is not"]
    assert told["samples"] == {"read": 2, "used": 1}
    tasks = {each["key"]: each for each in told["tasks"]}
    assert {key: (each["n"], each["critical"]) for key, each in tasks.items()} == {"a": (1, 0.0), "b": (0, 0.0), "end": (0, 1.0)}
    assert (told["runs"], told["seed"], told["by_plan"]["runs"]) == (500, 1, 500)
    again = _forecast(_pack(tmp_path), "--state", str(state), "--samples", str(samples), "--plan", "2027-01-01")
    assert again == told


@pytest.mark.parametrize("words", [["path", "way"], ["forecast", "way", "--from", "2026-09-24", "--plan", "2026-10-20"]])
def test_the_tables(tmp_path: Path, words: list[str]) -> None:
    result = RUN.invoke(app, [*words, "--pack", str(_pack(tmp_path))], catch_exceptions=False)
    assert (result.exit_code, "虚构" in result.stdout, "P10/P50/P90" in result.stdout) == (0, True, True)


def _forecast(pack: Path, *words: str) -> dict[str, Any]:
    asked = ["forecast", "way", "--pack", str(pack), "--from", "2026-09-24", "--runs", "500", "--format", "json", *words]
    result = RUN.invoke(app, asked, catch_exceptions=False)
    told: dict[str, Any] = json.loads(result.stdout)
    return told
