"""Attempts to sign in, and the sessions that came of them."""

from __future__ import annotations

from django.db import models

from dukou.accounts.core.kinds import AttemptOutcome


class SignInAttempt(models.Model):
    """One attempt with a username from an address; failures are counted to lock out."""

    username = models.CharField(max_length=60)
    address = models.CharField(max_length=45)
    at = models.DateTimeField()
    outcome = models.CharField(max_length=10, default=AttemptOutcome.FAILED.value)

    class Meta:
        db_table = "accounts_sign_in_attempt"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome__in=[outcome.value for outcome in AttemptOutcome]), name="accounts_attempt_outcome"
            )
        ]
        indexes = [
            models.Index(fields=["username", "at"], name="accounts_attempt_username"),
            models.Index(fields=["address", "at"], name="accounts_attempt_address"),
        ]


class PersonSession(models.Model):
    """A session of a person: where and when it began. Ended ones are kept without their key."""

    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="sessions")
    session_key = models.CharField(max_length=40, null=True, unique=True)  # null, so that any number of ended ones is unique
    started_at = models.DateTimeField()
    address = models.CharField(max_length=45)
    agent = models.CharField(max_length=200, blank=True, default="")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "accounts_session"
        indexes = [models.Index(fields=["person", "ended_at"], name="accounts_session_of_person")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True, session_key__isnull=False)
                | models.Q(ended_at__isnull=False, session_key__isnull=True),
                name="accounts_session_ended_keeps_no_key",
            )
        ]
