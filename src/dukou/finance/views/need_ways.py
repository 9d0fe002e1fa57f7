"""What the pages of needs and applications share: the way to them, and ways to pages of other parts where these are there."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from dukou.kit.core.labels import Label
from dukou.kit.pages.parts import Crumb
from dukou.kit.pages.steps import data_for

FINANCE, NEEDS, APPLICATIONS = (
    Label("企业融资", "Finance"),
    Label("融资需求", "Needs for money"),
    Label("融资申请", "Applications to banks"),
)


def crumbs_of(*more: Crumb) -> list[Crumb]:
    """The way to a page of the room."""
    home = way("finance:home")
    return [Crumb(FINANCE, home), *more] if home else list(more)


def need_crumbs(*more: Crumb) -> list[Crumb]:
    """The way by the list of needs."""
    return crumbs_of(Crumb(NEEDS, reverse("finance:needs")), *more) if more else crumbs_of(Crumb(NEEDS))


def application_crumbs(*more: Crumb) -> list[Crumb]:
    """The way by the list of applications."""
    return crumbs_of(Crumb(APPLICATIONS, reverse("finance:applications")), *more) if more else crumbs_of(Crumb(APPLICATIONS))


def way(route: str, *args: object) -> str:
    """The address of a page of another part of the room; empty where no such page is there."""
    try:
        return reverse(route, args=args)
    except NoReverseMatch:
        return ""


def sent(request: HttpRequest, step: str) -> Any:
    """What was sent with a step, as its form takes it."""
    return data_for(request, step)
