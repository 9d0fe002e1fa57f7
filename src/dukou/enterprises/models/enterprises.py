"""A firm and its names."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Func, Q

from dukou.enterprises.core.kinds import NameKind, Status, UnitKind


class _Beginning(Func):
    """What a code begins with. Spelled without parameters, so that a query is met by the index on it."""

    output_field = models.CharField()


class Major(_Beginning):
    """The division 大类 of an industry: the first two digits of its code."""

    template = "SUBSTR(%(expressions)s, 1, 2)"


class County(_Beginning):
    """The county or district of a division: the first six digits of its code."""

    template = "SUBSTR(%(expressions)s, 1, 6)"


class Street(_Beginning):
    """The street or town of a division: the first nine digits of its code."""

    template = "SUBSTR(%(expressions)s, 1, 9)"


class Enterprise(models.Model):
    """One entry of the register. `key` is ours and never changes; the credit code may be missing, wrong or changed, so it is no key.

    `code` is the identifier in its normal form, `code_written` as it was typed, `code_faults` what our check found, comma-separated.
    `merged_into` points to the entry that stands for both; nothing that points here is moved, queries follow the pointer.
    """

    key = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    sort_key = models.CharField(max_length=80)  # initials of the readings: A to Z, as Chinese lists are ordered
    core = models.CharField(max_length=200, blank=True, default="")  # the name without place and legal form, for finding doubles
    unit_kind = models.CharField(max_length=20, choices=UnitKind.choices(), default=UnitKind.COMPANY)
    identifier_kind = models.CharField(max_length=20, blank=True, default="")
    code = models.CharField(max_length=20, blank=True, default="")
    code_written = models.CharField(max_length=60, blank=True, default="")
    code_faults = models.CharField(max_length=120, blank=True, default="")
    industry = models.CharField(max_length=6, blank=True, default="")
    industry_edition = models.CharField(max_length=40, blank=True, default="")
    division = models.CharField(max_length=12, blank=True, default="")
    address = models.CharField(max_length=300, blank=True, default="")
    capital_written = models.CharField(max_length=60, blank=True, default="")
    capital_amount = models.BigIntegerField(null=True)  # hundredths of the currency's unit; empty: cannot be read
    capital_currency = models.CharField(max_length=3, blank=True, default="")
    founded_on = models.DateField(null=True)
    status = models.CharField(max_length=20, choices=Status.choices(), default=Status.UNSTATED)
    status_on = models.DateField(null=True)
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, null=True, related_name="+")
    # no index over all rows: nearly all are empty, and a planner that used it would sort the whole register for one page
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="absorbed", db_index=False)
    is_synthetic = models.BooleanField(default=False)
    pack = models.CharField(max_length=60, blank=True, default="")
    delivery = models.ForeignKey("enterprises.Delivery", models.PROTECT, null=True, related_name="entries")  # the list it came with
    row = models.PositiveIntegerField(null=True)  # and the line in it
    registered_at = models.DateTimeField()
    registered_by = models.CharField(max_length=200)

    class Meta:
        db_table = "enterprises_enterprise"
        indexes = [
            models.Index(fields=["sort_key", "id"], name="enterprises_a_to_z"),
            models.Index(fields=["industry", "sort_key", "id"], name="enterprises_by_industry"),
            models.Index(Major("industry"), "sort_key", "id", name="enterprises_by_major"),
            models.Index(County("division"), "sort_key", "id", name="enterprises_by_county"),
            models.Index(Street("division"), "sort_key", "id", name="enterprises_by_street"),
            models.Index(fields=["status", "sort_key", "id"], name="enterprises_by_status"),
            models.Index(fields=["unit_kind", "sort_key", "id"], name="enterprises_by_unit_kind"),
            models.Index(fields=["code"], condition=~Q(code=""), name="enterprises_code"),
            models.Index(fields=["core"], condition=~Q(core=""), name="enterprises_core"),
            models.Index(fields=["merged_into"], condition=Q(merged_into__isnull=False), name="enterprises_merged"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="enterprises_named"),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")), name="enterprises_not_merged_into_itself"
            ),
            models.CheckConstraint(
                condition=Q(capital_amount__isnull=True) | ~Q(capital_written=""), name="enterprises_capital_as_written"
            ),
        ]

    @property
    def ref(self) -> str:
        """The reference under which claims, tags and facts speak of it."""
        return f"enterprise/{self.key}"


class EnterpriseName(models.Model):
    """A name by which a firm is, or was, called. `normal` is the form that is compared and searched; the index is beside this table."""

    enterprise = models.ForeignKey(Enterprise, models.CASCADE, related_name="names")
    kind = models.CharField(max_length=10, choices=NameKind.choices(), default=NameKind.CURRENT)
    text = models.CharField(max_length=200)
    normal = models.CharField(max_length=200)
    until_on = models.DateField(null=True)

    class Meta:
        db_table = "enterprises_name"
        indexes = [models.Index(fields=["normal"], name="enterprises_name_normal")]
        constraints = [
            models.UniqueConstraint(fields=["enterprise", "kind", "normal"], name="enterprises_name_once"),
            models.UniqueConstraint(fields=["enterprise"], condition=Q(kind=NameKind.CURRENT), name="enterprises_one_current_name"),
        ]
