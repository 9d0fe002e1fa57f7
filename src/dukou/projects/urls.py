"""Routes of this room."""

from django.urls import path

from dukou.projects.views import admission, board, money, project

app_name = "projects"
urlpatterns = [
    path("", board.index, name="board"),
    path("list/", board.project_list, name="list"),
    path("list/download/<slug:ending>/", board.download, name="download"),
    path("wall/", board.wall_chart, name="wall"),
    path("new/", project.lead, name="lead"),
    path("of/<slug:key>/", project.project, name="project"),
    path("of/<slug:key>/move/", project.move, name="move"),
    path("of/<slug:key>/status/", project.status, name="status"),
    path("of/<slug:key>/dates/", project.announce, name="announce"),
    path("of/<slug:key>/money/", money.money, name="money"),
    path("of/<slug:key>/money/papers/<int:number>/withdraw/", money.paper_withdraw, name="paper_withdraw"),
    path("of/<slug:key>/admission/", admission.admission, name="admission"),
    path("of/<slug:key>/admission/facts/<int:number>/withdraw/", admission.fact_withdraw, name="fact_withdraw"),
]
