"""Routes of this room, by who walks them."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "finance"

NEEDS: list[URLPattern] = []

PORTRAIT: list[URLPattern] = []

LISTS: list[URLPattern] = []

LEDGER: list[URLPattern] = []

urlpatterns = [*NEEDS, *PORTRAIT, *LISTS, *LEDGER]
