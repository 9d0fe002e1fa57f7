"""What the room keeps: policies with the texts of their measures, papers, groups, runs over the register, notices, claims."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from dukou.kit.core.labels import Label
from dukou.policies.core.kinds import ClaimOrigin, PolicyLevel, StackRule, Stage
from dukou.rules.core.answers import Answer

OVER = [stage.value for stage in Stage if stage.is_over]


class Paper(models.Model):
    """A paper that measures ask for. `holder`: the office that holds it; empty: the firm hands it in. `proves`: names of facts."""

    key = models.SlugField(max_length=80, unique=True)
    name_zh = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    holder = models.CharField(max_length=60, blank=True, default="")
    proves = models.JSONField(default=list)

    class Meta:
        db_table = "policies_paper"

    @property
    def label(self) -> Label:
        """The paper's name."""
        return Label(self.name_zh, self.name_en)


class StackGroup(models.Model):
    """Measures that bear on one another. `cap`: of a capped sum, in fen; `is_for_all`: over every measure."""

    key = models.SlugField(max_length=80, unique=True)
    name_zh = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    rule = models.CharField(max_length=10, choices=StackRule.choices())
    cap = models.BigIntegerField(null=True)
    is_for_all = models.BooleanField(default=False)

    class Meta:
        db_table = "policies_group"
        constraints = [
            models.CheckConstraint(
                condition=Q(rule=StackRule.SUM_CAP.value, cap__gte=0) | (~Q(rule=StackRule.SUM_CAP.value) & Q(cap__isnull=True)),
                name="policies_group_capped",
            ),
            models.UniqueConstraint(fields=["is_for_all"], condition=Q(is_for_all=True), name="policies_group_one_for_all"),
        ]

    @property
    def label(self) -> Label:
        """The group's name."""
        return Label(self.name_zh, self.name_en)


class Policy(models.Model):
    """One policy document. `content` holds what pages show of it: source, review, about; one that left the pack is kept, withdrawn."""

    slug = models.SlugField(max_length=80, unique=True)
    name_zh = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300)
    order = models.PositiveIntegerField(default=0)
    level = models.CharField(max_length=10, choices=PolicyLevel.choices())
    place = models.CharField(max_length=12, blank=True, default="")
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    is_example = models.BooleanField(default=False)
    content = models.JSONField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "policies_policy"
        constraints = [
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=F("since")), name="policies_policy_in_order"
            )
        ]

    @property
    def label(self) -> Label:
        """The policy's name."""
        return Label(self.name_zh, self.name_en)


class MeasureText(models.Model):
    """One text of a measure. The newest stands; earlier ones stay for the claims that were filed under them."""

    policy = models.ForeignKey(Policy, models.PROTECT, related_name="measures")
    key = models.SlugField(max_length=80)
    position = models.PositiveIntegerField()
    content = models.JSONField()  # core.measures.Measure.plain
    is_title_only = models.BooleanField()
    stated_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "policies_measure"
        constraints = [
            models.UniqueConstraint(fields=["key"], condition=Q(replaced_at__isnull=True), name="policies_measure_text_stands_once")
        ]


class MatchingRun(models.Model):
    """All measures in force over the whole register on one day. `counts`: by measure the firms by answer. The newest run is shown."""

    as_of = models.DateField()
    ran_at = models.DateTimeField()
    ran_by = models.CharField(max_length=200)
    firms = models.PositiveIntegerField()
    counts = models.JSONField()

    class Meta:
        db_table = "policies_run"


class Entitlement(models.Model):
    """A firm that a measure fits, may fit, or misses by one sentence (`near`); others are only counted. Money in fen."""

    run = models.ForeignKey(MatchingRun, models.CASCADE, related_name="entitlements")
    measure = models.ForeignKey(MeasureText, models.PROTECT, related_name="+")
    enterprise = models.ForeignKey("enterprises.Enterprise", models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, choices=Answer.choices())
    least = models.BigIntegerField(null=True)
    most = models.BigIntegerField(null=True)
    near = models.JSONField(null=True)

    class Meta:
        db_table = "policies_entitlement"
        constraints = [models.UniqueConstraint(fields=["run", "measure", "enterprise"], name="policies_entitlement_once")]
        indexes = [models.Index(fields=["run", "measure", "answer"], name="policies_entitlement_by_answer")]


class Notice(models.Model):
    """A firm was told on its desk that a measure fits it. `window_on`: the first day of the window, as of a claim; told once in each."""

    measure = models.CharField(max_length=80)
    window_on = models.DateField()
    enterprise = models.ForeignKey("enterprises.Enterprise", models.PROTECT, related_name="+")
    told_at = models.DateTimeField()
    told_by = models.CharField(max_length=200)

    class Meta:
        db_table = "policies_notice"
        constraints = [models.UniqueConstraint(fields=["measure", "enterprise", "window_on"], name="policies_notice_once_a_window")]


class Claim(models.Model):
    """One firm's claim to one measure, from filing to payment. Money in fen; people by their keys.

    `decision_filed` and `decision_made`: what the rules answered when it was filed and when it was decided. `asked`: the amount by the
    rules at filing; `amount`: what was decided. `announced`: keys of papers that the firm says are
    ready; `received`: of those that an officer noted as in. `round`: the calendar year
    in which it was filed; it draws on that year's budget and counts in that year, whenever it is paid. `window_on`: the first day of the
    window in which it was filed, which may cross New Year (`core.measures.Window.begins_on`).

    The constraint on one claim a window sees one entry of the register; entries merged since, and windows whose bounds were mended, are
    told together by `queries.claims.of_same`.
    """

    measure = models.ForeignKey(MeasureText, models.PROTECT, related_name="claims")
    measure_key = models.SlugField(max_length=80)
    round = models.PositiveIntegerField()
    enterprise = models.ForeignKey("enterprises.Enterprise", models.PROTECT, related_name="+")
    origin = models.CharField(max_length=10, choices=ClaimOrigin.choices())
    stage = models.CharField(max_length=10, choices=Stage.choices(), default=Stage.FILED.value)
    asked = models.BigIntegerField(null=True)
    announced = models.JSONField(default=list)
    received = models.JSONField(default=list)
    remark = models.TextField(blank=True, default="")
    filed_on = models.DateField()
    window_on = models.DateField()
    filed_at = models.DateTimeField()
    filed_by = models.CharField(max_length=200)
    decision_filed = models.ForeignKey("rules.Decision", models.PROTECT, null=True, related_name="+")
    is_granted = models.BooleanField(null=True)
    amount = models.BigIntegerField(null=True)
    decided_reason = models.TextField(blank=True, default="")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=200, blank=True, default="")
    decision_made = models.ForeignKey("rules.Decision", models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.CharField(max_length=200, blank=True, default="")
    voucher = models.CharField(max_length=120, blank=True, default="")
    paid_on = models.DateField(null=True)
    entered_by = models.CharField(max_length=200, blank=True, default="")  # who entered the payment
    paid_by = models.CharField(max_length=200, blank=True, default="")  # who confirmed it
    paid_at = models.DateTimeField(null=True)
    ended_reason = models.TextField(blank=True, default="")

    class Meta:
        db_table = "policies_claim"
        indexes = [models.Index(fields=["stage", "filed_on"], name="policies_claim_by_stage")]
        constraints = [
            models.UniqueConstraint(
                fields=["measure_key", "enterprise", "window_on"],
                condition=~Q(stage__in=[Stage.REFUSED.value, Stage.WITHDRAWN.value]),
                name="policies_claim_once_a_window",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by="") | ~Q(confirmed_by=F("decided_by")), name="policies_claim_confirmed_by_another"
            ),
            models.CheckConstraint(condition=Q(paid_by="") | ~Q(paid_by=F("entered_by")), name="policies_claim_paid_by_two"),
            models.CheckConstraint(
                condition=~Q(stage=Stage.PAID.value)
                | (
                    Q(paid_on__isnull=False, paid_at__isnull=False, is_granted=True, amount__isnull=False) & ~Q(voucher="") & ~Q(paid_by="")
                ),
                name="policies_claim_paid_whole",
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=[Stage.GRANTED.value, Stage.PAYING.value, Stage.PAID.value])
                | (Q(is_granted=True, confirmed_at__isnull=False) & ~Q(confirmed_by="")),
                name="policies_claim_granted_whole",
            ),
        ]
