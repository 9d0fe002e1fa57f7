"""`make new-room` in a copy of the house: the room loads, and the floors refuse it until it has its word."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of what a room needs: the code, the tools and the contracts."""
    for folder in ("src", "tools"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    for name in ("Makefile", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def run(house: Path, *command: str) -> tuple[int, str]:
    """Exit code and everything written; the code is the copy's."""
    environment = os.environ | {
        "PYTHONPATH": str(house / "src"),
        "DUKOU_HOME": str(house / "home"),
        "DJANGO_SETTINGS_MODULE": "dukou.settings",
    }
    done = subprocess.run(command, cwd=house, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def new_room(house: Path, name: str) -> tuple[int, str]:
    return run(house, "make", "--no-print-directory", "new-room", f"NAME={name}", f"RUN={sys.executable}")


def lint(house: Path) -> tuple[int, str]:
    return run(house, sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()", "--no-cache")


def test_a_new_room_is_refused_by_the_floors_until_it_has_its_word_and_then_loads(house: Path) -> None:
    code, said = new_room(house, "permits")
    assert code == 0, said
    assert "src/dukou/settings.py" in said and "pyproject.toml" in said
    code, said = lint(house)
    assert code != 0 and "permits" in said
    for path, before, after in (
        (house / "src/dukou/settings.py", '"clusters", ', '"clusters", "permits", '),
        (house / "pyproject.toml", '  "clusters",\n', '  "permits",\n  "clusters",\n'),
    ):
        text = path.read_text(encoding="utf-8")
        assert text.count(before) == 1
        path.write_text(text.replace(before, after), encoding="utf-8")
    code, said = lint(house)
    assert code == 0, said
    load = "import django; django.setup(); from django.apps import apps; print(apps.get_app_config('permits').name)"
    assert run(house, sys.executable, "-c", load) == (0, "dukou.permits\n")


@pytest.mark.parametrize("name", ["", "kit", "Permits", "my-room", "../x", "1st"])
def test_a_name_that_is_taken_or_cannot_be_one_is_refused(house: Path, name: str) -> None:
    before = sorted(path.name for path in (house / "src" / "dukou").iterdir())
    assert new_room(house, name)[0] != 0
    assert sorted(path.name for path in (house / "src" / "dukou").iterdir()) == before
