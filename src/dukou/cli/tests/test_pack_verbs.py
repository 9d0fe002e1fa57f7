"""`dukou pack check | diff | load` as a person and as a program read them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dukou.cli.tests.processes import run
from dukou.kit.tests.packs import write_pack
from dukou.kit.tests.servers import asked

FAULTY = "notes:\n  - {key: a, amount: -1}\n  - {key: b, period: 2024-13}\n"


def test_check_of_a_good_pack_needs_no_home(tmp_path: Path, pack: Path) -> None:
    assert run(tmp_path / "none", "pack", "check", str(pack)) == (0, "", "数据包“tiny”没有错误（2 个文件）\n")
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("shipped", ["dadukou", "national", "template"])
def test_shipped_packs_have_no_fault_and_need_no_home(tmp_path: Path, shipped: str) -> None:
    code, out, err = run(tmp_path / "none", "--lang", "en", "pack", "check", shipped)
    assert (code, out, err.startswith(f"the pack “{shipped}” has no fault")) == (0, "", True)


def test_check_prints_every_fault_with_its_place_and_cure(tmp_path: Path, pack: Path) -> None:
    write_pack(pack, notes__yaml=FAULTY)
    code, out, err = run(tmp_path / "none", "--lang", "en", "pack", "check", str(pack))
    assert (code, err) == (1, "the pack “tiny” has 2 faults\n")
    assert out.splitlines() == [
        "tiny/notes.yaml:2:22: “amount” cannot be below 0; it is -1 → correct the number",
        "tiny/notes.yaml:3:22: “2024-13” is not a period → write 2023, 2024H1, 2024Q3, 2024-06, 2024M01-02, 2024-07-05 or 2021..2023",
    ]


def test_check_as_json(tmp_path: Path, pack: Path) -> None:
    write_pack(pack, notes__yaml=FAULTY)
    code, out, err = run(tmp_path / "none", "pack", "check", str(pack), "--format", "json")
    said = json.loads(out)
    assert (code, err, said["pack"], said["files"]) == (1, "", "tiny", 2)
    assert [(fault["file"], fault["line"], fault["column"]) for fault in said["faults"]] == [
        ("tiny/notes.yaml", 2, 22),
        ("tiny/notes.yaml", 3, 22),
    ]
    assert said["faults"][0]["cure"] == {"zh": "改正数值", "en": "correct the number"}


def test_diff_shows_each_field_before_and_after(home: Path, pack: Path) -> None:
    assert run(home, "pack", "diff", str(pack)) == (0, "", "没有变化\n")
    write_pack(pack, notes__yaml="notes:\n  - {key: a, amount: 9, period: 2024H1}\n  - {key: c}\n")
    code, out, _ = run(home, "pack", "diff", str(pack), "--format", "json")
    assert code == 0
    assert json.loads(out) == [
        {
            "section": "notes",
            "key": "a",
            "sort": "changed",
            "fields": {"period": {"before": "2023", "after": "2024H1"}, "amount": {"before": "1", "after": "9"}},
        },
        {
            "section": "notes",
            "key": "c",
            "sort": "added",
            "fields": {
                "key": {"before": None, "after": "c"},
                "period": {"before": None, "after": "2023"},
                "amount": {"before": None, "after": "0"},
            },
        },
        {
            "section": "notes",
            "key": "b",
            "sort": "removed",
            "fields": {
                "key": {"before": "b", "after": None},
                "period": {"before": "2023", "after": None},
                "amount": {"before": "2", "after": None},
            },
        },
    ]
    code, out, _ = run(home, "pack", "diff", str(pack))
    assert [word in out for word in ("修改", "新增", "移除", "2024H1", "原来")] == [True] * 5


def test_load_writes_and_says_the_version(home: Path, pack: Path) -> None:
    assert run(home, "pack", "load", str(pack)) == (0, "数据包“tiny”与已有内容相同，没有改动\n", "")
    write_pack(pack, notes_2__yaml="notes:\n  - {key: c, amount: 3}\n")
    assert run(home, "pack", "load", str(pack)) == (0, "已载入数据包“tiny”，第 2 版\n", "")


@pytest.mark.processes
def test_load_of_changes_needs_a_reason(home: Path, pack: Path) -> None:
    write_pack(pack, notes__yaml="notes:\n  - {key: a, amount: 9}\n  - {key: b, amount: 2}\n")
    code, out, err = run(home, "pack", "load", str(pack), "--format", "json")
    assert (code, out, json.loads(err)["code"]) == (1, "", "kit.reason_needed")
    code, out, _ = run(home, "pack", "load", str(pack), "--reason", "核定", "--format", "json")
    assert (code, json.loads(out)) == (0, {"pack": "tiny", "version": 2, "changes": {"notes": {"changed": 1}}})
    assert asked(home, "SELECT reason FROM kit_pack_version WHERE number = 2") == [("核定",)]


def test_a_person_named_by_as_acts_with_his_own_rights_and_is_recorded(home: Path, pack: Path) -> None:
    write_pack(pack, notes_2__yaml="notes:\n  - {key: c, amount: 3}\n")
    for verb in ("diff", "load"):
        code, _, err = run(home, "--as", "demo-bank", "--lang", "en", "pack", verb, str(pack))
        assert (code, "you lack the permission" in err) == (1, True)
    assert run(home, "--as", "demo-steward", "pack", "load", str(pack))[0] == 0
    assert asked(home, "SELECT loaded_by FROM kit_pack_version WHERE number = 2") == [("person:demo-steward",)]


def test_nobody_of_that_name_is_refused(home: Path, pack: Path) -> None:
    code, _, err = run(home, "--as", "nobody", "--lang", "en", "pack", "load", str(pack))
    assert (code, "nobody has the username “nobody”" in err) == (1, True)


def test_a_home_that_is_not_there_is_refused_with_the_cure(tmp_path: Path, pack: Path) -> None:
    for words in (
        ["pack", "diff", str(pack)],
        ["pack", "load", str(pack)],
        ["worker", "--once"],
        ["serve"],
        ["audit", "verify"],
    ):
        code, _, err = run(tmp_path / "none", "--lang", "en", *words)
        assert (words, code, "dukou init --pack" in err) == (words, 1, True)
    assert not (tmp_path / "none").exists()
