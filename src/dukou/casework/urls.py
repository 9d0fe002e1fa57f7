"""Routes of this room."""

from django.urls import path

from dukou.casework.views import clocks, inbox, legs, meetings

app_name = "casework"
urlpatterns = [
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/read/", inbox.read_all, name="read_all"),
    path("inbox/<int:number>/open/", inbox.open_message, name="open_message"),
    path("meetings/", meetings.index, name="meetings"),
    path("meetings/new/", meetings.call, name="call_meeting"),
    path("meetings/<int:number>/", meetings.meeting, name="meeting"),
    path("legs/", legs.index, name="legs"),
    path("legs/hand-over/", legs.hand_over_all, name="hand_over_all"),
    path("legs/<int:number>/take/", legs.take, name="take_leg"),
    path("legs/<int:number>/", legs.leg, name="leg"),
    path("clocks/<int:number>/", clocks.clock, name="clock"),
    path("clocks/<int:number>/receipt.json", clocks.receipt, name="receipt"),
]
