"""Plans of matching: proposals, each with its bound and prices. Nothing is assigned by one."""

from __future__ import annotations

from django.db import models


class MatchPlan(models.Model):
    """One plan. All sums in fen.

    `prices`: by `bank/product` the millionths of a fen that a fen of quota and a case are worth, and the `left` money (fen) and `cases`
    when it was made (None: no bound). `aside`: needs and products that were not considered, with what is not known of the firm.
    """

    as_of = models.DateField()
    needs = models.PositiveIntegerField()
    pairs = models.PositiveIntegerField()
    value = models.BigIntegerField()
    bound = models.BigIntegerField()
    by_hand = models.BigIntegerField()  # what greedy, as an office does, would have given
    was_stopped = models.BooleanField(default=False)  # the clock stopped the whole-number programme: another run may differ
    prices = models.JSONField(default=dict)
    aside = models.JSONField(default=list)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=200)

    class Meta:
        db_table = "finance_match_plan"


class MatchPair(models.Model):
    """One pair that was looked at: a need and what a bank offers. `chance`: that it is granted, in ten thousandths."""

    plan = models.ForeignKey(MatchPlan, models.PROTECT, related_name="found")
    need = models.ForeignKey("finance.Need", models.PROTECT, related_name="+")
    bank = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    product = models.SlugField(max_length=60)
    amount = models.BigIntegerField()
    chance = models.PositiveIntegerField()
    value = models.BigIntegerField()
    is_chosen = models.BooleanField(default=False)

    class Meta:
        db_table = "finance_match_pair"
        constraints = [models.UniqueConstraint(fields=["plan", "need", "bank", "product"], name="finance_match_pair_once")]
