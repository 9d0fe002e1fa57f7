"""Routes of this room."""

from django.urls import path

from dukou.clusters import views

app_name = "clusters"
urlpatterns = [
    path("", views.clusters, name="list"),
    path("district/total/", views.total, name="total"),
    path("<slug:slug>/", views.detail, name="detail"),
    path("<slug:slug>/figures/<str:key>/", views.derivation, name="derivation"),
]
