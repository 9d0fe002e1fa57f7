"""Tables of chains for the warehouse: who supplies whom, how nodes stand, candidates, and the invitation list.

Not lent: evidence and the words of who did what, why a candidate was chosen, and which office works on an invitation. Name and code of a
self-employed person (个体工商户), whose code begins with 92, often are that person's own, so they are missing there.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Case, CharField, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.expressions import Combinable
from django.db.models.functions import TruncDate

from dukou.chains.models import Assessment, Candidate, ChainText, Invitation, NodeStanding, SupplyLink
from dukou.kit.core.labels import Label
from dukou.warehouse.core.columns import ColumnType
from dukou.warehouse.queries.declared import Column, SnapshotTable, lend

NODE, CHAIN = Column("node", ColumnType.TEXT), Column("chain", ColumnType.TEXT)
SYNTHETIC, KNOWN_ON = Column("is_synthetic", ColumnType.TRUTH), Column("known_on", ColumnType.DAY)


def _unless_personal(field: str) -> Combinable:
    return Case(When(~Q(code__startswith="92"), then=F(field)), output_field=CharField())


def _supplies(known_on: date) -> QuerySet[SupplyLink]:
    """The links known by the day that nobody took back."""
    return SupplyLink.objects.filter(known_on__lte=known_on, withdrawn_at__isnull=True).order_by("pk")


def _standings(known_on: date) -> QuerySet[NodeStanding]:
    """The nodes of each chain that stands, by its newest assessment of the day or earlier."""
    newest = Assessment.objects.filter(chain__slug=OuterRef("slug"), as_of__lte=known_on).order_by("-as_of", "-pk")
    chains = ChainText.objects.filter(replaced_at__isnull=True).annotate(newest=Subquery(newest.values("pk")[:1]))
    return NodeStanding.objects.filter(assessment__in=chains.exclude(newest=None).values("newest")).order_by("pk")


def _candidates(known_on: date) -> QuerySet[Candidate]:
    """Those who are candidates now, as far as the newest list that tells of them was known by the day."""
    return Candidate.objects.filter(known_on__lte=known_on, withdrawn_at__isnull=True).order_by("pk")


def _invitations(known_on: date) -> QuerySet[Invitation]:
    """The list as it stands now, as far as it had come by the day."""
    return Invitation.objects.filter(listed_at__date__lte=known_on).order_by("pk")


lend(
    SnapshotTable(
        name="supply_link",
        room="chains",
        says=Label("企业间的供应关系", "supply links between firms"),
        columns=(
            Column("supplier", ColumnType.TEXT, "supplier__key"),
            Column("buyer", ColumnType.TEXT, "user__key"),
            NODE,
            KNOWN_ON,
        ),
        rows=_supplies,
    )
)
lend(
    SnapshotTable(
        name="node_standing",
        room="chains",
        says=Label("产业链节点的状态（各链最近一次研判）", "how nodes of chains stand, by the newest assessment of each chain"),
        columns=(
            Column("chain", ColumnType.TEXT, "assessment__chain__slug"),
            NODE,
            Column("status", ColumnType.TEXT),
            Column("firms", ColumnType.WHOLE),
            Column("revenue", ColumnType.WHOLE),
            Column("gap", ColumnType.WHOLE),
            Column("position", ColumnType.WHOLE, "rank"),
            Column("as_of", ColumnType.DAY, "assessment__as_of"),
        ),
        rows=_standings,
    )
)
lend(
    SnapshotTable(
        name="candidate",
        room="chains",
        says=Label("候选企业", "candidate enterprises elsewhere"),
        columns=(
            Column("key", ColumnType.TEXT),
            Column("name", ColumnType.TEXT, _unless_personal("name")),
            Column("code", ColumnType.TEXT, _unless_personal("code")),
            Column("place", ColumnType.TEXT),
            Column("capacity", ColumnType.WHOLE),
            KNOWN_ON,
            SYNTHETIC,
        ),
        rows=_candidates,
    )
)
lend(
    SnapshotTable(
        name="invitation",
        room="chains",
        says=Label("招商清单", "the invitation list"),
        columns=(
            Column("number", ColumnType.WHOLE, "pk"),
            CHAIN,
            NODE,
            Column("candidate", ColumnType.TEXT, "candidate__key"),
            Column("state", ColumnType.TEXT),
            Column("listed_on", ColumnType.DAY, TruncDate("listed_at")),
            Column("due_on", ColumnType.DAY),
            SYNTHETIC,
        ),
        rows=_invitations,
    )
)
