"""Reading accounts: who may what on a day, and the lists of the room's pages."""

from dukou.accounts.core.viewers import ANONYMOUS_VIEWER, Viewer, command_line_viewer, may_within
from dukou.accounts.queries.approvals import approvals_waiting_for, may_decide_approval, may_see_approval
from dukou.accounts.queries.enrolments import may_invite_for, may_revoke_enrolment, may_see_enrolment
from dukou.accounts.queries.inboxes import inbox_holder, inbox_holders, inboxes_of
from dukou.accounts.queries.people import organisation_of, person_known_as, person_of, sessions_of
from dukou.accounts.queries.stand_ins import may_end_stand_in, may_see_stand_in
from dukou.accounts.queries.trail import may_see_event
from dukou.accounts.queries.viewers import actor_of, people_with, posts_of, request_viewer, viewer_of

__all__ = [
    "ANONYMOUS_VIEWER",
    "Viewer",
    "actor_of",
    "approvals_waiting_for",
    "command_line_viewer",
    "inbox_holder",
    "inbox_holders",
    "inboxes_of",
    "may_decide_approval",
    "may_end_stand_in",
    "may_invite_for",
    "may_revoke_enrolment",
    "may_see_approval",
    "may_see_enrolment",
    "may_see_event",
    "may_see_stand_in",
    "may_within",
    "organisation_of",
    "people_with",
    "person_known_as",
    "person_of",
    "posts_of",
    "request_viewer",
    "sessions_of",
    "viewer_of",
]
