"""What the room keeps: maps in their versions, supply links by name, reference files, back-tests, assessments, and the working lists.

Who stands on a node is kept by `figures` (tags); how much a firm turns over is a claim. A map, a back-test and an assessment are never
changed: a later one stands beside them.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from dukou.chains.core.kinds import InvitationState, ReferenceKind
from dukou.kit.core.labels import Label


class ChainText(models.Model):
    """One text of a chain map as a pack stated it (`content`: core.written). The newest stands; earlier ones stay."""

    slug = models.SlugField(max_length=60)
    version = models.CharField(max_length=20)
    since = models.DateField()
    order = models.PositiveIntegerField(default=0)
    name_zh = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    about = models.JSONField(null=True)
    content = models.JSONField()
    pack = models.CharField(max_length=60)
    stated_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "chains_text"
        constraints = [models.UniqueConstraint(fields=["slug"], condition=Q(replaced_at__isnull=True), name="chains_text_stands_once")]

    @property
    def label(self) -> Label:
        """The chain's name."""
        return Label(self.name_zh, self.name_en)


class SheetSet(models.Model):
    """The district's own set of charts and lists (X图X清单): `items` are [kind, zh, en] in their order. One row at most."""

    name_zh = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100)
    items = models.JSONField()
    pack = models.CharField(max_length=60)

    class Meta:
        db_table = "chains_sheet_set"

    @property
    def label(self) -> Label:
        """Its name in this district."""
        return Label(self.name_zh, self.name_en)


class SupplyLink(models.Model):
    """One firm supplies another, by name, says some evidence. `node`: on which node of which chain the goods stand (`node/…`)."""

    supplier = models.ForeignKey("enterprises.Enterprise", models.PROTECT, related_name="+")
    user = models.ForeignKey("enterprises.Enterprise", models.PROTECT, related_name="+")
    node = models.CharField(max_length=160)
    evidence = models.CharField(max_length=300)
    known_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=200)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        db_table = "chains_supply"
        constraints = [
            models.CheckConstraint(condition=~Q(supplier=F("user")), name="chains_supply_of_two"),
            models.CheckConstraint(condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason=""), name="chains_supply_reasoned"),
            models.UniqueConstraint(fields=["supplier", "user", "node"], condition=Q(withdrawn_at__isnull=True), name="chains_supply_once"),
        ]


class Reference(models.Model):
    """A file that assessments lean on, kept in the home by its hash. `about`: what it holds, as the reader counted it.

    `columns`: how the columns of a panel were read. Of one kind the newest that was not withdrawn is used.
    """

    kind = models.CharField(max_length=10, choices=ReferenceKind.choices())
    name = models.CharField(max_length=200)
    source = models.CharField(max_length=300)
    sha256 = models.CharField(max_length=64)
    columns = models.JSONField(default=dict)
    about = models.JSONField(default=dict)
    is_synthetic = models.BooleanField()
    known_on = models.DateField()
    kept_at = models.DateTimeField()
    kept_by = models.CharField(max_length=200)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        db_table = "chains_reference"
        constraints = [
            models.CheckConstraint(condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason=""), name="chains_reference_reasoned"),
            models.UniqueConstraint(fields=["kind", "sha256"], condition=Q(withdrawn_at__isnull=True), name="chains_reference_once"),
        ]


class BackTest(models.Model):
    """What became of past suggestions on a panel, by method: `content` is core.backtest's report with its table of hit rates."""

    panel = models.ForeignKey(Reference, models.PROTECT, related_name="back_tests")
    task = models.CharField(max_length=20)
    content = models.JSONField()
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=200)

    class Meta:
        db_table = "chains_back_test"
        indexes = [models.Index(fields=["panel", "task", "-id"], name="chains_back_test_newest")]


class Assessment(models.Model):
    """One look at a chain (研判): the map and every input as known on a day, what was derived, and what was advised. Never changed.

    `marks`: how far the tables of inputs had grown, so that a page can say that something has been added since.
    """

    chain = models.ForeignKey(ChainText, models.PROTECT, related_name="assessments")
    as_of = models.DateField()
    panel = models.ForeignKey(Reference, models.PROTECT, null=True, related_name="+")
    io_table = models.ForeignKey(Reference, models.PROTECT, null=True, related_name="+")
    back_test = models.ForeignKey(BackTest, models.PROTECT, null=True, related_name="+")
    marks = models.JSONField()
    content = models.JSONField()
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=200)

    class Meta:
        db_table = "chains_assessment"
        indexes = [models.Index(fields=["chain", "-id"], name="chains_assessment_newest")]


class NodeStanding(models.Model):
    """What an assessment found of one node, for lists and the warehouse. Money in fen; empty: not known."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="nodes")
    node = models.CharField(max_length=160)
    status = models.CharField(max_length=20)
    firms = models.PositiveIntegerField()
    revenue = models.BigIntegerField(null=True)
    gap = models.BigIntegerField(null=True)
    rank = models.PositiveIntegerField(null=True)

    class Meta:
        db_table = "chains_node_standing"
        constraints = [models.UniqueConstraint(fields=["assessment", "node"], name="chains_node_standing_once")]


class Candidate(models.Model):
    """A firm elsewhere that might come. `nodes`: references with how well it fits (0 to 1, null: not known).

    `features`: `lists`, the source of each day on which it was listed, and `signals`, by signal and day what was known from which source.
    `capacity`: what one plant of it turns over in a year, in fen; empty: not known.
    """

    key = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    code = models.CharField(max_length=20, blank=True, default="")
    place = models.CharField(max_length=100, blank=True, default="")
    nodes = models.JSONField()
    features = models.JSONField(default=dict)
    capacity = models.BigIntegerField(null=True)
    source = models.CharField(max_length=300)
    known_on = models.DateField()
    is_synthetic = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=200)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        db_table = "chains_candidate"
        constraints = [
            models.CheckConstraint(condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason=""), name="chains_candidate_reasoned")
        ]


class Invitation(models.Model):
    """One line of the invitation list: whom to win for which node. `advice`: the suggestion with its reasons as it stood when listed."""

    node = models.CharField(max_length=160)
    chain = models.SlugField(max_length=60)
    candidate = models.ForeignKey(Candidate, models.PROTECT, null=True, related_name="invitations")
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=12, choices=InvitationState.choices(), default=InvitationState.LISTED.value)
    office = models.ForeignKey("accounts.Organisation", models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(null=True)
    assessment = models.ForeignKey(Assessment, models.PROTECT, null=True, related_name="+")
    advice = models.JSONField(default=dict)
    is_synthetic = models.BooleanField(default=False)
    listed_at = models.DateTimeField()
    listed_by = models.CharField(max_length=200)

    class Meta:
        db_table = "chains_invitation"
        indexes = [models.Index(fields=["state", "due_on"], name="chains_invitation_by_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["node", "candidate"],
                condition=Q(candidate__isnull=False) & ~Q(state__in=[state.value for state in InvitationState if state.is_over]),
                name="chains_invitation_once",
            )
        ]


class InvitationStep(models.Model):
    """What happened to an invitation; never changed."""

    invitation = models.ForeignKey(Invitation, models.PROTECT, related_name="steps")
    state = models.CharField(max_length=12, choices=InvitationState.choices())
    said = models.CharField(max_length=500)
    happened_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=200)

    class Meta:
        db_table = "chains_invitation_step"


class Problem(models.Model):
    """One line of the problem list of a chain: what stands in the way, who mends it by when, and how it ended."""

    chain = models.SlugField(max_length=60)
    node = models.CharField(max_length=160, blank=True, default="")
    text = models.CharField(max_length=500)
    office = models.ForeignKey("accounts.Organisation", models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(null=True)
    is_synthetic = models.BooleanField(default=False)
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=200)
    solved_at = models.DateTimeField(null=True)
    solved_by = models.CharField(max_length=200, blank=True, default="")
    solution = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        db_table = "chains_problem"
        constraints = [
            models.CheckConstraint(condition=Q(solved_at__isnull=True) | (~Q(solution="") & ~Q(solved_by="")), name="chains_problem_solved")
        ]


class ChainRules(models.Model):
    """The district's own thresholds of node states and its policy weights, by chain or node (text, exact). One row at most."""

    status = models.JSONField(default=dict)
    weights = models.JSONField(default=dict)
    pack = models.CharField(max_length=60)

    class Meta:
        db_table = "chains_rules"
