"""Routes of this room, by who walks them."""

from __future__ import annotations

from django.urls import URLPattern, path

from dukou.finance.views import consents, disputes, looking, portrait

app_name = "finance"

NEEDS: list[URLPattern] = []

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

LISTS: list[URLPattern] = []

LEDGER: list[URLPattern] = []

urlpatterns = [*NEEDS, *PORTRAIT, *LISTS, *LEDGER]
