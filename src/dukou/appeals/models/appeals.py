"""Appeals, what is attached to them, what is asked and answered about them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from dukou.appeals.core.kinds import AppealState, Channel, Ending, RefusalGround, VerdictKind


class Appeal(models.Model):
    """One appeal (诉求) of one enterprise. Its clocks, legs and events are those of its case.

    `is_pressing`: whoever filed it says that production stands still, or that there is danger; the grade is triage's to give.
    `number`: the case's primary key, by which everybody calls it. `filed_by`: who filed it, by key; for the enterprise itself or, by most
    channels, on its behalf. `form_key`: sent with the form, so that a double click files once. `link_salt`: what the secret link is made
    with. `plans`: how often it was put on plan; `sent_back`, `reopenings`: how often it came back.
    """

    case = models.OneToOneField("casework.Case", models.PROTECT, primary_key=True, related_name="+")
    enterprise = models.ForeignKey("enterprises.Enterprise", models.PROTECT, related_name="+")
    channel = models.CharField(max_length=20, choices=Channel.choices())
    topic = models.CharField(max_length=60, blank=True, default="")
    title = models.CharField(max_length=120)
    text = models.TextField()
    place = models.CharField(max_length=200, blank=True, default="")
    contact_name = models.CharField(max_length=60, blank=True, default="")
    contact_phone = models.CharField(max_length=40, blank=True, default="")
    is_pressing = models.BooleanField(default=False)
    filed_at = models.DateTimeField()
    filed_by = models.CharField(max_length=200)
    form_key = models.CharField(max_length=64, null=True)
    link_salt = models.CharField(max_length=32)
    state = models.CharField(max_length=12, choices=AppealState.choices(), default=AppealState.FILED.value)
    triaged_by = models.CharField(max_length=200, blank=True, default="")
    ground = models.CharField(max_length=20, blank=True, default="", choices=RefusalGround.choices())
    into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")
    verdict = models.CharField(max_length=10, blank=True, default="", choices=VerdictKind.choices())
    ending = models.CharField(max_length=20, blank=True, default="", choices=Ending.choices())
    promised_on = models.DateField(null=True)
    plans = models.PositiveIntegerField(default=0)
    sent_back = models.PositiveIntegerField(default=0)
    reopenings = models.PositiveIntegerField(default=0)
    contacted_at = models.DateTimeField(null=True)
    replied_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    was_on_time = models.BooleanField(null=True)  # of the outer clock, when it was last stopped by a reply
    is_synthetic = models.BooleanField(default=False)

    class Meta:
        db_table = "appeals_appeal"
        indexes = [
            models.Index(fields=["state", "-case"], name="appeals_appeal_by_state"),
            models.Index(fields=["enterprise", "-case"], name="appeals_appeal_of_firm"),
            models.Index(fields=["filed_at"], name="appeals_appeal_by_day"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["filed_by", "form_key"], name="appeals_appeal_form_once"),
            models.CheckConstraint(
                condition=Q(state=AppealState.CLOSED.value, closed_at__isnull=False) & ~Q(ending="")
                | ~Q(state=AppealState.CLOSED.value) & Q(closed_at__isnull=True, ending=""),
                name="appeals_appeal_closed_with_ending",
            ),
            models.CheckConstraint(
                condition=~Q(ending=Ending.MERGED.value) | Q(into__isnull=False), name="appeals_appeal_merged_into_another"
            ),
            models.CheckConstraint(
                condition=~Q(ending=Ending.NOT_ACCEPTED.value) | ~Q(ground=""), name="appeals_appeal_refused_on_a_ground"
            ),
            models.CheckConstraint(
                condition=~Q(state=AppealState.ON_PLAN.value) | Q(promised_on__isnull=False), name="appeals_appeal_on_plan_by_a_day"
            ),
        ]

    @property
    def number(self) -> int:
        """What everybody calls it by."""
        return self.case_id

    @property
    def has_come_back(self) -> bool:
        """Whether it was replied to or ended, and then came back or was opened again."""
        return self.sent_back + self.reopenings > 0


class Attachment(models.Model):
    """A file that came with an appeal when it was filed, checked and kept under its hash."""

    appeal = models.ForeignKey("appeals.Appeal", models.PROTECT, related_name="attachments")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=200)

    class Meta:
        db_table = "appeals_attachment"
        constraints = [models.UniqueConstraint(fields=["appeal", "sha256"], name="appeals_attachment_once")]


class Exchange(models.Model):
    """A unit asked the enterprise for something; clocks stand still until it answers. One at a time.

    `settled_at`: when the matter was replied to, or ended, without its answer: then it waits no more.
    """

    appeal = models.ForeignKey("appeals.Appeal", models.PROTECT, related_name="exchanges")
    question = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=200)
    unit = models.ForeignKey("accounts.Organisation", models.PROTECT, null=True, related_name="+")
    answer = models.TextField(blank=True, default="")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=200, blank=True, default="")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "appeals_exchange"
        constraints = [
            models.UniqueConstraint(
                fields=["appeal"], condition=Q(answered_at__isnull=True, settled_at__isnull=True), name="appeals_exchange_one_open"
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(settled_at__isnull=True), name="appeals_exchange_answered_or_settled"
            ),
        ]


class Reply(models.Model):
    """What the enterprise was answered, with its verdict. Only grows: a better reply is another one."""

    appeal = models.ForeignKey("appeals.Appeal", models.PROTECT, related_name="replies")
    unit = models.ForeignKey("accounts.Organisation", models.PROTECT, null=True, related_name="+")
    verdict = models.CharField(max_length=10, blank=True, default="", choices=VerdictKind.choices())
    text = models.TextField()
    done = models.TextField(blank=True, default="")
    ground = models.TextField(blank=True, default="")
    promised_on = models.DateField(null=True)
    replied_at = models.DateTimeField()
    replied_by = models.CharField(max_length=200)

    class Meta:
        db_table = "appeals_reply"
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict=VerdictKind.ON_PLAN.value, promised_on__isnull=False)
                | ~Q(verdict=VerdictKind.ON_PLAN.value) & Q(promised_on__isnull=True),
                name="appeals_reply_on_plan_by_a_day",
            )
        ]
