"""Routes of the desks."""

from django.urls import path

from dukou.web import views

app_name = "web"
urlpatterns = [
    path("", views.front_door, name="front_door"),
    path("desks/", views.front_door, name="desks"),
    path("desks/<slug:slug>/", views.desk, name="desk"),
]
