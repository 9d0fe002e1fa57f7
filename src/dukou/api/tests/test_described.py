"""The description: printed, served and explained alike; and no other verb waits for the API's framework."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import resolve
from typer.testing import CliRunner

from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import command_line_viewer
from dukou.api.commands import app
from dukou.api.described import chapters
from dukou.api.root import API
from dukou.api.tests.calling import ROOT, program
from dukou.briefing.queries import as_json as told_brief
from dukou.briefing.queries import gathered
from dukou.clusters.queries import standing_of
from dukou.clusters.tests.made_up import load
from dukou.figures.tests.made_up import KNOWN
from dukou.kit.core.labels import speaking
from dukou.kit.output import as_json

HOWTO = Path(__file__).parents[4] / "docs" / "howto" / "use-the-api.md"


@pytest.mark.django_db
def test_what_is_printed_is_what_is_served(client: Client) -> None:
    printed = CliRunner().invoke(app, ["schema"]).output
    assert json.loads(printed) == client.get(f"{ROOT}/openapi.json").json()


def test_people_read_of_every_operation_what_it_takes_and_gives() -> None:
    schema = API.get_openapi_schema()
    told = {(each.method, each.address): each for chapter in chapters(schema) for each in chapter.operations}
    assert told.keys() == {(method.upper(), path) for path, methods in schema["paths"].items() for method in methods}
    search = told["GET", "/api/v1/enterprises/search"]
    assert [(each.name, each.place, each.kind, each.is_required) for each in search.takes] == [
        ("text", "query", "string", True),
        ("limit", "query", "integer", False),
    ]
    assert [each.name for each in search.gives] == ["items", "items[].firm", "items[].hit", "items[].matched", "next"]
    with speaking("en"):
        assert (str(search.label), str(search.takes[1].about)) == ("Find firms", "At most so many on a page".lower())


def test_the_howto_names_addresses_that_are_there() -> None:
    addresses = re.findall(r"\$DUKOU(/api/\S*?)\"", HOWTO.read_text(encoding="utf-8"))
    assert len(addresses) == 9
    names = {"appeals", "clusters", "enter", "fields", "firm", "firms", "follow", "found_firms"}
    assert {resolve(address).url_name for address in addresses} == names


def test_the_command_line_starts_without_the_framework() -> None:
    script = (
        "import os, sys; os.environ['DJANGO_SETTINGS_MODULE'] = 'dukou.settings'; import django; django.setup();"
        "from dukou.cli.main import shell; shell(); sys.exit('ninja' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def loose(schema: Any, shape: Any, at: str, within: tuple[str, ...] = ()) -> list[str]:
    """Where a shape says no more than that something is an object or a list, or may be anything."""
    if "$ref" in shape:
        name = shape["$ref"].rpartition("/")[2]
        return [] if name in within else loose(schema, schema["components"]["schemas"][name], at, (*within, name))
    parts = [*shape.get("anyOf", ()), *([shape["items"]] if "items" in shape else ())]
    parts += [each for each in (shape.get("additionalProperties"),) if isinstance(each, dict)]
    named = {f"{at}.{name}": each for name, each in shape.get("properties", {}).items()}
    if not (parts or named or shape.get("enum") or shape.get("const") or shape.get("type") not in (None, "object", "array")):
        return [at]
    return [found for each in parts for found in loose(schema, each, f"{at}[]", within)] + [
        found for name, each in named.items() for found in loose(schema, each, name, within)
    ]


def test_every_answer_is_described_to_its_last_field() -> None:
    schema = API.get_openapi_schema()
    answers = {
        f"{method} {path} {status}": next(iter(answer["content"].values()))["schema"]
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
        for status, answer in operation["responses"].items()
    }
    assert len(answers) > 100
    told_by_themselves = ["get /api/v1/affairs/offers/{slug}/form 200.form_schema[]"]  # a JSON Schema: what it holds it says itself
    assert [found for at, shape in answers.items() for found in loose(schema, shape, at)] == told_by_themselves
    assert loose(schema, {"type": "object", "properties": {"a": {"type": "array", "items": {}}}}, "x") == ["x.a[]"]


@pytest.mark.django_db
def test_clusters_and_brief_are_told_as_on_the_command_line(tmp_path: Path) -> None:
    load(tmp_path)
    officer, viewer = program("officer", Role.INDUSTRY_OFFICER), command_line_viewer("officer")
    district, _, findings = gathered(viewer=viewer, known_on=KNOWN)
    standing = standing_of(viewer=viewer, slug="salt", known_on=KNOWN)
    assert standing and findings
    assert officer.get("/briefing", {"known_on": KNOWN}).json() == json.loads(as_json(told_brief(district, findings)))
    assert officer.get("/clusters", {"known_on": KNOWN}).json() == json.loads(as_json(district.as_dict()))
    assert officer.get("/clusters/salt", {"known_on": KNOWN}).json()["standing"] == json.loads(as_json(standing.as_dict()))
