"""Routes of this room."""

from django.urls import path

from dukou.rules import views

app_name = "rules"
urlpatterns = [
    path("", views.books, name="list"),
    path("<slug:slug>/", views.newest, name="newest"),
    path("<slug:slug>/<str:version>/", views.book, name="book"),
    path("<slug:slug>/<str:version>/try/", views.trial, name="try"),
    path("<slug:slug>/<str:version>/changes/", views.changes, name="changes"),
    path("<slug:slug>/<str:version>/about/<str:key>/", views.answer, name="answer"),
]
