"""Reads a source tree of the house (the real one, or a copy with a planted fault) without importing it."""

from __future__ import annotations

import ast
import shutil
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def parsed(text: str) -> ast.Module:
    """The syntax tree of a module. Copies of the house share it with the house: what is planted in one is a file or two."""
    return ast.parse(text)


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
        return parsed(self.text)

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

    def imports(self) -> tuple[tuple[str, int], ...]:
        """Every dotted name imported, with its line; `from a import b` gives `a.b`."""
        return _imports(self.package, self.text)

    def bindings(self) -> dict[str, str]:
        """What imported names stand for: `record` → `dukou.audit.actions.record`."""
        return _bindings(self.package, self.text)

    def functions(self) -> tuple[Function, ...]:
        """Every function and method, nested ones too."""
        return _functions(self.text)

    @property
    def package(self) -> str:
        """The package from which its relative imports count."""
        return self.name if self.path.name == "__init__.py" else self.name.rpartition(".")[0]


# Each is read once for the house and its copies, like the trees.
@cache
def _imports(package: str, text: str) -> tuple[tuple[str, int], ...]:
    found: list[tuple[str, int]] = []
    for node in ast.walk(parsed(text)):
        if isinstance(node, ast.Import):
            found += [(alias.name, node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = _base(package, node)
            found += [(f"{base}.{alias.name}", node.lineno) for alias in node.names]
    return tuple(found)


@cache
def _bindings(package: str, text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in ast.walk(parsed(text)):
        if isinstance(node, ast.Import):
            for alias in node.names:  # `import a.b` binds a, `import a.b as c` binds a.b
                top = alias.name.split(".")[0]
                found[alias.asname or top] = alias.name if alias.asname else top
        elif isinstance(node, ast.ImportFrom):
            base = _base(package, node)
            found |= {alias.asname or alias.name: f"{base}.{alias.name}" for alias in node.names}
    return found


@cache
def _functions(text: str) -> tuple[Function, ...]:
    return tuple(node for node in ast.walk(parsed(text)) if isinstance(node, Function))


def _base(package: str, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    above = package.split(".")
    kept = above[: len(above) - node.level + 1]
    return ".".join([*kept, *([node.module] if node.module else [])])


@dataclass(frozen=True, eq=False)  # read once: after planting, another one is made
class Tree:
    """A `src` folder that holds the package `dukou`."""

    source: Path

    @cached_property
    def files(self) -> list[SourceFile]:
        """Every module, tests included, migrations not."""
        paths = sorted(path for path in (self.source / "dukou").rglob("*.py") if "migrations" not in path.parts)
        return [SourceFile(self._name(path), path, self.source) for path in paths]

    @cached_property
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
