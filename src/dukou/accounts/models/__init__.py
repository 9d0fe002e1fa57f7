"""What accounts keep, one file per noun."""

from dukou.accounts.models.approvals import Approval
from dukou.accounts.models.enrolments import Enrolment
from dukou.accounts.models.organisations import Organisation
from dukou.accounts.models.people import ExternalIdentity, Person
from dukou.accounts.models.posts import Membership, TaskForce, TaskForceSeat
from dukou.accounts.models.sign_ins import PersonSession, SignInAttempt
from dukou.accounts.models.stand_ins import InboxHandOver, StandIn
from dukou.accounts.models.tokens import ApiToken

__all__ = [
    "ApiToken",
    "Approval",
    "Enrolment",
    "ExternalIdentity",
    "InboxHandOver",
    "Membership",
    "Organisation",
    "Person",
    "PersonSession",
    "SignInAttempt",
    "StandIn",
    "TaskForce",
    "TaskForceSeat",
]
