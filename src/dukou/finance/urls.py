"""Routes of this room, by who walks them."""

from __future__ import annotations

from django.urls import URLPattern, path

from dukou.finance.views import lines, statistics

app_name = "finance"

NEEDS: list[URLPattern] = []

PORTRAIT: list[URLPattern] = []

LISTS: list[URLPattern] = []

LEDGER: list[URLPattern] = [
    path("", statistics.home, name="home"),
    path("office/", statistics.office, name="office"),
    path("lines/", lines.line_list, name="lines"),
    path("lines/<int:number>/", lines.line, name="line"),
    path("lines/<int:number>/grant/", lines.grant, name="grant"),
]

urlpatterns = [*NEEDS, *PORTRAIT, *LISTS, *LEDGER]
