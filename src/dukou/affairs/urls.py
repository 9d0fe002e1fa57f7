"""Routes of this room."""

from django.urls import path

from dukou.affairs.views import application, drafts, figures, guide, lists, messages

app_name = "affairs"
urlpatterns = [
    path("", lists.applications, name="list"),
    path("guide/<slug:slug>/", guide.guide, name="guide"),
    path("begin/<slug:slug>/", guide.begin, name="begin"),
    path("drafts/<int:number>/", drafts.draft, name="draft"),
    path("figures/", figures.figures, name="figures"),
    path("messages/", messages.messages, name="messages"),
    path("<int:number>/", application.application, name="application"),
    path("<int:number>/receipt/", application.receipt, name="receipt"),
    path("<int:number>/papers/<int:paper>/", application.paper, name="paper"),
]
