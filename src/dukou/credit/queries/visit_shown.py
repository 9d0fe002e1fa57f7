"""A visit as its page shows it: team, findings, and which of the records that followed have ended."""

from __future__ import annotations

from collections.abc import Iterable

from dukou.credit.models import CheckVisit, CreditRecord, VisitFinding, VisitInspector
from dukou.credit.queries.records import ended
from dukou.credit.queries.visits import COMES


def whole_team(visit: CheckVisit) -> list[VisitInspector]:
    """Everybody who was ever drawn for it, in order."""
    return list(visit.team.select_related("inspector__organisation").order_by("pk"))


def findings_of(visit: CheckVisit) -> dict[str, VisitFinding]:
    """What was found, by field."""
    return {row.field: row for row in visit.findings.all()}


def ended_records(findings: Iterable[VisitFinding]) -> frozenset[int]:
    """Of the records that followed those that were repaired, corrected or withdrawn: nothing of what they were is shown any more."""
    led = [row.record_id for row in findings if row.record_id]
    return frozenset(CreditRecord.objects.filter(ended(), pk__in=led).values_list("pk", flat=True))


def teams_of(visits: Iterable[CheckVisit]) -> dict[int, list[str]]:
    """Names of who comes, by visit."""
    found: dict[int, list[str]] = {}
    rows = VisitInspector.objects.filter(COMES, visit__in=[visit.pk for visit in visits]).order_by("pk")
    for visit, name in rows.values_list("visit", "inspector__name"):
        found.setdefault(visit, []).append(name)
    return found
