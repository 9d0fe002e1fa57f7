"""Routes of this room."""

from django.urls import path

from dukou.figures import views

app_name = "figures"
urlpatterns = [
    path("", views.figures, name="list"),
    path("findings/", views.findings, name="findings"),
    path("<str:ref>/", views.claim, name="claim"),
    path("<str:ref>/correct/", views.correct, name="correct"),
]
