"""Routes of this room, by who walks them."""

from __future__ import annotations

from django.urls import URLPattern, path

from dukou.finance.views import (
    applications,
    bank_meetings,
    bank_products,
    consents,
    disputes,
    lines,
    listings,
    looking,
    matching,
    needs,
    portrait,
    products,
    statistics,
)

app_name = "finance"

NEEDS: list[URLPattern] = [
    path("needs/", needs.need_list, name="needs"),
    path("needs/download/<slug:ending>/", needs.needs_download, name="needs_download"),
    path("needs/new/<slug:key>/", needs.need_new, name="need_new"),
    path("needs/<int:number>/", needs.need, name="need"),
    path("needs/<int:number>/apply/", applications.apply, name="apply"),
    path("applications/", applications.application_list, name="applications"),
    path("applications/download/<slug:ending>/", applications.applications_download, name="applications_download"),
    path("applications/<int:number>/", applications.application, name="application"),
]

PORTRAIT: list[URLPattern] = [
    path("portrait/", portrait.portraits, name="portraits"),
    path("portrait/<slug:key>/", portrait.portrait_page, name="portrait"),
    path("portrait/<slug:key>/<slug:item>/dispute/", portrait.dispute_new, name="dispute_new"),
    path("disputes/", disputes.dispute_list, name="disputes"),
    path("disputes/<int:number>/", disputes.dispute, name="dispute"),
    path("consents/", consents.consent_list, name="consents"),
    path("consents/new/<slug:key>/", consents.consent_new, name="consent_new"),
    path("consents/<int:number>/", consents.consent, name="consent"),
    path("looks/", looking.looks, name="looks"),
    path("bank/", looking.bank, name="bank"),
    path("bank/look/<int:consent>/", looking.bank_look, name="bank_look"),
]

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

LEDGER: list[URLPattern] = [
    path("", statistics.home, name="home"),
    path("office/", statistics.office, name="office"),
    path("lines/", lines.line_list, name="lines"),
    path("lines/<int:number>/", lines.line, name="line"),
    path("lines/<int:number>/grant/", lines.grant, name="grant"),
]

urlpatterns = [*NEEDS, *PORTRAIT, *LISTS, *LEDGER]
