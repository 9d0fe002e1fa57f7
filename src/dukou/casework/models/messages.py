"""What people are told, in their inbox here; e-mail and chat only repeat it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Message(models.Model):
    """One message to one person. `about`: (kind, key) of what it is about; `address`: of the page that shows it."""

    person = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    zh = models.TextField()
    en = models.TextField()
    about_kind = models.CharField(max_length=20)
    about_key = models.CharField(max_length=80)
    address = models.CharField(max_length=200)
    sent_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "casework_message"
        indexes = [
            models.Index(fields=["person", "-id"], name="casework_message_inbox"),
            models.Index(fields=["person"], name="casework_message_unread", condition=Q(read_at__isnull=True)),
        ]
