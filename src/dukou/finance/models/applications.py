"""Applications to banks and what these answered."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from dukou.finance.core.kinds import ApplicationState, Repayment


class Application(models.Model):
    """A need sent to a bank for a product, under a consent. Its number is that of its case, whose clock the bank answers within."""

    case = models.OneToOneField("casework.Case", models.PROTECT, primary_key=True, related_name="+")
    need = models.ForeignKey("finance.Need", models.PROTECT, related_name="applications")
    bank = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    product = models.SlugField(max_length=60)
    version = models.CharField(max_length=40)
    text = models.ForeignKey("finance.ProductText", models.PROTECT, related_name="+")
    consent = models.ForeignKey("finance.Consent", models.PROTECT, related_name="+")
    amount = models.BigIntegerField()
    state = models.CharField(max_length=12, choices=ApplicationState.choices(), default=ApplicationState.SENT.value)
    sent_at = models.DateTimeField()
    sent_by = models.CharField(max_length=200)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "finance_application"
        indexes = [models.Index(fields=["bank", "state", "-case"], name="finance_application_of_bank")]
        constraints = [
            models.UniqueConstraint(
                fields=["need", "bank", "product"],
                condition=Q(state__in=[each.value for each in ApplicationState if each.is_open]),
                name="finance_application_once",
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="finance_application_is_of_something"),
        ]


class BankAnswer(models.Model):
    """What a bank answered: an offer with its terms, or a refusal with its coded reason and words. Only grows; the last one stands.

    `rate`: a year, in hundredths of a percent; `fee`: fen, paid when drawn.
    """

    application = models.ForeignKey(Application, models.PROTECT, related_name="answers")
    is_offer = models.BooleanField()
    amount = models.BigIntegerField(null=True)
    rate = models.PositiveIntegerField(null=True)
    fee = models.BigIntegerField(default=0)
    term_months = models.PositiveSmallIntegerField(null=True)
    repayment = models.CharField(max_length=20, blank=True, default="", choices=Repayment.choices())
    valid_until = models.DateField(null=True)
    reason = models.SlugField(max_length=60, blank=True, default="")
    words = models.TextField(blank=True, default="")
    answered_at = models.DateTimeField()
    answered_by = models.CharField(max_length=200)

    class Meta:
        db_table = "finance_answer"
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(is_offer=True, amount__gt=0, rate__isnull=False, term_months__gt=0, valid_until__isnull=False, reason="")
                    & ~Q(repayment="")
                )
                | (Q(is_offer=False, amount__isnull=True, rate__isnull=True, repayment="") & ~Q(reason="") & ~Q(words="")),
                name="finance_answer_offers_or_says_why_not",
            )
        ]
