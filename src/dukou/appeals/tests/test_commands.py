"""`dukou appeals`: filed, accepted, dispatched and replied to as on the pages, by who is named; lists of visits whole or not at all."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
import typer
from django.db import transaction
from django.utils import timezone
from typer.testing import CliRunner

from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import NotPermitted
from dukou.appeals.actions.refusals import OthersStillAt
from dukou.appeals.commands import app
from dukou.appeals.models import Appeal
from dukou.appeals.tests.made_up import agent, district, filed, firm, officer
from dukou.casework.models import CaseEvent, Message
from dukou.enterprises.core.entries import Entry
from dukou.enterprises.queries.the_one import NotOneFirm, key_of_firm_named
from dukou.enterprises.register import add
from dukou.enterprises.tests.made_up import HOW
from dukou.kit.callers import called_by
from dukou.kit.core.actors import Actor
from dukou.kit.core.refusals import Refusal
from dukou.kit.sheets.headed import RowsHaveFaults

pytestmark = pytest.mark.django_db
shell = typer.Typer()
shell.add_typer(app, name="appeals")
NAME = "虚构甲厂"
VISIT = {"enterprise": NAME, "subject": "迁移变压器", "text": "厂区用电需要迁移变压器", "visitor": "虚构专员", "topic": "power"}


def ran(*words: str, who: str = "") -> Any:
    """What a command answers, run by the operator or by a person."""
    with called_by(Actor("person", who) if who else Actor("cli", "operator")):
        made = CliRunner().invoke(shell, ["appeals", *words, "--format", "json"])
    if isinstance(made.exception, Refusal):
        raise made.exception
    assert made.exit_code == 0, made.output
    return json.loads(made.stdout)


def sheet(folder: Path, *rows: dict[str, str]) -> str:
    path = folder / "visits.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["enterprise", "subject", "text", "visited_on", "visitor", "topic", "contact", "phone"])
        writer.writeheader()
        writer.writerows({"visited_on": f"{timezone.localdate()}"} | row for row in rows)
    return str(path)


def test_from_filing_to_the_reply() -> None:
    district()
    firm(NAME)
    officer("clerk", Role.WINDOW_CLERK, "window")
    officer("lead", Role.DEPARTMENT_OFFICER, "power")
    number = str(
        ran("file", "--firm", NAME, "--title", "迁改线路", "--text", "线路影响封顶", "--phone", "023-00000000", who="clerk")["number"]
    )
    told = [
        ran("accept", number, "--grade", "hard", who="clerk"),
        ran("dispatch", number, "--lead", "power", "--assisting", "social", "--separate", "green", who="clerk"),
    ]
    assert [each["state"] for each in told] == ["accepted", "dispatched"]
    assert [row["number"] for row in ran("list", "--unit", "power", who="lead")] == [int(number)]
    seen = ran("show", number, who="lead")
    assert (seen["grade"]["zh"], seen["contact"]["phone"], len(seen["legs"])) == ("虚构", "023-00000000", 3)
    with pytest.raises(OthersStillAt):
        ran("reply", number, "--verdict", "solved", "--text", "好了", "--done", "迁改", who="lead")
    planned = ran("reply", number, "--verdict", "on_plan", "--text", "列入计划", "--promised-on", "2035-01-02", who="lead")
    assert planned["state"] == "on_plan"


def test_a_part_of_a_name_or_a_short_name_files_for_nobody() -> None:
    """As on the page: who is told of an appeal at once is never guessed. The register finds the firm by the short name all the same."""
    district()
    with transaction.atomic():
        (made,) = add([Entry(name="示例市科福桂光电有限公司", short_names=("科福桂",))], HOW)
    asked = ("--title", "停电", "--text", "今天停电")
    clerk = officer("clerk", Role.WINDOW_CLERK, "window")
    for told in ("科福桂", "福桂光电"):
        with pytest.raises(NotOneFirm) as refused:
            ran("file", "--firm", told, *asked, who="clerk")
        assert made.name in str(refused.value.said_why)
    assert (key_of_firm_named(clerk, "科福桂"), Appeal.objects.count(), Message.objects.count()) == (made.key, 0, 0)
    numbers = [ran("file", "--firm", told, *asked, who="clerk")["number"] for told in (made.name, made.key)]
    assert list(Appeal.objects.order_by("pk").values_list("pk", "enterprise")) == [(number, made.pk) for number in numbers]


def test_a_person_does_no_more_than_on_the_pages() -> None:
    district()
    made = firm(NAME)
    number = str(filed(agent(made), made).pk)
    officer("lead", Role.DEPARTMENT_OFFICER, "power")
    with pytest.raises(NotPermitted):
        ran("accept", number, who="lead")
    with pytest.raises(Refusal):
        ran("show", number, who="lead")
    assert ran("list", who="lead") == []


def test_a_list_of_visits_is_taken_in_whole_or_names_every_bad_row(tmp_path: Path) -> None:
    district()
    firm(NAME)
    with pytest.raises(RowsHaveFaults) as refused:
        ran("visits", sheet(tmp_path, VISIT, VISIT | {"enterprise": "没有的厂"}, VISIT | {"subject": "用水"}, VISIT | {"subject": ""}))
    assert [fault.place.line for fault in refused.value.faults] == [3, 5]
    assert (Appeal.objects.count(), CaseEvent.objects.count()) == (0, 0)
    told = ran("visits", sheet(tmp_path, VISIT, VISIT | {"subject": "用水"}))
    assert told["numbers"] == list(Appeal.objects.order_by("pk").values_list("pk", flat=True))
    assert told["filed"] == CaseEvent.objects.count() == 2


def test_a_list_of_visits_is_told_to_the_window_and_each_firm_of_its_own(tmp_path: Path) -> None:
    district()
    one, other = firm(NAME), firm("虚构乙厂")
    agents = [agent(one), agent(other, "agent-2")]
    window, clerk = officer("window", Role.WINDOW_CLERK, "window"), officer("clerk", Role.WINDOW_CLERK, "window")
    rows = [VISIT, VISIT | {"subject": "用水", "enterprise": "虚构乙厂"}, VISIT | {"subject": "修路"}]
    first, second, third = ran("visits", sheet(tmp_path, *rows), who="clerk")["numbers"]
    told = {viewer.key: list(Message.objects.filter(person=viewer.person_id).order_by("pk").values_list("zh", flat=True))
            for viewer in (*agents, window, clerk)}  # fmt: skip
    assert told == {
        "person:agent": [f"已代贵企业提交第 {first} 号诉求：迁移变压器", f"已代贵企业提交第 {third} 号诉求：修路"],
        "person:agent-2": [f"已代贵企业提交第 {second} 号诉求：用水"],
        "person:window": [f"导入走访清单，新诉求 3 件：第 {first}—{third} 号"],
        "person:clerk": [],
    }
