"""What the room keeps, one file per noun."""

from dukou.affairs.models.applications import Application, Handed, Notice, Part
from dukou.affairs.models.drafts import Draft
from dukou.affairs.models.joint_days import JointDay, JointSeat, UnitAway
from dukou.affairs.models.messages import Incoming, Outgoing, UnitReceiver
from dukou.affairs.models.texts import AffairText

__all__ = [
    "AffairText",
    "Application",
    "Draft",
    "Handed",
    "Incoming",
    "JointDay",
    "JointSeat",
    "Notice",
    "Outgoing",
    "Part",
    "UnitAway",
    "UnitReceiver",
]
