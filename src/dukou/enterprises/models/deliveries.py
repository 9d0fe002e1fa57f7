"""Lists that were handed in, and what they and people changed in the register."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from dukou.enterprises.core.kinds import DeliveryState
from dukou.enterprises.core.remarks import RemarkKind
from dukou.figures.core.claims import ClaimKind
from dukou.figures.core.origins import Origin


class Delivery(models.Model):
    """A file that an office handed in. The file itself is kept in the home by its hash; figures of it name the row they stand in.

    `year` and `kind` hold for figures that do not say their own; `origin`: from whom they are. `counts`: see core.outcomes.Counts.
    `columns`: what each column was read as; `first_rows`: the fate of the first rows, as the preview shows them; `refusal`: why a file was
    not read that a worker had to read.
    """

    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    office = models.CharField(max_length=80, blank=True, default="")  # key of the organisation in whose name it was handed in
    state = models.CharField(max_length=10, choices=DeliveryState.choices(), default=DeliveryState.PREVIEWED)
    year = models.PositiveSmallIntegerField(null=True)
    kind = models.CharField(max_length=12, choices=ClaimKind.choices(), default=ClaimKind.REPORTED)
    origin = models.CharField(max_length=10, choices=Origin.choices(), default=Origin.OFFICE)
    counts = models.JSONField(default=dict)
    columns = models.JSONField(default=list)
    first_rows = models.JSONField(default=list)
    heading_row = models.PositiveIntegerField(null=True)
    refusal = models.JSONField(default=dict)
    known_on = models.DateField()
    received_at = models.DateTimeField()
    received_by = models.CharField(max_length=200)
    imported_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "enterprises_delivery"
        indexes = [models.Index(fields=["sha256"], name="enterprises_delivery_file")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=DeliveryState.IMPORTED, imported_at__isnull=False)
                | (~Q(state=DeliveryState.IMPORTED) & Q(imported_at__isnull=True)),
                name="enterprises_delivery_imported_at",
            )
        ]

    @property
    def source_key(self) -> str:
        """The key of the source under which its figures are recorded."""
        return f"delivery-{self.pk}"


class RowRemark(models.Model):
    """What was noticed in a delivered list: the row and column (from 1; neither where it is about the file), what, and what was done."""

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="remarks")
    row = models.PositiveIntegerField(null=True)
    column = models.PositiveSmallIntegerField(null=True)
    heading = models.CharField(max_length=100, blank=True, default="")
    kind = models.CharField(max_length=20, choices=RemarkKind.choices())
    said_zh = models.TextField()
    said_en = models.TextField()

    class Meta:
        db_table = "enterprises_row_remark"
        indexes = [
            models.Index(fields=["delivery", "kind", "id"], name="enterprises_remark_by_kind"),
            models.Index(fields=["delivery", "row"], name="enterprises_remark_by_row"),
        ]


class Amendment(models.Model):
    """One field of one entry changed, by a list (`delivery`, `row`) or by hand (`reason`). Never changed and never deleted."""

    enterprise = models.ForeignKey("enterprises.Enterprise", models.PROTECT, related_name="amendments")
    field = models.CharField(max_length=30)
    before = models.CharField(max_length=300, blank=True)
    after = models.CharField(max_length=300, blank=True)
    reason = models.CharField(max_length=300, blank=True, default="")
    delivery = models.ForeignKey(Delivery, models.PROTECT, null=True, related_name="amendments")
    row = models.PositiveIntegerField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=200)

    class Meta:
        db_table = "enterprises_amendment"
        constraints = [
            models.CheckConstraint(
                condition=Q(delivery__isnull=False, row__isnull=False) | ~Q(reason=""), name="enterprises_amendment_grounded"
            )
        ]
