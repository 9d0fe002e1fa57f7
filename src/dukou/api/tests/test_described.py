"""The description: printed, served and explained alike; and no other verb waits for the API's framework."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client
from django.urls import resolve
from typer.testing import CliRunner

from dukou.api.commands import app
from dukou.api.described import chapters
from dukou.api.root import API
from dukou.api.tests.calling import ROOT
from dukou.kit.core.labels import speaking

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
    assert len(addresses) == 4
    assert {resolve(address).url_name for address in addresses} == {"clusters", "firms", "found_firms"}


def test_the_command_line_starts_without_the_framework() -> None:
    script = (
        "import os, sys; os.environ['DJANGO_SETTINGS_MODULE'] = 'dukou.settings'; import django; django.setup();"
        "from dukou.cli.main import shell; shell(); sys.exit('ninja' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
