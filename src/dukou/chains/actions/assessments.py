"""Looking at a chain (研判) and keeping what was found; a later look stands beside it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.viewers import Viewer
from dukou.audit.actions import record
from dukou.chains.actions._steps import begun
from dukou.chains.actions.refusals import NoSuchChain
from dukou.chains.core.assessed import Assessed
from dukou.chains.core.kinds import ReferenceKind
from dukou.chains.core.maps import node_ref
from dukou.chains.models import Assessment, ChainText, NodeStanding
from dukou.chains.queries.assessments import look
from dukou.chains.queries.maps import standing_texts, text_of
from dukou.chains.queries.marks import marks
from dukou.chains.queries.references import newest_test, reference_used


def assess(*, by: Viewer, chain: str, as_of: date | None = None, now: datetime | None = None) -> Assessment:
    """Look at one chain on everything known on a day (today where none is named), and keep it.

    `by` acts and does not lend his sight: what is kept is read by all who see chains.
    """
    actor, moment = begun(by, now)
    text = text_of(chain)
    if text is None:
        raise NoSuchChain(chain=chain, known="、".join(row.slug for row in standing_texts()))
    day, before = as_of or timezone.localdate(moment), marks()  # what comes while it looks is told as added since
    found = look(text, day)
    with transaction.atomic():
        panel = reference_used(ReferenceKind.PANEL, day)
        row = Assessment.objects.create(
            chain=text,
            as_of=found.as_of,
            panel=panel,
            io_table=reference_used(ReferenceKind.IO_TABLE, day),
            back_test=newest_test(panel),
            marks=before,
            content=found.plain(),
            made_at=moment,
            made_by=str(actor),
        )
        NodeStanding.objects.bulk_create(_standings(row, text, found))
        counts = {status: sum(node.status == status for node in found.nodes) for status in sorted({node.status for node in found.nodes})}
        after = {"chain": chain, "version": text.version, "as_of": found.as_of, "nodes": counts}
        record(by=actor, act="assessments.assess", subject=("chain", chain), after=after, now=moment)
    return row


def _standings(row: Assessment, text: ChainText, found: Assessed) -> list[NodeStanding]:
    ranks = {each.node: each.rank for each in found.advice if not each.lacks}
    return [
        NodeStanding(
            assessment=row,
            node=node_ref(text.slug, node.key),
            status=node.status,
            firms=len(node.firms),
            revenue=node.revenue,
            gap=None if node.gap is None else round(node.gap[1]),
            rank=ranks.get(node.key),
        )
        for node in found.nodes
    ]
