"""Routes of this room, by who walks them."""

from __future__ import annotations

from django.urls import URLPattern, path

from dukou.finance.views import bank_meetings, bank_products, listings, matching, products

app_name = "finance"

NEEDS: list[URLPattern] = []

PORTRAIT: list[URLPattern] = []

LISTS: list[URLPattern] = [
    path("list/", listings.white_list, name="listings"),
    path("list/download/<slug:ending>/", listings.listings_download, name="listings_download"),
    path("list/<slug:key>/", listings.listing, name="listing"),
    path("products/", products.product_list, name="products"),
    path("products/<slug:slug>/", products.product, name="product"),
    path("offers/", bank_products.offers, name="offers"),
    path("offers/state/", bank_products.state, name="offer_state"),
    path("offers/stop/", bank_products.stop, name="offer_stop"),
    path("matching/", matching.plan_list, name="matching"),
    path("matching/<int:number>/", matching.match_plan, name="match_plan"),
    path("matching/<int:number>/needs/<int:need>/", matching.match_why, name="match_why"),
    path("meetings/", bank_meetings.meeting_list, name="bank_meetings"),
]

LEDGER: list[URLPattern] = []

urlpatterns = [*NEEDS, *PORTRAIT, *LISTS, *LEDGER]
