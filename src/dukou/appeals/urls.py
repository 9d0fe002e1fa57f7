"""Routes of this room."""

from django.urls import path

from dukou.appeals.views import appeal, figures, filing, lists, open_pages, red, repeats

app_name = "appeals"
urlpatterns = [
    path("", lists.appeals, name="list"),
    path("download/<slug:ending>/", lists.download, name="download"),
    path("whistle/", filing.own, name="whistle"),
    path("file/", filing.for_others, name="file"),
    path("visits/", filing.visits, name="visits"),
    path("red/", red.red, name="red"),
    path("figures/", figures.figures, name="figures"),
    path("figures/<slug:ending>/", figures.download, name="figures_download"),
    path("repeats/", repeats.repeats, name="repeats"),
    path("public/", open_pages.public, name="public"),
    path("known/", open_pages.known, name="known"),
    path("follow/<int:number>/<slug:secret>/", appeal.follow, name="follow"),
    path("<int:number>/", appeal.appeal, name="appeal"),
    path("<int:number>/files/<int:file>/", appeal.attachment, name="attachment"),
]
