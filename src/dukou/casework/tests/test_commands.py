"""`dukou clock due | verify | calendars`, with and without a home."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from dukou.casework.commands import BadOffice, BadStart, NoReceiptFile, OneBudget, app, without_home
from dukou.casework.core.calendars import OutsideCalendar, UnknownCalendar
from dukou.casework.core.receipts import BadReceipt, seal
from dukou.casework.tests.calendars_made import cn
from dukou.casework.tests.packs_made import CALENDARS, YEAR, load
from dukou.kit.core.homes import Home, HomeFile
from dukou.kit.core.labels import speaking
from dukou.kit.core.refusals import Refusal

shell = typer.Typer()
shell.add_typer(app, name="clock")


@pytest.fixture(autouse=True)
def no_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a home, until a test builds one."""
    monkeypatch.setenv("DUKOU_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "160")


@pytest.fixture
def home(tmp_path: Path, db: None) -> None:
    """A home whose pack has the calendar `made`."""
    there = Home(tmp_path / "home")
    there.prepare()
    there.write(HomeFile(pack="made-up"))
    load(tmp_path)


def said(*words: str, code: int = 0, stdin: str | None = None) -> str:
    """What a command wrote; a refusal is raised as it is."""
    ran = CliRunner().invoke(shell, ["clock", *words], input=stdin)
    if isinstance(ran.exception, Refusal):
        raise ran.exception
    assert ran.exit_code == code, ran.output
    return ran.stdout


def due(*words: str) -> Any:
    return json.loads(said("due", *words, "--format", "json"))


def test_the_issues_own_example() -> None:
    found = due("--start", "2026-09-24", "--workdays", "5")
    assert list(found) == ["due", "firm", "receipt"]
    assert (found["due"], found["firm"]) == ("2026-10-09", True)
    assert (found["receipt"]["start"], found["receipt"]["calendar"]["version"]) == ("2026-09-24T00:00:00+08:00", cn().version)


def test_what_people_read() -> None:
    with speaking("en"):
        lines = said("due", "--start", "2026-12-24", "--workdays", "4").splitlines()
    assert lines[0] == "due 2026-12-30 (provisional: the notice of that time is not loaded), too late from 2026-12-31 00:00"
    cells = [[cell.strip() for cell in line.strip("│").split("│")] for line in lines if line.startswith("│")]
    assert cells == [
        ["2026-12-24 Thu", "the day of receipt, not counted", ""],
        ["2026-12-25 Fri", "working day", "1"],
        ["2026-12-26 Sat", "weekend", ""],
        ["2026-12-27 Sun", "weekend", ""],
        ["2026-12-28 Mon", "working day", "2"],
        ["2026-12-29 Tue", "working day · provisional", "3"],
        ["2026-12-30 Wed", "working day · provisional", "4"],
    ]


@pytest.mark.parametrize(
    ("words", "at"),
    [
        (["2026-09-24", "--days", "7"], "2026-10-09T00:00:00+08:00"),
        (["2026-09-24", "--days", "7", "--no-rolls"], "2026-10-02T00:00:00+08:00"),
        (["2026-09-24", "--workdays", "1", "--first-day-counts"], "2026-09-25T00:00:00+08:00"),
        (["2026-09-24T18:30", "--workdays", "1", "--late-is-next-day", "--ends-at-close"], "2026-09-29T18:00:00+08:00"),
        (["2026-09-24", "--hours", "24"], "2026-09-25T00:00:00+08:00"),
        (["2026-09-24T15:30", "--hours", "2"], "2026-09-24T17:30:00+08:00"),
        (["2026-09-24T07:30+00:00", "--hours", "2"], "2026-09-24T17:30:00+08:00"),
        (["2026-09-24T15:30", "--office-hours", "4"], "2026-09-28T10:30:00+08:00"),
        (["2026-09-24T15:30", "--office-hours", "4", "--office", "08:30-12:00,13:00-16:00"], "2026-09-28T12:00:00+08:00"),
    ],
)
def test_units_and_conventions(words: list[str], at: str) -> None:
    assert due("--start", *words)["receipt"]["due_at"] == at


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        (["2026-09-24"], OneBudget),
        (["2026-09-24", "--workdays", "5", "--days", "5"], OneBudget),
        (["2026-09-24", "--workdays", "0"], OneBudget),
        (["2026-09-24", "--hours", "-3"], OneBudget),
        (["2026-09-24", "--days", "99999999999"], OneBudget),
        (["24.9.2026", "--workdays", "5"], BadStart),
        (["2026-02-30", "--workdays", "5"], BadStart),
        (["2026-09-24", "--workdays", "5", "--office", "09:00-08:00"], BadOffice),
        (["2026-09-24", "--workdays", "5", "--office", ""], BadOffice),
        (["2026-09-24", "--workdays", "5", "--calendar", "china"], UnknownCalendar),
        (["2003-09-24", "--workdays", "5"], OutsideCalendar),
        (["2026-09-24", "--workdays", "9000"], OutsideCalendar),
        (["9999-12-31", "--days", "1"], OutsideCalendar),
    ],
)
def test_what_cannot_be_reckoned_is_refused(words: list[str], refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        due("--start", *words)


def test_a_receipt_is_verified_from_a_file_and_from_a_pipe(tmp_path: Path) -> None:
    found = due("--start", "2026-09-24", "--workdays", "5")
    path = tmp_path / "receipt.json"
    for told in (found, found["receipt"]):
        path.write_text(json.dumps(told), encoding="utf-8")
        assert said("verify", str(path)) == "相符：期限 2026-10-09\n"
        assert said("verify", "-", stdin=json.dumps(told)) == "相符：期限 2026-10-09\n"


def test_a_doctored_receipt_is_told_place_by_place() -> None:
    body = due("--start", "2026-09-24", "--workdays", "5")["receipt"] | {"due": "2026-10-12"}
    body |= {"seal": seal(body)}
    told = json.loads(said("verify", "-", "--format", "json", stdin=json.dumps(body), code=1))
    assert (told["holds"], told["discrepancies"]) == (False, [{"place": "due", "said": "2026-10-12", "reckoned": "2026-10-09"}])
    assert "有 1 处不符" in said("verify", "-", stdin=json.dumps(body), code=1)


@pytest.mark.parametrize(
    ("text", "refusal"),
    [("{", NoReceiptFile), ("", NoReceiptFile), ("{}", BadReceipt), ("[]", BadReceipt), ('{"receipt": 3}', BadReceipt), ("7", BadReceipt)],
)
def test_what_is_no_receipt_is_refused(text: str, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        said("verify", "-", stdin=text)
    with pytest.raises(NoReceiptFile):
        said("verify", "no-such-file.json")


def test_calendars_are_listed_without_a_home() -> None:
    rows = json.loads(said("calendars", "--format", "json"))
    assert [row["year"] for row in rows] == list(range(2004, 2027))
    assert rows[-1] == {
        "calendar": "cn",
        "year": 2026,
        "notice": "国办发明电〔2025〕7号",
        "holidays": 33,
        "make_up": 6,
        "firm_until": "2026-12-28",
        "number": {"zh": "随程序", "en": "shipped"},
    }


@pytest.mark.usefixtures("home")
def test_with_a_home_its_own_calendar_in_force_is_used(tmp_path: Path) -> None:
    before = due("--start", "2026-12-30", "--workdays", "1", "--calendar", "made")
    load(tmp_path, CALENDARS + YEAR.format(year=2027, holidays="{name: {zh: 虚构, en: made up}, from: 2026-12-31, until: 2027-01-01}"))
    after = due("--start", "2026-12-30", "--workdays", "1", "--calendar", "made")
    assert [(found["due"], found["firm"]) for found in (before, after)] == [("2026-12-31", False), ("2027-01-04", True)]
    told = said("verify", "-", stdin=json.dumps(before), code=1)
    assert told.startswith("有 7 处不符。凭据出自日历的另一版本；暂定的日子可能已由后来的通知改变\n")
    assert {(row["year"], row["number"]) for row in json.loads(said("calendars", "--format", "json"))} == {(2025, 2), (2026, 2), (2027, 2)}
    with pytest.raises(UnknownCalendar):
        due("--start", "2026-12-30", "--workdays", "1")  # this home's pack has no calendar `cn`, and none is put in its place


def test_every_verb_works_without_a_home_but_those_about_cases() -> None:
    verbs = {command.name or command.callback.__name__ for command in app.registered_commands if command.callback}
    assert verbs - without_home == {"sweep", "reproject", "replay"}
