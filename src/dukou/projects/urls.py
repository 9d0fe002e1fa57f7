"""Routes of this room."""

from django.urls import path

from dukou.projects.views import board, project

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
]
