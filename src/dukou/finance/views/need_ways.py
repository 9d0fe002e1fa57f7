"""What the pages of needs and applications share: the way to them."""

from __future__ import annotations

from django.urls import reverse

from dukou.finance.views.ways import crumbs_of
from dukou.kit.core.labels import Label
from dukou.kit.pages.parts import Crumb

NEEDS, APPLICATIONS = Label("融资需求", "Needs for money"), Label("融资申请", "Applications to banks")


def need_crumbs(*more: Crumb) -> list[Crumb]:
    """The way by the list of needs."""
    return crumbs_of(Crumb(NEEDS, reverse("finance:needs")), *more) if more else crumbs_of(Crumb(NEEDS))


def application_crumbs(*more: Crumb) -> list[Crumb]:
    """The way by the list of applications."""
    return crumbs_of(Crumb(APPLICATIONS, reverse("finance:applications")), *more) if more else crumbs_of(Crumb(APPLICATIONS))
