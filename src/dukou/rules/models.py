"""What the room keeps: versions of rule books, their golden cases, facts that packs declare, and decisions."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from dukou.kit.core.labels import Label
from dukou.rules.core.answers import Answer
from dukou.rules.core.facts import FactType, SubjectKind
from dukou.rules.core.standings import Standing
from dukou.rules.core.visibility import Visibility


class RuleBook(models.Model):
    """One text of one version of a rule book. A corrected text of the same version is another row; one of them is released at a time."""

    slug = models.SlugField(max_length=80)
    version = models.CharField(max_length=40)
    name_zh = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=SubjectKind.choices())
    place = models.CharField(max_length=12, blank=True, default="")
    since = models.DateField()
    until = models.DateField(null=True)
    content = models.JSONField()  # what the YAML says
    file = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    standing = models.CharField(max_length=10, choices=Standing.choices())
    loaded_at = models.DateTimeField()
    loaded_by = models.CharField(max_length=200)
    released_at = models.DateTimeField(null=True)
    released_by = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        db_table = "rules_book"
        constraints = [
            models.UniqueConstraint(fields=["slug", "version", "sha256"], name="rules_book_text_once"),
            models.UniqueConstraint(
                fields=["slug", "version"], condition=Q(standing=Standing.IN_FORCE.value), name="rules_book_released_once"
            ),
        ]

    @property
    def label(self) -> Label:
        """The book's name."""
        return Label(self.name_zh, self.name_en)

    @property
    def key(self) -> str:
        """Book and version."""
        return f"{self.slug}/{self.version}"


class GoldenCase(models.Model):
    """One golden case as the pack writes it; run again whenever its book changes."""

    key = models.CharField(max_length=160, unique=True)
    book = models.CharField(max_length=130)
    content = models.JSONField()

    class Meta:
        db_table = "rules_case"


class DeclaredFact(models.Model):
    """A fact that a pack declares. With an indicator it is told by figures, otherwise stated for each subject with source and date."""

    key = models.CharField(max_length=100, unique=True)
    name_zh = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=SubjectKind.choices())
    holds = models.CharField(max_length=10, choices=FactType.choices())
    unit = models.CharField(max_length=20, blank=True, default="")
    indicator = models.CharField(max_length=80, blank=True, default="")
    holder_zh = models.CharField(max_length=200)
    holder_en = models.CharField(max_length=200)
    paper_zh = models.CharField(max_length=200, blank=True, default="")
    paper_en = models.CharField(max_length=200, blank=True, default="")
    ground_zh = models.TextField()
    ground_en = models.TextField()
    visibility = models.CharField(max_length=20, choices=Visibility.choices())

    class Meta:
        db_table = "rules_fact"
        constraints = [
            models.CheckConstraint(
                condition=Q(holds=FactType.QUANTITY.value) & ~Q(unit="") | ~Q(holds=FactType.QUANTITY.value) & Q(unit="", indicator=""),
                name="rules_fact_quantity_has_unit",
            )
        ]

    @property
    def label(self) -> Label:
        """What it is called."""
        return Label(self.name_zh, self.name_en)


class Decision(models.Model):
    """An answer that counted, with the version and the facts it was made under: enough to make it again. Only grows."""

    book = models.ForeignKey(RuleBook, models.PROTECT, related_name="decisions")
    subject_kind = models.CharField(max_length=20, choices=SubjectKind.choices())
    subject_key = models.CharField(max_length=80)
    as_of = models.DateField()
    place = models.CharField(max_length=12, blank=True, default="")
    beneath = models.JSONField(default=dict)  # the texts of the books it leaned on: slug/version → sha256
    facts = models.JSONField()  # every fact used, with value, source, place, day and period
    answer = models.CharField(max_length=10, choices=Answer.choices())
    value = models.JSONField(null=True)
    purpose = models.CharField(max_length=120, blank=True, default="")  # what it was made for, e.g. claim/12
    decided_at = models.DateTimeField()
    decided_by = models.CharField(max_length=200)

    class Meta:
        db_table = "rules_decision"
        indexes = [models.Index(fields=["subject_kind", "subject_key"], name="rules_decision_subject")]
