"""What calls for a visitor's eyes now: one line at the head of a desk, made of what rooms count. The desk knows none of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from dukou.kit.core.labels import Label
from dukou.kit.core.registry import Registry


@dataclass(frozen=True, slots=True)
class Call:
    """One sort of matter. `label` with `{count}`; `count`: how many wait for this visitor today, nought where he may see none of them."""

    key: str
    desks: frozenset[str]
    order: int
    label: Label
    route: str
    count: Callable[[HttpRequest], int]


@dataclass(frozen=True, slots=True)
class Called:
    """So many of one sort, and where they are."""

    label: Label
    address: str
    count: int


CALLS: Registry[Call] = Registry("what calls for somebody's eyes")


def calls_of(request: HttpRequest, desk: str) -> list[Called]:
    """What calls at one desk, in order; sorts of which nothing waits are left out."""
    asked = sorted((call for call in CALLS if desk in call.desks), key=lambda call: call.order)
    counted = [(call, call.count(request)) for call in asked]
    return [Called(call.label.filled(count=count), reverse(call.route), count) for call, count in counted if count]
