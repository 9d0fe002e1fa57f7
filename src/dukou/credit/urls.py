"""Routes of this room."""

from __future__ import annotations

from django.urls import path

from dukou.credit.views import fields, firms, firms_graded, records

app_name = "credit"
urlpatterns = [
    path("", fields.field_list, name="list"),
    path("fields/<slug:slug>/", fields.field, name="field"),
    path("fields/<slug:slug>/grade/", fields.grade, name="grade"),
    path("fields/<slug:slug>/firms/", firms_graded.firms, name="firms"),
    path("fields/<slug:slug>/firms/download/<slug:ending>/", firms_graded.firms_download, name="firms_download"),
    path("firms/<slug:key>/", firms.firm, name="firm"),
    path("firms/<slug:key>/<slug:slug>/", firms.firm_field, name="firm_field"),
    path("records/", records.record_list, name="records"),
    path("records/download/<slug:ending>/", records.records_download, name="records_download"),
    path("records/new/", records.enter, name="enter"),
    path("records/<int:number>/", records.record, name="record"),
    path("records/<int:number>/fulfil/", records.fulfil, name="fulfil"),
    path("records/<int:number>/withdraw/", records.withdraw, name="withdraw"),
]
