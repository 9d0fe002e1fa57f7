"""How reference pages are written: tables, docstrings, types."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from dukou.kit.core.labels import Label

MADE = "<!-- Made by docs/reference/make.py (`make docs`). Do not edit. -->"


def page(title: str, intro: str, *blocks: str) -> str:
    """One page; empty blocks are left out."""
    return "\n\n".join([MADE, f"# {title}", intro, *(block for block in blocks if block)]) + "\n"


def table(head: list[str], rows: Iterable[Iterable[object]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell(each) for each in line) + " |" for line in lines)


def cell(value: object) -> str:
    """A value as it stands in a table."""
    text = f"{value.zh}<br>{value.en}" if isinstance(value, Label) else str(value)
    return re.sub(r"\s*\n\s*", " ", text.strip()).replace("|", "\\|")


def said(thing: object) -> str:
    """The docstring of a thing, without its indentation."""
    return inspect.getdoc(thing) or ""


def room_of(thing: Any) -> str:
    """The room in which a class or function is defined."""
    return str(thing.__module__).split(".")[1]


def spelt(kind: Any) -> str:
    """A type as code writes it, without module names and constraints."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return spelt(parts[0])
    if origin in (Union, UnionType):
        return " | ".join(spelt(part) for part in parts)
    if kind in (None, type(None), Ellipsis) or isinstance(kind, str):
        return {None: "None", type(None): "None", Ellipsis: "…"}.get(kind) or re.sub(r"\b(?:\w+\.)+(?=\w)", "", kind)
    if origin is Literal:
        return " | ".join(repr(part) for part in parts)
    name = str(getattr(origin or kind, "__name__", kind))
    return f"{name}[{', '.join(spelt(part) for part in parts)}]" if parts else name
