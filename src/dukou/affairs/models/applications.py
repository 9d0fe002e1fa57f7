"""Applications, the parts that units have in them, the materials that came, and the one notice of what is missing."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from dukou.affairs.core.kinds import AffairEnding, AffairState, FilingChannel, Way


class Application(models.Model):
    """One application (申请). Its clocks, legs and events are those of its case, whose primary key is its number.

    `applicant`: the firm's name, or that of a firm yet to be. `chosen`: units by matter; `answers`: `{concept: {value, from}}`.
    `filed_by`: who filed it, by key. `form_key`: sent with the form, so that a double click files once. `trips`: how often the applicant
    had to come to the counter.
    """

    case = models.OneToOneField("casework.Case", models.PROTECT, primary_key=True, related_name="+")
    text = models.ForeignKey("affairs.AffairText", models.PROTECT, related_name="+")
    slug = models.CharField(max_length=60)
    enterprise = models.ForeignKey("enterprises.Enterprise", models.PROTECT, null=True, related_name="+")
    applicant = models.CharField(max_length=200)
    channel = models.CharField(max_length=10, choices=FilingChannel.choices())
    chosen = models.JSONField()
    answers = models.JSONField()
    filed_at = models.DateTimeField()
    filed_by = models.CharField(max_length=200)
    form_key = models.CharField(max_length=64, null=True)
    state = models.CharField(max_length=10, choices=AffairState.choices(), default=AffairState.FILED.value)
    trips = models.PositiveIntegerField(default=0)
    accepted_at = models.DateTimeField(null=True)
    was_deemed = models.BooleanField(default=False)  # accepted by silence
    survey_asked_at = models.DateTimeField(null=True)  # when the window was told that the joint survey is to be arranged
    answered_at = models.DateTimeField(null=True)
    agreed_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=20, blank=True, default="", choices=AffairEnding.choices())
    closed_at = models.DateTimeField(null=True)
    was_on_time = models.BooleanField(null=True)  # of the outer clock
    is_synthetic = models.BooleanField(default=False)

    class Meta:
        db_table = "affairs_application"
        indexes = [
            models.Index(fields=["state", "-case"], name="affairs_app_by_state"),
            models.Index(fields=["enterprise", "-case"], name="affairs_app_of_firm"),
            models.Index(fields=["slug", "filed_at"], name="affairs_app_by_day"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["filed_by", "form_key"], name="affairs_app_form_once"),
            models.CheckConstraint(
                condition=Q(state=AffairState.CLOSED.value, closed_at__isnull=False) & ~Q(ending="")
                | ~Q(state=AffairState.CLOSED.value) & Q(closed_at__isnull=True, ending=""),
                name="affairs_app_closed_with_ending",
            ),
        ]

    @property
    def number(self) -> int:
        """What everybody calls it by."""
        return self.case_id


class Part(models.Model):
    """A unit's part of an application: one matter, one leg. `stage`: the stage it is in, empty before the first.

    `is_feasible`, `answer`, `fee_fen`: what the unit answers; `fee_basis`: by what the fee is reckoned. `reference`: its own number for it.
    """

    application = models.ForeignKey("affairs.Application", models.PROTECT, related_name="parts")
    matter = models.CharField(max_length=60)
    unit = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    leg = models.OneToOneField("casework.Leg", models.PROTECT, null=True, related_name="+")  # none before its turn has come
    stage = models.CharField(max_length=60, blank=True, default="")
    reference = models.CharField(max_length=80, blank=True, default="")
    acknowledged_at = models.DateTimeField(null=True)
    is_feasible = models.BooleanField(null=True)
    answer = models.TextField(blank=True, default="")
    fee_fen = models.BigIntegerField(null=True)
    fee_basis = models.CharField(max_length=200, blank=True, default="")
    answered_at = models.DateTimeField(null=True)
    was_deemed = models.BooleanField(default=False)  # it was absent from the survey, and counts as agreeing
    is_accepted = models.BooleanField(null=True)  # at the acceptance
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "affairs_part"
        constraints = [models.UniqueConstraint(fields=["application", "matter", "unit"], name="affairs_part_once")]


class Handed(models.Model):
    """A material of an application: how it came, and what for it stands until it comes.

    `way`: held, uploaded or promised; empty while it is tolerated that it is missing. `until`, `consequence`: of a tolerance.
    `unit`: whose result it is, for papers that a unit gives.
    """

    application = models.ForeignKey("affairs.Application", models.PROTECT, related_name="handed")
    material = models.CharField(max_length=60)
    way = models.CharField(max_length=10, blank=True, default="", choices=Way.choices())
    name = models.CharField(max_length=200, blank=True, default="")
    kind = models.CharField(max_length=10, blank=True, default="")
    size = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True, default="")
    until = models.DateField(null=True)
    consequence = models.CharField(max_length=400, blank=True, default="")
    unit = models.ForeignKey("accounts.Organisation", models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=200)
    made_up_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "affairs_handed"
        indexes = [models.Index(fields=["application", "material"], name="affairs_handed_of_app")]
        constraints = [
            models.CheckConstraint(condition=~Q(way=Way.UPLOAD.value) | ~Q(sha256=""), name="affairs_handed_upload_is_kept"),
            models.CheckConstraint(
                condition=~Q(way="") | Q(until__isnull=False) & ~Q(consequence=""), name="affairs_handed_tolerated_until"
            ),
        ]


class Notice(models.Model):
    """The one-time notice (一次性告知) of everything that is missing. There is one at most."""

    application = models.OneToOneField("affairs.Application", models.PROTECT, primary_key=True, related_name="notice")
    items = models.JSONField()  # what is missing: `{"fields": {concept: words}, "materials": {key: words}, "words": …}`
    given_at = models.DateTimeField()
    given_by = models.CharField(max_length=200)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "affairs_notice"
