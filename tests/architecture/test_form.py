"""Sizes, annotations, names and docstrings, in the whole house; the fixture trees show that each rule bites."""

from __future__ import annotations

from pathlib import Path

from .form import drawers, too_long, undocumented, untyped, whole_house_files
from .reading import HOUSE, SourceFile, Tree

EVERYTHING = HOUSE.files + whole_house_files()


def test_files_and_functions_stay_short() -> None:
    assert too_long(EVERYTHING) == []


def test_every_function_is_typed() -> None:
    assert untyped(EVERYTHING) == []


def test_no_module_is_a_drawer() -> None:
    assert drawers(EVERYTHING) == []


def test_every_public_thing_says_what_it_is() -> None:
    assert undocumented(HOUSE) == []


def test_planted_faults_of_form_are_named(tmp_path: Path) -> None:
    _file(tmp_path, "long", '"""Long."""\n' + "x = 1\n" * 300)
    _file(tmp_path, "deep", '"""Deep."""\ndef deep() -> None:\n    """Deep."""\n' + "    x = 1\n" * 39)
    _file(tmp_path, "bare", '"""Bare."""\ndef _bare(x) -> None: ...\ndef _open(*, x: int): ...')
    _file(tmp_path, "utils", "class Mute: ...\ndef silent() -> None: ...")
    tree = Tree(tmp_path / "src")
    assert too_long(tree.files) == [f"{_at('long')}:1: 301 lines", f"{_at('deep')}:2: deep has 41 lines"]
    assert untyped(tree.files) == [f"{_at('bare')}:2: _bare", f"{_at('bare')}:3: _open"]
    assert drawers(tree.files) == [f"{_at('utils')}:1"]
    assert undocumented(tree) == [f"{_at('utils')}:1: module", f"{_at('utils')}:1: Mute", f"{_at('utils')}:2: silent"]


def test_a_file_at_the_limits_passes(tmp_path: Path) -> None:
    body = '"""Just."""\ndef just(self: int, *rest: int) -> None:\n    """Just."""\n' + "    x = 1\n" * 38
    file = _file(tmp_path, "just", body + "# end\n" * (300 - body.count("\n")))
    assert too_long([file]) == untyped([file]) == drawers([file]) == []


def _file(folder: Path, name: str, text: str) -> SourceFile:
    path = folder / "src" / "dukou" / "gossip" / f"{name}.py"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return SourceFile(f"dukou.gossip.{name}", path, folder / "src")


def _at(name: str) -> str:
    return f"src/dukou/gossip/{name}.py"
