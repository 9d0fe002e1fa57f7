"""Every act that the trail may hold is called by words: which short names the source records, and which the rooms say."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from .reading import SourceFile, Tree

SHORT_NAME = re.compile(r"[a-z_]+\.[a-z_]+")


def recorded(tree: Tree) -> dict[str, str]:
    """Every short name given as `act`, by keyword, by place or by a constant ACT, with where it stands."""
    found: dict[str, str] = {}
    places = {(file.room, name): place for file in tree.files if not file.is_test for name, place in _takers(file)}
    for file in (each for each in tree.files if not each.is_test):
        for expression in _given(file, places):
            for name in _short_names(expression):
                found.setdefault(name, file.at(expression.lineno))
    return found


def _takers(file: SourceFile) -> Iterator[tuple[str, int]]:
    """Functions that take `act` by position, with its place."""
    for function in file.functions():
        names = [argument.arg for argument in (*function.args.posonlyargs, *function.args.args)]
        if "act" in names:
            yield function.name, names.index("act")


def _given(file: SourceFile, places: dict[tuple[str, str], int]) -> Iterator[ast.expr]:
    """The expressions that stand for `act` in one file."""
    for node in ast.walk(file.tree):
        if isinstance(node, ast.Call):
            yield from (each.value for each in node.keywords if each.arg == "act")
            place = places.get((file.room, ast.unparse(node.func).rpartition(".")[2]))
            if place is not None and place < len(node.args):
                yield node.args[place]
        elif isinstance(node, ast.Assign) and any(isinstance(each, ast.Name) and each.id.lower() == "act" for each in node.targets):
            yield node.value


def _short_names(expression: ast.expr) -> Iterator[str]:
    for node in ast.walk(expression):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SHORT_NAME.fullmatch(node.value):
            yield node.value
