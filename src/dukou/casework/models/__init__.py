"""What the room keeps."""

from dukou.casework.models.calendars import CalendarVersion
from dukou.casework.models.cases import Case, CaseEvent, Leg
from dukou.casework.models.clocks import ClockEntry, ExtensionRequest, RungTaken, RunningClock
from dukou.casework.models.meetings import FollowUp, Invitee, Meeting
from dukou.casework.models.messages import Message
from dukou.casework.models.profiles import ProfileText

__all__ = [
    "CalendarVersion",
    "Case",
    "CaseEvent",
    "ClockEntry",
    "ExtensionRequest",
    "FollowUp",
    "Invitee",
    "Leg",
    "Meeting",
    "Message",
    "ProfileText",
    "RungTaken",
    "RunningClock",
]
