"""`dukou affairs form` and `check`: without a home from a pack, with one from what it has in force."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]
import pytest
from typer.testing import CliRunner

from dukou.affairs.commands import app
from dukou.affairs.packs.definitions import FaultyPack, NotInPack, UnknownAffair, definition_in_force
from dukou.affairs.tests.definitions_made import AFFAIR, load, write
from dukou.kit.core.labels import speaking
from dukou.kit.core.refusals import Refusal

RUN = CliRunner()


def _json(*words: str) -> dict[str, object]:
    result = RUN.invoke(app, [*words, "--format", "json"], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    told: dict[str, object] = json.loads(result.stdout)
    return told


def test_the_form_of_a_pack_as_json(tmp_path: Path) -> None:
    told = _json("form", "made", "--pack", str(write(tmp_path)), "--matters", "power")
    assert told["questions"] == {"separately": 6, "once": 5}
    assert [(each["key"], each["in"]) for each in told["matters"]] == [("power", True), ("road", False)]  # type: ignore[attr-defined]
    assert [each["became"] for each in told["materials"]["rows"]] == ["once", "form", "once"]  # type: ignore[index]
    pages = {each["key"]: [one["key"] for one in each["fields"]] for each in told["pages"]}  # type: ignore[attr-defined]
    assert pages == {"first": ["firm", "digs"], "power": ["power", "grade"], "road": ["metres"]}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh", ["分别办理要填 9 项，合并后 7 项", "材料 3 份，现在要交 1 份", "另有 1 份要看填写内容", "未核实：虚构"]),
        ("en", ["9 questions when handled separately, 7 in one form", "3 materials before, 1 to be handed in now", "unverified: made up"]),
    ],
)
def test_the_form_as_a_table(tmp_path: Path, language: str, words: list[str]) -> None:
    with speaking("zh" if language == "zh" else "en"):
        result = RUN.invoke(app, ["form", "made", "--pack", str(write(tmp_path))], catch_exceptions=False)
    assert [each for each in words if each not in result.stdout] == []


def test_the_form_as_a_schema(tmp_path: Path) -> None:
    result = RUN.invoke(app, ["form", "made", "--pack", str(write(tmp_path)), "--schema"], catch_exceptions=False)
    schema = json.loads(result.stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    checker = jsonschema.Draft202012Validator(schema)
    whole = {"firm": "甲", "power": 50, "digs": False, "services": ["voice"]}
    assert [checker.is_valid(whole | more) for more in ({}, {"power": 100}, {"power": 100, "grade": "low"}, {"x": 1})] == [
        True,
        False,
        True,
        False,
    ]


@pytest.mark.django_db
def test_what_a_home_has_in_force(tmp_path: Path) -> None:
    load(tmp_path)
    assert definition_in_force("made").affair.edition == "1"
    with pytest.raises(UnknownAffair) as refused:
        definition_in_force("mode")
    assert refused.value.said_cure.en == "use one of: made"


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        (["form", "mode", "--pack", "{pack}"], UnknownAffair),
        (["form", "made", "--pack", "no-such-pack"], NotInPack),
        (["check", "{pack}/nothing.yaml"], NotInPack),
    ],
)
def test_what_is_refused(tmp_path: Path, words: list[str], refusal: type[Refusal]) -> None:
    pack = str(write(tmp_path))
    with pytest.raises(refusal):
        RUN.invoke(app, [each.replace("{pack}", pack) for each in words], catch_exceptions=False)


def test_a_matter_that_cannot_be_chosen_and_a_pack_with_faults(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        RUN.invoke(app, ["form", "made", "--pack", str(write(tmp_path)), "--matters", "power,road"], catch_exceptions=False)
    assert refused.value.code == "affairs.unknown_matter"
    with pytest.raises(FaultyPack):
        faulty = write(tmp_path, affairs__made=AFFAIR.replace("profile: usual", "profile: usaul"))
        RUN.invoke(app, ["form", "made", "--pack", str(faulty)], catch_exceptions=False)


def test_check_explains_each_fault_and_exits_with_one(tmp_path: Path) -> None:
    root = write(tmp_path, affairs__made=AFFAIR.replace("becomes: list", "becomes: lisst"), affairs__other=AFFAIR)
    whole = RUN.invoke(app, ["check", str(root)])
    assert whole.exit_code == 1
    assert "made-up/affairs/made.yaml:19:45: 没有这个材料：“lisst”" in whole.stdout.replace("\n", "")
    assert whole.stdout.rstrip().endswith("2 个联办事项，8 个字段，2 处错误")
    one = RUN.invoke(app, ["check", str(root / "affairs" / "other.yaml"), "--format", "json"])
    assert (one.exit_code, json.loads(one.stdout)) == (0, {"affairs": 1, "concepts": 8, "faults": []})
