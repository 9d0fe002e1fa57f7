"""Routes of this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from dukou.credit.views import cases, lists

app_name = "credit"
CASES = [
    path("cases/", cases.case_list, name="cases"),
    path("cases/repair/<int:record>/", cases.ask_repair, name="ask_repair"),
    path("cases/dispute/<int:record>/", cases.ask_dispute, name="ask_dispute"),
    path("cases/<int:number>/", cases.case, name="case"),
    path("lists/", lists.record_lists_page, name="record_lists"),
    path("lists/<int:number>/", lists.record_list, name="record_list"),
    path("lists/rows/<int:number>/", lists.waiting_row, name="waiting_row"),
]
urlpatterns: list[URLPattern] = [*CASES]
