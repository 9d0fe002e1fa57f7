"""Rooms register where their pages stand in the navigation; no list of pages is kept by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from dukou.kit.core.labels import Label
from dukou.kit.core.registry import Registry


@dataclass(frozen=True, slots=True)
class NavItem:
    """One entry of the navigation; `shown_to` decides from the request whether the visitor sees it.

    `waiting`: how many things wait for the visitor there; None: nothing is counted.
    """

    route: str
    label: Label
    order: int
    shown_to: Callable[[HttpRequest], bool]
    waiting: Callable[[HttpRequest], int] | None = None

    @property
    def address(self) -> str:
        """Where the entry leads."""
        return reverse(self.route)


NAVIGATION: Registry[NavItem] = Registry("navigation entry")


def navigation_for(request: HttpRequest) -> list[NavItem]:
    """The entries that this visitor sees, in order."""
    return sorted((item for item in NAVIGATION if item.shown_to(request)), key=lambda item: item.order)


def signed_in(request: HttpRequest) -> bool:
    """Shown to everyone who has signed in."""
    return request.user.is_authenticated
