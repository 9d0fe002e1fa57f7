"""docs/howto/add-an-indicator.md: one file and its test, in a copy of the house whose other files stay as they are."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from tests.howto.following import ROOT, Follower, blocks_of

PAGE = ROOT / "docs" / "howto" / "add-an-indicator.md"


def test_who_follows_the_page_has_an_indicator_more(tmp_path: Path) -> None:
    for folder in ("src", "packs"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("*.egg-info"))
    for name in ("pyproject.toml", "conftest.py"):
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / "tests").mkdir()
    for path in (ROOT / "tests").glob("*.py"):  # what the root's conftest.py is made with
        if path.name != "conftest.py":
            shutil.copy(path, tmp_path / "tests")
    before = _files(tmp_path)
    follower = Follower(tmp_path, source=tmp_path / "src")
    python = tmp_path / ".venv" / "bin" / "python"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    for block in blocks_of(PAGE):
        follower.follow(block)
    added = ["core/indicators/reach.py", "tests/test_reach.py"]
    after = _files(tmp_path)
    assert sorted(after.keys() - before.keys()) == [f"src/dukou/clusters/{name}" for name in added]
    assert {name: text for name, text in after.items() if name in before} == before


def _files(folder: Path) -> dict[str, bytes]:
    found = (path for path in (folder / "src").rglob("*.py"))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}
