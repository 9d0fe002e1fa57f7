"""What is stated about a firm beside figures: a title it holds, a certificate, an accident, a share of a market."""

from __future__ import annotations

from django.db import models

from dukou.enterprises.models.lives import Recorded


class Statement(Recorded):
    """One declared fact of one firm. `value` is plain JSON, exact (`rules.core.records`); `known_on`: the day from which it was known.

    `from_on` and `until_on` bound the days for which it holds, such as the term of a certificate; empty: no bound. Of several that hold on
    a day the one known last counts.
    """

    enterprise = models.ForeignKey("enterprises.Enterprise", models.PROTECT, related_name="statements")
    fact = models.CharField(max_length=100)
    value = models.JSONField()
    known_on = models.DateField()
    from_on = models.DateField(null=True)
    until_on = models.DateField(null=True)

    class Meta:
        db_table = "enterprises_statement"
        indexes = [models.Index(fields=["enterprise", "fact"], name="enterprises_statement_of")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True) | ~models.Q(withdrawn_reason=""), name="enterprises_statement_reasoned"
            ),
            models.CheckConstraint(
                condition=models.Q(from_on__isnull=True) | models.Q(until_on__isnull=True) | models.Q(until_on__gte=models.F("from_on")),
                name="enterprises_statement_in_order",
            ),
        ]
