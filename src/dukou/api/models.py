"""What the door itself keeps: answers to requests that may be sent twice."""

from __future__ import annotations

from django.db import models


class KeptAnswer(models.Model):
    """The answer to a request sent with an `Idempotency-Key`, written in the transaction of the act and forgotten after a day.

    `asked` is method and address, `body_sha256` the hash of what was sent. `status` is empty only inside that transaction.
    """

    person = models.CharField(max_length=200)
    key = models.CharField(max_length=100)
    asked = models.CharField(max_length=300)
    body_sha256 = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    body = models.TextField(blank=True, default="")
    kept_at = models.DateTimeField()

    class Meta:
        db_table = "api_kept_answer"
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="api_kept_answer_once")]
