"""What happens to a firm, what it belongs to, where it sits, which part it plays, and which task force looks after it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from dukou.enterprises.core.kinds import LifeEventKind, LinkKind, PartKind, SiteUse


class Recorded(models.Model):
    """Base of what somebody recorded about a firm on some evidence. What is taken back keeps its row and says why."""

    evidence = models.CharField(max_length=300)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=200)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        abstract = True


def _reasoned(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason=""), name=name)


def _in_order(name: str) -> models.CheckConstraint:
    unbounded = Q(from_on__isnull=True) | Q(until_on__isnull=True)
    return models.CheckConstraint(condition=unbounded | Q(until_on__gte=F("from_on")), name=name)


class LifeEvent(Recorded):
    """Moved in, moved out, suspended, resumed, revoked, deregistered; `happened_on` is empty where the day is not known."""

    enterprise = models.ForeignKey("enterprises.Enterprise", models.PROTECT, related_name="life_events")
    kind = models.CharField(max_length=20, choices=LifeEventKind.choices())
    happened_on = models.DateField(null=True)

    class Meta:
        db_table = "enterprises_life_event"
        constraints = [_reasoned("enterprises_life_event_reasoned")]


class Link(Recorded):
    """A unit belongs to another: a subsidiary or branch to its parent, a local unit to its group."""

    child = models.ForeignKey("enterprises.Enterprise", models.PROTECT, related_name="parents")
    parent = models.ForeignKey("enterprises.Enterprise", models.PROTECT, related_name="children")
    kind = models.CharField(max_length=20, choices=LinkKind.choices())
    from_on = models.DateField(null=True)
    until_on = models.DateField(null=True)

    class Meta:
        db_table = "enterprises_link"
        constraints = [
            _reasoned("enterprises_link_reasoned"),
            _in_order("enterprises_link_in_order"),
            models.CheckConstraint(condition=~Q(child=F("parent")), name="enterprises_link_of_two"),
            models.UniqueConstraint(
                fields=["child", "parent", "kind"], condition=Q(withdrawn_at__isnull=True), name="enterprises_link_once"
            ),
        ]


class Site(Recorded):
    """A place where a firm works. `area` is in hundredths of a square metre, `power` the connected load in kVA; empty: not known."""

    enterprise = models.ForeignKey("enterprises.Enterprise", models.PROTECT, related_name="sites")
    name = models.CharField(max_length=100)
    use = models.CharField(max_length=20, choices=SiteUse.choices())
    address = models.CharField(max_length=300)
    division = models.CharField(max_length=12, blank=True, default="")
    area = models.PositiveBigIntegerField(null=True)
    power = models.PositiveIntegerField(null=True)
    from_on = models.DateField(null=True)
    until_on = models.DateField(null=True)

    class Meta:
        db_table = "enterprises_site"
        constraints = [_reasoned("enterprises_site_reasoned"), _in_order("enterprises_site_in_order")]


class Part(Recorded):
    """The part that a firm plays in a cluster or segment (`of` is its reference), such as chain leader (链主)."""

    enterprise = models.ForeignKey("enterprises.Enterprise", models.PROTECT, related_name="parts")
    kind = models.CharField(max_length=20, choices=PartKind.choices())
    of = models.CharField(max_length=120)
    from_on = models.DateField(null=True)
    until_on = models.DateField(null=True)

    class Meta:
        db_table = "enterprises_part"
        constraints = [
            _reasoned("enterprises_part_reasoned"),
            _in_order("enterprises_part_in_order"),
            models.UniqueConstraint(
                fields=["enterprise", "kind", "of"], condition=Q(withdrawn_at__isnull=True), name="enterprises_part_once"
            ),
        ]


class Charge(Recorded):
    """A task force (专班) looks after a firm; its members see the firm's page as long as this holds."""

    enterprise = models.ForeignKey("enterprises.Enterprise", models.PROTECT, related_name="charges")
    task_force = models.ForeignKey("accounts.TaskForce", models.PROTECT, related_name="+")

    class Meta:
        db_table = "enterprises_charge"
        constraints = [
            _reasoned("enterprises_charge_reasoned"),
            models.UniqueConstraint(
                fields=["enterprise", "task_force"], condition=Q(withdrawn_at__isnull=True), name="enterprises_charge_once"
            ),
        ]
