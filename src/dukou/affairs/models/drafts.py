"""Forms that are not handed in yet; no case, no record: whoever began one may throw it away."""

from __future__ import annotations

from django.db import models

from dukou.affairs.core.kinds import FilingChannel


class Draft(models.Model):
    """A form as it was saved last. `chosen`: units by matter; `answers`: `{concept: {value, from}}`; `papers`: what comes for a material.

    `owner`: who fills it in, by key; nobody else sees it. `enterprise`: for whom, where the affair is about a firm of the register.
    """

    text = models.ForeignKey("affairs.AffairText", models.PROTECT, related_name="+")
    enterprise = models.ForeignKey("enterprises.Enterprise", models.PROTECT, null=True, related_name="+")
    owner = models.CharField(max_length=200)
    channel = models.CharField(max_length=10, choices=FilingChannel.choices(), default=FilingChannel.ONLINE.value)
    chosen = models.JSONField(default=dict)
    answers = models.JSONField(default=dict)
    papers = models.JSONField(default=dict)
    begun_at = models.DateTimeField()
    saved_at = models.DateTimeField()

    class Meta:
        db_table = "affairs_draft"
        indexes = [models.Index(fields=["owner", "-saved_at"], name="affairs_draft_of_owner")]
