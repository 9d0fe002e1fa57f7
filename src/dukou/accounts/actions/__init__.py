"""The acts of the room, one file per noun. Importing the package also registers which acts need a second pair of eyes."""

from dukou.accounts.actions import (
    approvals,
    enrolments,
    identities,
    inboxes,
    memberships,
    organisations,
    people,
    sessions,
    sign_ins,
    stand_ins,
    task_forces,
    tokens,
)
from dukou.accounts.actions.demo import seat_demo_people

__all__ = [
    "approvals",
    "enrolments",
    "identities",
    "inboxes",
    "memberships",
    "organisations",
    "people",
    "seat_demo_people",
    "sessions",
    "sign_ins",
    "stand_ins",
    "task_forces",
    "tokens",
]
