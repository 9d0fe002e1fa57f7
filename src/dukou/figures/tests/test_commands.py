"""`dukou figures`: a subject that is not there is another thing than one without figures."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from dukou.figures.commands import NothingToList, app
from dukou.figures.tests.made_up import load

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def made_up_district(tmp_path: Path) -> None:
    load(tmp_path)


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (["--of", "enterprise/nobody"], "没有主体“enterprise/nobody”"),
        (["--of", "nope"], "没有主体“nope”"),
        (["--indicator", "x"], "没有指标“x”"),
    ],
)
def test_what_is_not_there_is_refused(asked: list[str], why: str) -> None:
    refused = CliRunner().invoke(app, ["list", *asked]).exception
    assert isinstance(refused, NothingToList) and refused.said_why.zh == why


def test_a_subject_without_figures_is_an_empty_list() -> None:
    listed = CliRunner().invoke(app, ["list", "--of", "district/made-up", "--format", "json"])
    assert (listed.exit_code, listed.output.strip()) == (0, "[]")
