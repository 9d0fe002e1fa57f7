"""Routes of this room."""

from django.urls import path

from dukou.policies.views import claims, firms, office, policies

app_name = "policies"
urlpatterns = [
    path("", policies.index, name="list"),
    path("office/", office.office, name="office"),
    path("office/unpaid/", office.not_paid, name="unpaid"),
    path("office/forecast/", office.forecast, name="forecast"),
    path("claims/", claims.claims, name="claims"),
    path("claims/<int:number>/", claims.claim, name="claim"),
    path("measures/<slug:key>/", policies.measure, name="measure"),
    path("measures/<slug:key>/ready/", office.ready, name="ready"),
    path("measures/<slug:key>/near/", office.near, name="near"),
    path("measures/<slug:key>/switch/", office.switch, name="switch"),
    path("firms/<slug:key>/", firms.firm, name="firm"),
    path("firms/<slug:key>/claim/<slug:measure>/", firms.file, name="file"),
    path("documents/<slug:slug>/", policies.policy, name="policy"),
]
