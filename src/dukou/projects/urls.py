"""Routes of this room."""

from django.urls import path

from dukou.projects.views import board, leads, paths, premises, project, promise_steps, promises, rates, teams

app_name = "projects"
urlpatterns = [
    path("", board.index, name="board"),
    path("list/", board.project_list, name="list"),
    path("list/download/<slug:ending>/", board.download, name="download"),
    path("wall/", board.wall_chart, name="wall"),
    path("premises/", premises.premise_list, name="premises"),
    path("premises/download/<slug:ending>/", premises.premises_download, name="premises_download"),
    path("premises/new/", premises.premise_new, name="premise_new"),
    path("premises/of/<slug:key>/", premises.premise, name="premise"),
    path("premises/of/<slug:key>/withdraw/", premises.premise_withdraw, name="premise_withdraw"),
    path("rates/", rates.rates, name="rates"),
    path("new/", project.lead, name="lead"),
    path("promises/", promises.promises, name="promises"),
    path("promises/download/<slug:ending>/", promises.promises_download, name="promises_download"),
    path("promises/hand-over/", promises.hand_over, name="hand_over"),
    path("promises/<int:number>/", promises.promise, name="promise"),
    path("promises/<int:number>/<slug:step>/", promise_steps.promise_step, name="promise_step"),
    path("families/", teams.families, name="families"),
    path("task-forces/<slug:key>/week/", teams.force_week, name="force_week"),
    path("week/<int:number>/done/", teams.week_done, name="week_done"),
    path("of/<slug:key>/promises/", promise_steps.project_promises, name="project_promises"),
    path("of/<slug:key>/promises/new/", promise_steps.promise_new, name="promise_new"),
    path("of/<slug:key>/team/", teams.team, name="team"),
    path("of/<slug:key>/team/item/", teams.week_item, name="week_item"),
    path("of/<slug:key>/team/note/", teams.visit_note, name="visit_note"),
    path("of/<slug:key>/", project.project, name="project"),
    path("of/<slug:key>/move/", project.move, name="move"),
    path("of/<slug:key>/status/", project.status, name="status"),
    path("of/<slug:key>/dates/", project.announce, name="announce"),
    path("of/<slug:key>/lead/", leads.clocks, name="clocks"),
    path("of/<slug:key>/lead/judge/", leads.judge, name="judge"),
    path("of/<slug:key>/lead/feed-back/", leads.feed_back, name="feed_back"),
    path("of/<slug:key>/lead/report/", leads.report, name="report"),
    path("of/<slug:key>/premises/", premises.space, name="space"),
    path("of/<slug:key>/premises/need/", premises.need, name="need"),
    path("of/<slug:key>/premises/let/", premises.let, name="let"),
    path("of/<slug:key>/path/", paths.path, name="path"),
    path("of/<slug:key>/path/task/", paths.task, name="task"),
]
