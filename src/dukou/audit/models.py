"""What the trail keeps: events that only grow, the head of their chain, and personal values that can be erased."""

from __future__ import annotations

from django.db import models

from dukou.audit.core.seals import GENESIS, Sealed


class AuditEvent(models.Model):
    """One act that was done. `id` is its position in the chain, from 1 without gaps; the database refuses every change.

    Actor and subject are text (`kind:key`; kind and key), never foreign keys: the trail stays when what it tells of is gone.
    """

    id = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=200)
    on_behalf_of = models.CharField(max_length=200, blank=True, default="")
    act = models.CharField(max_length=100)
    subject_kind = models.CharField(max_length=60)
    subject_key = models.CharField(max_length=200)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    reason = models.TextField(blank=True, default="")
    prev_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        db_table = "audit_event"
        indexes = [
            models.Index(fields=["subject_kind", "subject_key"], name="audit_event_subject"),
            models.Index(fields=["actor"], name="audit_event_actor"),
            models.Index(fields=["act"], name="audit_event_act"),
            models.Index(fields=["at"], name="audit_event_at"),
        ]

    @property
    def sealed(self) -> Sealed:
        """What the hash of this event covers, as it stands in the database now."""
        names = ("at", "actor", "on_behalf_of", "act", "subject_kind", "subject_key", "before", "after", "reason", "prev_hash")
        return Sealed(self.pk, *(getattr(self, name) for name in names))


class AuditHead(models.Model):
    """The one row that names the last event: writers queue for it, and a tail that was cut off is noticed by it."""

    position = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=GENESIS)

    class Meta:
        db_table = "audit_head"
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="audit_head_one")]


class PersonalValue(models.Model):
    """A personal value that events refer to by `key`, a commitment made of salt and value; erasing empties both."""

    key = models.CharField(max_length=64, unique=True)
    subject_kind = models.CharField(max_length=60)
    subject_key = models.CharField(max_length=200)
    salt = models.CharField(max_length=64, blank=True, default="")
    value = models.JSONField(null=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "audit_personal_value"
        indexes = [models.Index(fields=["subject_kind", "subject_key"], name="audit_personal_subject")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(erased_at__isnull=True) | models.Q(value__isnull=True, salt=""),
                name="audit_personal_erased_is_empty",
            )
        ]
