"""People who sign in, and how providers outside the house know them."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models

from dukou.kit.core.labels import LANGUAGES

USERNAME = RegexValidator(
    r"\A[a-z0-9][a-z0-9._-]{1,58}[a-z0-9]\Z", message="小写字母、数字和 . _ -，至少 3 位 / lower-case letters, digits and . _ -"
)


class People(BaseUserManager["Person"]):
    """The people of the house; they are added by `actions.people.add` only."""


class Person(AbstractBaseUser):
    """Someone who can sign in. `username` is the lasting key by which acts name the person; what one may comes from posts."""

    username = models.CharField(max_length=60, unique=True, validators=[USERNAME])
    display_name = models.CharField(max_length=100)
    email = models.EmailField(blank=True, default="")  # where messages are repeated; nobody signs in with it
    language = models.CharField(max_length=2, default="zh")
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    added_at = models.DateTimeField()

    objects: ClassVar[People] = People()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name"]

    class Meta:
        db_table = "accounts_person"
        constraints = [models.CheckConstraint(condition=models.Q(language__in=LANGUAGES), name="accounts_person_language")]

    def __str__(self) -> str:
        return self.display_name

    @property
    def key(self) -> str:
        """The person as actors and viewers are written: `person:<username>`."""
        return f"person:{self.username}"


class ExternalIdentity(models.Model):
    """A person as an identity provider outside knows him; one outside identity belongs to one person."""

    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="external_identities")
    provider = models.CharField(max_length=60)
    subject = models.CharField(max_length=200)
    linked_at = models.DateTimeField()

    class Meta:
        db_table = "accounts_external_identity"
        constraints = [models.UniqueConstraint(fields=["provider", "subject"], name="accounts_external_identity_once")]
