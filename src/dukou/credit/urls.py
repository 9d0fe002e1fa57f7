"""Routes of this room."""

from __future__ import annotations

from django.urls import path

from dukou.credit.views import (
    cases,
    draw_room,
    fields,
    firms,
    firms_graded,
    inspection_reports,
    inspectors,
    lists,
    plans,
    records,
    visits,
)

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
INSPECTIONS = [
    path("plans/", plans.plan_list, name="plans"),
    path("plans/new/", plans.plan_new, name="plan_new"),
    path("plans/of/<slug:key>/", plans.plan, name="plan"),
    path("plans/of/<slug:key>/shares/", plans.plan_ratios, name="plan_ratios"),
    path("plans/of/<slug:key>/draw/", draw_room.draw_room, name="draw"),
    path("plans/of/<slug:key>/draw/file/", draw_room.draw_file, name="draw_file"),
    path("draws/", draw_room.public_draws, name="public_draws"),
    path("draws/<slug:key>/", draw_room.public_draw, name="public_draw"),
    path("inspectors/", inspectors.roster, name="inspectors"),
    path("inspectors/new/", inspectors.inspector_new, name="inspector_new"),
    path("inspectors/of/<slug:key>/", inspectors.inspector, name="inspector"),
    path("visits/", visits.visit_list, name="visits"),
    path("visits/<int:number>/", visits.visit, name="visit"),
    path("checks/<str:code>/", visits.arrival, name="arrival"),
    path("reports/", inspection_reports.reports, name="reports"),
]
urlpatterns = [*FIELDS, *FIRMS, *RECORDS, *CASES, *INSPECTIONS]
