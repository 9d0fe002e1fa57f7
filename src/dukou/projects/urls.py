"""Routes of this room."""

from django.urls import path

from dukou.projects.views import admission, board, leads, money, paths, premises, project, rates

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
    path("of/<slug:key>/money/", money.money, name="money"),
    path("of/<slug:key>/money/papers/<int:number>/withdraw/", money.paper_withdraw, name="paper_withdraw"),
    path("of/<slug:key>/admission/", admission.admission, name="admission"),
    path("of/<slug:key>/admission/facts/<int:number>/withdraw/", admission.fact_withdraw, name="fact_withdraw"),
]
