"""Every route of the house with the rule that it declares; a route without one stops the house at its start."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.urls import URLPattern, URLResolver, get_resolver

from dukou.accounts.core.admission import OWN, Admission, admission_of, operations_of

UNDECLARED = "accounts.E001"
NO_SUCH_ROWS = "accounts.E002"


@dataclass(frozen=True, slots=True)
class Route:
    """One address as the house knows it: its name with the namespace, its pattern, its method (empty: all that the view takes)."""

    name: str
    address: str
    method: str
    admission: Admission | None

    @property
    def title(self) -> str:
        """The name by which lists and tests know it: of an operation of the API its method and address."""
        return f"{self.method} {self.address}" if self.method else self.name

    @property
    def keys(self) -> list[str]:
        """What stands open in the address, such as `<int:number>`."""
        return [part for part in self.address.split("/") if part.startswith("<")]


def routes(resolver: URLResolver | None = None) -> list[Route]:
    """Every route in the order in which addresses are looked up; of the house where no other resolver is given."""
    found = _routes(resolver or get_resolver(), "", "/")
    return list({each.title: each for each in found}.values())  # an address of the API stands there once for each of its operations


def undeclared(resolver: URLResolver | None = None) -> list[str]:
    """The names of routes that declare no rule."""
    return [each.title for each in routes(resolver) if each.admission is None]


@register("security")
def every_route_declares(app_configs: Sequence[Any] | None = None, **_: Any) -> list[CheckMessage]:
    """Django's check at the start: each route declares who may enter, and each predicate that is named is there."""
    found: list[CheckMessage] = [
        Error(f"no rule says who may enter {name}", hint="declare one: dukou.accounts.core.admission", id=UNDECLARED)
        for name in undeclared()
    ]
    named = {each.admission.rows for each in routes() if each.admission and each.admission.rows not in ("", OWN)}
    return found + [Error(f"there is no {rows}", id=NO_SUCH_ROWS) for rows in sorted(named) if not _is_there(rows)]


def _is_there(rows: str) -> bool:
    module, _, name = rows.partition(":")
    try:
        return hasattr(importlib.import_module(f"dukou.{module}"), name)
    except ImportError:
        return False


def _routes(resolver: URLResolver, space: str, before: str) -> Iterator[Route]:
    for each in resolver.url_patterns:
        address = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _routes(each, f"{space}{each.namespace}:" if each.namespace else space, address)
            continue
        yield from _operations(each, f"{space}{each.name or each.pattern}", address)


def _operations(pattern: URLPattern, name: str, address: str) -> Iterator[Route]:
    within = operations_of(pattern.callback)
    if not within:
        yield Route(name, address, "", admission_of(pattern.callback))
    for method, admission in within.items():
        yield Route(name, address, method, admission)
