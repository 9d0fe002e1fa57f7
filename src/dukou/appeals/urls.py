"""Routes of this room."""

from django.urls import path

from dukou.appeals.views import appeal, filing, lists

app_name = "appeals"
urlpatterns = [
    path("", lists.appeals, name="list"),
    path("download/<slug:ending>/", lists.download, name="download"),
    path("whistle/", filing.own, name="whistle"),
    path("file/", filing.for_others, name="file"),
    path("visits/", filing.visits, name="visits"),
    path("follow/<int:number>/<slug:secret>/", appeal.follow, name="follow"),
    path("<int:number>/", appeal.appeal, name="appeal"),
    path("<int:number>/files/<int:file>/", appeal.attachment, name="attachment"),
]
