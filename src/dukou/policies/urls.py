"""Routes of this room."""

from django.urls import path

from dukou.policies.views import claim_lists, claims, firms, lists, office, policies, switches

app_name = "policies"
urlpatterns = [
    path("", policies.index, name="list"),
    path("office/", office.office, name="office"),
    path("office/unpaid/", lists.not_paid, name="unpaid"),
    path("office/unpaid/<slug:ending>/", lists.unpaid_download, name="unpaid_download"),
    path("office/forecast/", office.forecast, name="forecast"),
    path("claims/", claim_lists.claims, name="claims"),
    path("claims/download/<slug:ending>/", claim_lists.claims_download, name="claims_download"),
    path("claims/<int:number>/", claims.claim, name="claim"),
    path("measures/<slug:key>/", policies.measure, name="measure"),
    path("measures/<slug:key>/ready/", lists.ready, name="ready"),
    path("measures/<slug:key>/ready/<slug:ending>/", lists.ready_download, name="ready_download"),
    path("measures/<slug:key>/near/", lists.near, name="near"),
    path("measures/<slug:key>/near/<slug:ending>/", lists.near_download, name="near_download"),
    path("measures/<slug:key>/switch/", switches.switch, name="switch"),
    path("measures/<slug:key>/switch/<slug:ending>/", switches.switch_download, name="switch_download"),
    path("firms/<slug:key>/", firms.firm, name="firm"),
    path("firms/<slug:key>/claim/<slug:measure>/", firms.file, name="file"),
    path("documents/<slug:slug>/", policies.policy, name="policy"),
]
