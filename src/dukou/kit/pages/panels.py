"""Panels: what a room shows on a desk. The desk asks every room; it knows none of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest

from dukou.kit.core.labels import Label
from dukou.kit.core.registry import Registry


@dataclass(frozen=True, slots=True)
class Asked:
    """For whom, and as known on which day, a panel is drawn; on the page of one subject (`enterprise-page`) also of which."""

    request: HttpRequest
    known_on: date
    desk: str
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """One panel. `content` gives the template's context, or None where there is nothing this visitor may see.

    `is_as_known`: what it shows is as known on the day that the page is asked for; else it is of today, whatever day that is.
    """

    key: str
    desks: frozenset[str]
    order: int
    title: Label
    template: str
    content: Callable[[Asked], dict[str, Any] | None]
    is_as_known: bool = False


PANELS: Registry[Panel] = Registry("panel")


def panels_of(desk: str) -> list[Panel]:
    """The panels of one desk, in order."""
    return sorted((panel for panel in PANELS if desk in panel.desks), key=lambda panel: panel.order)
