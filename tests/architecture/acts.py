"""The form of an act: keyword-only, `by` an actor, documented, one transaction, its event in the audit trail."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache

from .reading import Function, SourceFile, Tree

RECORD = re.compile(r"dukou\.audit\.actions(\.\w+)*\.record")
ACTORS = ("Actor", "Viewer")  # a viewer is an actor with the rights by which the act itself judges
ACT = re.compile(r"dukou\.(?P<room>\w+)\.actions(\.\w+)*\.(?P<verb>[a-z]\w*)")


def acts(tree: Tree) -> Iterator[tuple[SourceFile, Function]]:
    """Every act of the house: the public functions of `actions`. A module `_…` of the package holds steps that several acts share."""
    for file in tree.parts("actions"):
        if file.path.stem.startswith("_") and file.path.stem != "__init__":
            continue
        for node in file.tree.body:
            if isinstance(node, Function) and not node.name.startswith("_"):
                yield file, node


def badly_called(tree: Tree) -> list[str]:
    """Acts that take an argument by position, or no `by: Actor`."""
    found = []
    for file, act in acts(tree):
        named = {argument.arg: argument.annotation for argument in act.args.kwonlyargs}
        if act.args.posonlyargs or act.args.args or act.args.vararg:
            found.append(f"{file.at(act.lineno)}: {act.name} takes arguments by position")
        if "by" not in named or not ast.unparse(named["by"] or ast.Constant("")).endswith(ACTORS):
            found.append(f"{file.at(act.lineno)}: {act.name} has no keyword `by: Actor`")
    return found


def undocumented(tree: Tree) -> list[str]:
    """Acts and modules of acts without a docstring."""
    found = [
        f"{file.at(1)}: module without docstring"
        for file in tree.parts("actions")
        if file.text.strip() and not ast.get_docstring(file.tree)
    ]
    return found + [f"{file.at(act.lineno)}: {act.name} has no docstring" for file, act in acts(tree) if not ast.get_docstring(act)]


def unaudited(tree: Tree) -> list[str]:
    """Acts from which no `audit.actions.record` can be reached: by own steps, by another act, or by a hook that audit listens to."""
    return [f"{file.at(act.lineno)}: {act.name} writes no audit event" for file, act in acts(tree) if not _is_audited(tree, file, act)]


def without_transaction(tree: Tree) -> list[str]:
    """Acts that neither open `transaction.atomic()` nor leave the writing to another act.

    `record` itself is left out: it insists on running inside the transaction of the act it tells of.
    """
    told = [(file, act) for file, act in acts(tree) if not RECORD.fullmatch(f"{file.name}.{act.name}")]
    return [f"{file.at(act.lineno)}: {act.name} opens no transaction" for file, act in told if not _is_atomic(tree, file, act)]


def _is_audited(tree: Tree, file: SourceFile, act: Function) -> bool:
    reached = reach(tree, file, act)
    own = f"{file.name}.{act.name}"
    if any(RECORD.fullmatch(name) for name in [own, *reached]) or _other_acts(tree, own, reached):
        return True
    listened = " ".join(listener.text for listener in tree.files if listener.room == "audit" and not listener.is_test)
    return any(name.endswith(".announce") and f"{name.split('.')[-2]}.listen" in listened for name in reached)


def _is_atomic(tree: Tree, file: SourceFile, act: Function) -> bool:
    reached = reach(tree, file, act)
    others = _other_acts(tree, f"{file.name}.{act.name}", reached)
    return any(name.endswith("transaction.atomic") for name in reached) or any(not RECORD.fullmatch(name) for name in others)


def _other_acts(tree: Tree, own: str, reached: set[str]) -> list[str]:
    """The acts among `reached`, wherever their room's `actions` is a package that hands them on under a shorter name."""
    known = {(file.room, act.name) for file, act in acts(tree)}
    matches = ((name, ACT.fullmatch(name)) for name in reached if name != own)
    return [name for name, match in matches if match and (match["room"], match["verb"]) in known]


def reach(tree: Tree, file: SourceFile, start: Function) -> set[str]:
    """Every dotted name that `start` uses, itself or through functions and methods of its room's actions."""
    bodies = _bodies(tree, file.room)
    reached: set[str] = set()
    waiting: list[tuple[SourceFile, ast.AST]] = [(file, start)]
    while waiting:
        here, node = waiting.pop()
        for name in _names(here, node) - reached:
            reached.add(name)
            waiting += bodies.get(name, []) or bodies.get(f".{name.rsplit('.', 1)[-1]}", [])
    return reached


@cache
def _bodies(tree: Tree, room: str) -> dict[str, list[tuple[SourceFile, ast.AST]]]:
    """Functions of a room's actions by dotted name, methods by `.name` alone, since the class of a value is not known here."""
    found: dict[str, list[tuple[SourceFile, ast.AST]]] = {}
    for file in tree.parts("actions"):
        if file.room != room:
            continue
        for node in file.tree.body:
            if isinstance(node, Function):
                found.setdefault(f"{file.name}.{node.name}", []).append((file, node))
            elif isinstance(node, ast.ClassDef):
                for method in node.body:
                    if isinstance(method, Function):
                        found.setdefault(f".{method.name}", []).append((file, method))
    return found


@cache
def _names(file: SourceFile, node: ast.AST) -> set[str]:
    bindings = file.bindings()
    found: set[str] = set()
    for each in ast.walk(node):
        if isinstance(each, ast.Name | ast.Attribute):
            root, _, rest = ast.unparse(each).partition(".")
            if re.fullmatch(r"[\w.]+", f"{root}.{rest}"):
                base = bindings.get(root, f"{file.name}.{root}")
                found.add(f"{base}.{rest}" if rest else base)
    return found
