"""Routes of this room."""

from __future__ import annotations

from django.urls import path

from dukou.credit.views import cases, fields, firms, firms_graded, lists, records

app_name = "credit"
FIELDS = [
    path("", fields.field_list, name="list"),
    path("fields/<slug:slug>/", fields.field, name="field"),
    path("fields/<slug:slug>/grade/", fields.grade, name="grade"),
    path("fields/<slug:slug>/firms/", firms_graded.firms, name="firms"),
    path("fields/<slug:slug>/firms/download/<slug:ending>/", firms_graded.firms_download, name="firms_download"),
]
FIRMS = [
    path("firms/<slug:key>/", firms.firm, name="firm"),
    path("firms/<slug:key>/<slug:slug>/", firms.firm_field, name="firm_field"),
]
RECORDS = [
    path("records/", records.record_list, name="records"),
    path("records/download/<slug:ending>/", records.records_download, name="records_download"),
    path("records/new/", records.enter, name="enter"),
    path("records/<int:number>/", records.record, name="record"),
    path("records/<int:number>/fulfil/", records.fulfil, name="fulfil"),
    path("records/<int:number>/withdraw/", records.withdraw, name="withdraw"),
]
CASES = [
    path("cases/", cases.case_list, name="cases"),
    path("cases/repair/<int:record>/", cases.ask_repair, name="ask_repair"),
    path("cases/dispute/<int:record>/", cases.ask_dispute, name="ask_dispute"),
    path("cases/<int:number>/", cases.case, name="case"),
    path("lists/", lists.record_lists_page, name="record_lists"),
    path("lists/<int:number>/", lists.record_list, name="record_list"),
    path("lists/rows/<int:number>/", lists.waiting_row, name="waiting_row"),
]
urlpatterns = [*FIELDS, *FIRMS, *RECORDS, *CASES]
