"""The outer form of the code: sizes, annotations, names."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from .reading import PROJECT, Function, SourceFile, Tree

FILE_LINES, FUNCTION_LINES = 300, 40
DRAWERS = {"util", "utils", "helper", "helpers", "common", "misc"}


def whole_house_files() -> list[SourceFile]:
    """The modules outside `src`: whole-house tests, generators of documents, benches."""
    paths = [path for folder in ("tests", "docs", "bench") for path in sorted((PROJECT / folder).rglob("*.py"))]
    return [SourceFile(path.relative_to(PROJECT).with_suffix("").as_posix(), path, PROJECT / "src") for path in paths]


def place(file: SourceFile, line: int) -> str:
    """`src/…py:12` or `tests/…py:12`."""
    return f"{file.path.relative_to(file.source.parent)}:{line}"


def too_long(files: list[SourceFile]) -> list[str]:
    """Files above 300 lines and functions above 40."""
    found = [f"{place(file, 1)}: {lines} lines" for file in files if (lines := len(file.text.splitlines())) > FILE_LINES]
    for file, function in _functions(files):
        lines = (function.end_lineno or function.lineno) - function.lineno + 1
        if lines > FUNCTION_LINES:
            found.append(f"{place(file, function.lineno)}: {function.name} has {lines} lines")
    return found


def untyped(files: list[SourceFile]) -> list[str]:
    """Functions with an argument or a result that has no type."""
    return [f"{place(file, function.lineno)}: {function.name}" for file, function in _functions(files) if not _is_typed(function)]


def drawers(files: list[SourceFile]) -> list[str]:
    """Modules and packages named after nothing."""
    return [place(file, 1) for file in files if DRAWERS & set(file.path.with_suffix("").parts[-3:])]


def undocumented(tree: Tree) -> list[str]:
    """Modules, and public classes and functions at their top level, without a docstring (tests and empty packages left out)."""
    found = []
    for file in tree.files:
        if file.is_test or not file.text.strip():
            continue
        if not ast.get_docstring(file.tree):
            found.append(f"{place(file, 1)}: module")
        public = (node for node in file.tree.body if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"))
        found += [f"{place(file, node.lineno)}: {node.name}" for node in public if not ast.get_docstring(node)]
    return found


def _functions(files: list[SourceFile]) -> Iterator[tuple[SourceFile, Function]]:
    return ((file, function) for file in files for function in file.functions())


def _is_typed(function: Function) -> bool:
    arguments = function.args
    named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    bare = [each for each in named if each.annotation is None and each.arg not in ("self", "cls")]
    stars = [each for each in (arguments.vararg, arguments.kwarg) if each and each.annotation is None]
    return not bare and not stars and function.returns is not None
