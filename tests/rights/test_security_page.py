"""SECURITY.md names tests: each is there, and each point of the standard has its line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NAMED = sorted(set(re.findall(r"`((?:src|tests)/[\w/]+\.py)(?:::(\w+))?`", (ROOT / "SECURITY.md").read_text(encoding="utf-8"))))


@pytest.mark.parametrize(("path", "name"), NAMED, ids=lambda part: part)
def test_each_test_that_is_named_is_there(path: str, name: str) -> None:
    text = (ROOT / path).read_text(encoding="utf-8")
    assert re.search(rf"^def {name}\(" if name else r"^def test_", text, re.MULTILINE)


def test_each_point_of_the_standard_has_its_line() -> None:
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    assert {int(each) for each in re.findall(r"^\| 8\.1\.4\.(\d+) ", text, re.MULTILINE)} == set(range(1, 12))
