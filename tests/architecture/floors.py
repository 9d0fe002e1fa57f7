"""The import contracts of pyproject.toml, run over any tree, and the doors by which rooms may be entered."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

from .reading import PROJECT, SourceFile, Tree

LINT = "import sys; from importlinter import cli; sys.exit(cli.lint_imports(config_filename=sys.argv[1], no_cache=True, no_logo=True))"
FLOORS, PURE, LAYERS = "floors:", "pure core:", "layers:"  # the contracts, by how their names begin
OPEN_DOORS = {"queries", "actions", "core"}


def lint(source: Path) -> tuple[bool, str]:
    """Whether the contracts hold over the package `dukou` in `source`, and what import-linter says.

    A process of its own: in this one `dukou` is imported already, and a planted copy would never be looked at.
    """
    environment = os.environ | {"PYTHONPATH": str(source), "COLUMNS": "300", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-c", LINT, str(source.parent / "pyproject.toml")]
    ran = subprocess.run(command, env=environment, cwd=source.parent, capture_output=True, text=True, encoding="utf-8", check=False)
    return ran.returncode == 0, ran.stdout + ran.stderr


def verdicts(said: str) -> dict[str, str]:
    """KEPT or BROKEN of each contract, by the first word of its name."""
    found = (re.match(r"([^:]+:).* (KEPT|BROKEN)(?: \(\d+ ignored imports?\))?\s*$", line) for line in said.splitlines())
    return {match[1]: match[2] for match in found if match}


def broken(said: str) -> dict[str, str]:
    """What is said of each broken contract, by the first word of its name; blanks that only align are one."""
    parts = re.split(r"^([^:\n]+:) .*\n-{20,}\n", said.partition("\nBroken contracts\n")[2], flags=re.MULTILINE)
    return {name: re.sub(r"[^\S\n]+", " ", told) for name, told in zip(parts[1::2], parts[2::2], strict=True)}


def floors() -> list[list[str]]:
    """The floors as pyproject.toml lists them, highest first, each a list of neighbours."""
    settings = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    contract = next(each for each in settings["contracts"] if each["id"] == "floors")
    return [[word.strip(" ()") for word in layer.split("|")] for layer in contract["layers"]]


def foreign_entries(tree: Tree) -> list[str]:
    """Imports that enter another room otherwise than by its queries, actions or core.

    The kit is a library: all of it is open but its models. Tests may look into every room beneath theirs.
    """
    return [
        f"{file.at(line)}: {file.room} enters {target}"
        for file in tree.files
        if file.room and not file.is_test
        for target, line in file.imports()
        if _is_foreign_entry(file, target, tree.rooms)
    ]


def _is_foreign_entry(file: SourceFile, target: str, rooms: list[str]) -> bool:
    root, _, rest = target.partition(".")
    room, _, inner = rest.partition(".")
    part = inner.split(".")[0]
    if root != "dukou" or room == file.room or room not in rooms or not inner:
        return False
    return part == "models" if room == "kit" else part not in OPEN_DOORS


def models_by_the_back_door(tree: Tree) -> list[str]:
    """Calls of `get_model`, which would reach a foreign model past every import contract."""
    return [
        f"{file.at(number)}: get_model"
        for file in tree.files
        if file.room and not file.is_test
        for number, line in enumerate(file.text.splitlines(), 1)
        if "get_model(" in line
    ]
