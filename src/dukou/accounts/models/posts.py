"""Posts: memberships of organisations, and seats in task forces (专班)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from dukou.accounts.core.roles import Role
from dukou.accounts.models.tenures import Tenure, in_order


class Membership(Tenure):
    """A person's role in an organisation. One role in one organisation begins once a day."""

    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=30)

    class Meta:
        db_table = "accounts_membership"
        constraints = [
            in_order("accounts_membership_in_order"),
            models.CheckConstraint(condition=Q(role__in=[role.value for role in Role]), name="accounts_membership_role"),
            models.UniqueConstraint(
                fields=["person", "organisation", "role"],
                condition=Q(ended_on__isnull=True, until_on__isnull=True),
                name="accounts_membership_open_once",
            ),
        ]


class TaskForce(Tenure):
    """A task force (专班): people and organisations put together for one purpose and a time."""

    key = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=100)
    purpose = models.TextField()

    class Meta:
        db_table = "accounts_task_force"
        constraints = [in_order("accounts_task_force_in_order")]


class TaskForceSeat(Tenure):
    """A person's or an organisation's seat in a task force; a person in one has the role of a member while both are in force."""

    task_force = models.ForeignKey("accounts.TaskForce", on_delete=models.PROTECT, related_name="seats")
    person = models.ForeignKey("accounts.Person", null=True, on_delete=models.PROTECT, related_name="seats")
    organisation = models.ForeignKey("accounts.Organisation", null=True, on_delete=models.PROTECT, related_name="seats")

    class Meta:
        db_table = "accounts_task_force_seat"
        constraints = [
            in_order("accounts_task_force_seat_in_order"),
            models.CheckConstraint(
                condition=Q(person__isnull=True, organisation__isnull=False) | Q(person__isnull=False, organisation__isnull=True),
                name="accounts_task_force_seat_one_holder",
            ),
        ]
