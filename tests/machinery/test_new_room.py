"""`make new-room` in a copy of the house: the floors refuse the room until it has its two words, and with them everything holds."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS, FILES = ("src", "tools", "tests", "docs", "packs"), ("Makefile", "pyproject.toml", "conftest.py", "GLOSSARY.md")
TWO_WORDS = (
    ("src/dukou/settings.py", '"chains", ', '"chains", "permits", '),
    ("pyproject.toml", '  "chains",\n', '  "permits",\n  "chains",\n'),
)
# what must pass with nothing else touched; reference pages are made from the code, so `make docs` goes before
PROOFS = (
    "src/dukou/permits",
    "tests/rights/test_walk.py::test_each_route_declares_who_may_enter",
    "tests/browser/test_accessibility.py::test_every_route_has_a_line_here",
    "tests/rights/test_others.py::test_each_route_with_a_key_is_tried_or_says_why_not",
    "tests/architecture/test_acts.py::test_every_act_has_the_form_of_an_act",
    "tests/architecture/test_floors.py",
    "tests/architecture/test_form.py",
    "tests/architecture/test_glossary.py",
    "tests/architecture/test_models.py",
    "tests/architecture/test_reference.py",
    "tests/architecture/test_words.py",
)


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the house without its environment."""
    return copied(tmp_path)


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One for all tests after which it is as it was: each of them looks."""
    return copied(tmp_path_factory.mktemp("house"))


def copied(to: Path) -> Path:
    for folder in FOLDERS:
        shutil.copytree(ROOT / folder, to / folder, ignore=shutil.ignore_patterns("*.egg-info"))
    for name in FILES:
        shutil.copy(ROOT / name, to / name)
    return to


def run(house: Path, *command: str, **more: str) -> tuple[int, str]:
    """Exit code and everything written; the code is the copy's."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DUKOU_", "DJANGO_", "PYTEST_"))}
    environment = kept | {"PYTHONPATH": str(house / "src"), **more}
    done = subprocess.run(command, cwd=house, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def new_room(house: Path, name: str, zh: str = "许可") -> tuple[int, str]:
    return run(house, "make", "--no-print-directory", "new-room", f"NAME={name}", f"ZH={zh}", f"RUN={sys.executable}")


def lint(house: Path) -> tuple[int, str]:
    return run(house, sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()", "--no-cache")


def test_a_new_room_is_refused_by_the_floors_until_it_has_its_words_and_then_everything_holds(house: Path) -> None:
    code, said = new_room(house, "permits")
    assert code == 0, said
    assert "src/dukou/settings.py" in said and "pyproject.toml" in said
    code, said = lint(house)
    assert code != 0 and "permits" in said
    for name, before, after in TWO_WORDS:
        text = (house / name).read_text(encoding="utf-8")
        assert text.count(before) == 1
        (house / name).write_text(text.replace(before, after), encoding="utf-8")
    code, said = lint(house)
    assert code == 0, said
    code, said = run(house, sys.executable, "docs/reference/make.py", DUKOU_HOME=str(house / "home"))
    assert code == 0, said
    assert "`/permits/`" in (house / "docs/reference/rights.md").read_text(encoding="utf-8")
    code, said = run(house, sys.executable, "-m", "pytest", "-n0", "-q", "-p", "no:cacheprovider", *PROOFS)
    assert code == 0, said
    drawn = run(house, sys.executable, "-m", "django", "makemigrations", "--check", "--dry-run", DJANGO_SETTINGS_MODULE="dukou.settings")
    assert drawn[0] == 0, drawn[1]


def everything_in(folder: Path) -> dict[str, bytes]:
    """The tree; what the tool compiles of itself is not counted."""
    found = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


@pytest.mark.parametrize("name", ["", "kit", "Permits", "my-room", "../x", "1st"])
def test_a_name_that_is_taken_or_cannot_be_one_is_refused(untouched: Path, name: str) -> None:
    before = everything_in(untouched)
    assert new_room(untouched, name)[0] != 0
    assert everything_in(untouched) == before


def test_a_room_needs_its_chinese_name(untouched: Path) -> None:
    before = everything_in(untouched)
    assert new_room(untouched, "permits", zh="")[0] != 0
    assert everything_in(untouched) == before
