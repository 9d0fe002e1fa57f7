"""Reads a source tree of the house (the real one, or a copy with a planted fault) without importing it."""

from __future__ import annotations

import ast
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class SourceFile:
    """One module: its dotted name below `dukou`, where it stands, and its syntax tree."""

    name: str
    path: Path
    source: Path

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, str(self.path))

    @property
    def room(self) -> str:
        """The room it stands in; empty for the wiring (settings, urls …)."""
        parts = self.path.relative_to(self.source / "dukou").parts
        return parts[0] if len(parts) > 1 else ""

    @property
    def part(self) -> str:
        """The file or folder of the room it belongs to: core, models, actions …"""
        parts = self.path.relative_to(self.source / "dukou").with_suffix("").parts
        return parts[1] if len(parts) > 1 else ""

    @property
    def is_test(self) -> bool:
        return self.part in ("tests", "conftest")

    def at(self, line: int) -> str:
        """`src/dukou/…py:12`, as violations are named."""
        return f"{self.path.relative_to(self.source.parent)}:{line}"

    def imports(self) -> Iterator[tuple[str, int]]:
        """Every dotted name imported, with its line; `from a import b` gives `a.b`."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((alias.name, node.lineno) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                base = self._base(node)
                yield from ((f"{base}.{alias.name}", node.lineno) for alias in node.names)

    def bindings(self) -> dict[str, str]:
        """What imported names stand for: `record` → `dukou.audit.actions.record`."""
        found: dict[str, str] = {}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                for alias in node.names:  # `import a.b` binds a, `import a.b as c` binds a.b
                    top = alias.name.split(".")[0]
                    found[alias.asname or top] = alias.name if alias.asname else top
            elif isinstance(node, ast.ImportFrom):
                base = self._base(node)
                found |= {alias.asname or alias.name: f"{base}.{alias.name}" for alias in node.names}
        return found

    def functions(self) -> Iterator[Function]:
        """Every function and method, nested ones too."""
        return (node for node in ast.walk(self.tree) if isinstance(node, Function))

    def _base(self, node: ast.ImportFrom) -> str:
        if not node.level:
            return node.module or ""
        package = self.name.split(".") if self.path.name == "__init__.py" else self.name.split(".")[:-1]
        kept = package[: len(package) - node.level + 1]
        return ".".join([*kept, *([node.module] if node.module else [])])


@dataclass(frozen=True)
class Tree:
    """A `src` folder that holds the package `dukou`."""

    source: Path

    @cached_property
    def files(self) -> list[SourceFile]:
        """Every module, tests included, migrations not."""
        paths = sorted(path for path in (self.source / "dukou").rglob("*.py") if "migrations" not in path.parts)
        return [SourceFile(self._name(path), path, self.source) for path in paths]

    @property
    def rooms(self) -> list[str]:
        """The packages beneath `dukou`, rooms or not."""
        return sorted(path.parent.name for path in (self.source / "dukou").glob("*/__init__.py"))

    def parts(self, part: str) -> list[SourceFile]:
        """The files of one part (such as `actions`) in every room."""
        return [file for file in self.files if file.part == part]

    def templates(self) -> list[Path]:
        """Every template of every room."""
        return sorted(path for path in (self.source / "dukou").glob("*/templates/**/*") if path.is_file())

    def _name(self, path: Path) -> str:
        parts = path.relative_to(self.source).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


HOUSE = Tree(PROJECT / "src")


def copied(to: Path) -> Path:
    """A copy of the source tree below `to`, to plant a fault in."""
    ignored = shutil.ignore_patterns("__pycache__", "static")
    shutil.copytree(PROJECT / "src", to / "src", ignore=ignored)
    shutil.copy(PROJECT / "pyproject.toml", to)
    return to / "src"
