"""Routes of the brief."""

from django.urls import path

from dukou.briefing import views

app_name = "briefing"
urlpatterns = [path("", views.brief, name="brief")]
