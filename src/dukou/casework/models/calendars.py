"""Versions of working calendars."""

from __future__ import annotations

from django.db import models


class CalendarVersion(models.Model):
    """One version of a calendar, whole: every year that the pack tells, by the entry's key. The newest is in force; all are kept.

    `content`: `{"cn-2026": {"year": 2026, "firm_until": …, "holidays": […]}, …}` as the pack writes it (`core.notices`).
    """

    key = models.SlugField(max_length=40)
    number = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.JSONField()
    firm_until = models.DateField()
    stated_at = models.DateTimeField()
    stated_by = models.CharField(max_length=200)

    class Meta:
        db_table = "casework_calendar"
        constraints = [models.UniqueConstraint(fields=["key", "number"], name="casework_calendar_once")]
