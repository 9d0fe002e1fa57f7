"""Routes of this room."""

from django.urls import path

from dukou.affairs.views import messages

app_name = "affairs"
urlpatterns = [
    path("messages/", messages.messages, name="messages"),
]
