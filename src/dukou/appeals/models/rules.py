"""What the district says of its appeals."""

from __future__ import annotations

from django.db import models


class AppealRules(models.Model):
    """`appeals.yaml` of the pack, whole: profile, topics, duty list, knowledge, templates. One row; a changed one replaces it.

    What a case leaned on stands in its events, and the profile it is pinned to is kept by casework.
    """

    pack = models.CharField(max_length=60)
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        db_table = "appeals_rules"
