"""What the room keeps: sources, subjects, indicators with the versions of their definitions, claims, tags and findings."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from dukou.figures.core.claims import ClaimKind, PriceBasis, Role, ValueKind, Visibility
from dukou.figures.core.findings import FindingRule
from dukou.figures.core.operators import Operator
from dukou.figures.core.origins import Origin
from dukou.figures.core.tags import WHOLE, Confidence
from dukou.kit.core.labels import Label


class Named(models.Model):
    """Something with a stable key and a name in both languages."""

    name_zh = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)

    class Meta:
        abstract = True

    @property
    def label(self) -> Label:
        """The name in both languages."""
        return Label(self.name_zh, self.name_en)


class Source(Named):
    """Where claims come from: a document, a sheet, an office's word. `sha256` is of the document where we hold it."""

    key = models.SlugField(max_length=80, unique=True)
    publisher_zh = models.CharField(max_length=200, blank=True, default="")
    publisher_en = models.CharField(max_length=200, blank=True, default="")
    place_zh = models.CharField(max_length=40, default="第 {place} 段")  # how a place in it is named
    place_en = models.CharField(max_length=40, default="paragraph {place}")
    known_on = models.DateField(null=True)
    is_known_on_assumed = models.BooleanField(default=False)
    about_zh = models.TextField(blank=True, default="")
    about_en = models.TextField(blank=True, default="")
    sha256 = models.CharField(max_length=64, blank=True, default="")
    origin = models.CharField(max_length=10, choices=Origin.choices(), default=Origin.OFFICE)

    class Meta:
        db_table = "figures_source"


class Subject(Named):
    """What claims are about, by kind and key: a district, a cluster, a segment, an enterprise, a project, a platform."""

    kind = models.SlugField(max_length=30)
    key = models.SlugField(max_length=80)
    parent = models.CharField(max_length=120, blank=True, default="")  # reference kind/key
    is_introduced = models.BooleanField(default=False)  # named by an act (a list was taken in), not by a pack

    class Meta:
        db_table = "figures_subject"
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="figures_subject_once")]

    @property
    def ref(self) -> str:
        """The reference `kind/key`."""
        return f"{self.kind}/{self.key}"


class Tag(models.Model):
    """A subject (an enterprise) belongs to another (a segment of a cluster, a node of a chain), says a source, on this evidence.

    `share`: how much of the subject's revenue belongs there, in millionths; empty: nobody has said. A tag taken back keeps its row: it
    stands for every day from `known_on` until before `ended_on`.
    """

    subject = models.ForeignKey(Subject, models.PROTECT, related_name="tags")
    segment = models.ForeignKey(Subject, models.PROTECT, related_name="tagged")
    confidence = models.CharField(max_length=10, choices=Confidence.choices(), default=Confidence.CONFIRMED)
    share = models.PositiveIntegerField(null=True)
    evidence_zh = models.TextField(blank=True, default="")
    evidence_en = models.TextField(blank=True, default="")
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")
    place = models.CharField(max_length=60, blank=True, default="")
    known_on = models.DateField()
    recorded_by = models.CharField(max_length=200, blank=True, default="")
    ended_on = models.DateField(null=True)
    end_reason = models.TextField(blank=True, default="")
    pack = models.CharField(max_length=60, blank=True, default="")  # the pack that states it, if one does

    class Meta:
        db_table = "figures_tag"
        constraints = [
            models.UniqueConstraint(fields=["subject", "segment"], condition=Q(ended_on=None), name="figures_tag_stands_once"),
            models.CheckConstraint(condition=Q(ended_on=None) | ~Q(end_reason=""), name="figures_tag_end_has_reason"),
            models.CheckConstraint(condition=Q(share=None) | Q(share__gt=0, share__lte=WHOLE), name="figures_tag_share"),
        ]


class Indicator(Named):
    """What is measured. `growth_of` names the indicator whose growth this one states."""

    key = models.SlugField(max_length=60, unique=True)
    value_kind = models.CharField(max_length=10, choices=ValueKind.choices(), default=ValueKind.QUANTITY)
    unit = models.CharField(max_length=10, blank=True, default="")
    role = models.CharField(max_length=20, choices=Role.choices(), default=Role.NONE)
    growth_of = models.CharField(max_length=60, blank=True, default="")
    may_be_negative = models.BooleanField(default=False)

    class Meta:
        db_table = "figures_indicator"


class Definition(models.Model):
    """One version of what an indicator counts (口径). A changed definition is a new version; claims keep theirs."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="definitions")
    version = models.CharField(max_length=20)
    text_zh = models.TextField()
    text_en = models.TextField()

    class Meta:
        db_table = "figures_definition"
        constraints = [models.UniqueConstraint(fields=["indicator", "version"], name="figures_definition_once")]

    @property
    def label(self) -> Label:
        """The definition in both languages."""
        return Label(self.text_zh, self.text_en)


class Claim(models.Model):
    """One statement, never changed and never deleted: a correction is a further revision under the same reference.

    `value` is the figure as written (operator apart), `base_value` the same in whole base units of its dimension, for comparison.
    """

    ref = models.CharField(max_length=120)
    revision = models.PositiveIntegerField(default=1)
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="claims")
    definition = models.ForeignKey(Definition, models.PROTECT, related_name="claims")
    operator = models.CharField(max_length=1, choices=Operator.choices(), default=Operator.EQUAL)
    value = models.CharField(max_length=200)
    unit = models.CharField(max_length=10, blank=True, default="")
    base_value = models.BigIntegerField(null=True)
    period = models.CharField(max_length=30, blank=True, default="")  # empty: undated
    period_first_on = models.DateField(null=True)
    period_last_on = models.DateField(null=True)
    kind = models.CharField(max_length=12, choices=ClaimKind.choices())
    price_basis = models.CharField(max_length=10, choices=PriceBasis.choices(), default=PriceBasis.UNSTATED)
    visibility = models.CharField(max_length=12, choices=Visibility.choices(), default=Visibility.PUBLIC)
    owner = models.ForeignKey("accounts.Organisation", models.PROTECT, null=True, related_name="+")
    source = models.ForeignKey(Source, models.PROTECT, related_name="claims")
    place = models.CharField(max_length=60, blank=True, default="")
    said_by_zh = models.CharField(max_length=100, blank=True, default="")
    said_by_en = models.CharField(max_length=100, blank=True, default="")
    note_zh = models.TextField(blank=True, default="")
    note_en = models.TextField(blank=True, default="")
    known_on = models.DateField()
    stated_known_on = models.DateField(null=True)  # what the pack says; a correction becomes known when it is made
    is_known_on_assumed = models.BooleanField(default=False)
    is_withdrawn = models.BooleanField(default=False)  # this revision takes the claim back
    reason = models.TextField(blank=True, default="")
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=200)
    pack = models.CharField(max_length=60, blank=True, default="")  # the pack that stated this revision, if one did

    class Meta:
        db_table = "figures_claim"
        indexes = [
            models.Index(fields=["subject", "definition"], name="figures_claim_of"),
            models.Index(fields=["known_on"], name="figures_claim_known"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["ref", "revision"], name="figures_claim_once"),
            models.CheckConstraint(condition=Q(revision=1) | ~Q(reason=""), name="figures_correction_has_reason"),
            models.CheckConstraint(condition=Q(revision__gt=1) | Q(is_withdrawn=False), name="figures_withdrawal_is_correction"),
            models.CheckConstraint(
                condition=Q(period_first_on__isnull=True, period_last_on__isnull=True) | Q(period_first_on__lte=F("period_last_on")),
                name="figures_period_in_order",
            ),
            models.CheckConstraint(
                condition=~Q(visibility=Visibility.CONFIDENTIAL) | Q(owner__isnull=False), name="figures_confidential_owned"
            ),
        ]


class Finding(models.Model):
    """A contradiction among claims about one subject, as the rules found it. It stands as long as all its claims stand."""

    rule = models.CharField(max_length=20, choices=FindingRule.choices())
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="findings")
    signature = models.CharField(max_length=400, unique=True)  # rule and claim ids: a finding is recorded once
    message_zh = models.TextField()
    message_en = models.TextField()

    class Meta:
        db_table = "figures_finding"

    @property
    def label(self) -> Label:
        """What contradicts what."""
        return Label(self.message_zh, self.message_en)


class FindingPart(models.Model):
    """One of the claims that a finding is about."""

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="parts")
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()

    class Meta:
        db_table = "figures_finding_part"
        constraints = [models.UniqueConstraint(fields=["finding", "position"], name="figures_finding_part_once")]
