"""Findings as they stood on a day: all their claims stood, and the viewer may see every one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from dukou.accounts.core.viewers import Viewer
from dukou.figures.core.batches import batches
from dukou.figures.core.claims import Claim
from dukou.figures.core.findings import FindingRule
from dukou.figures.models import Claim as Row
from dukou.figures.models import Finding, FindingPart
from dukou.figures.queries.rows import as_claim, claim_rows
from dukou.figures.queries.subjects import by_kind
from dukou.figures.queries.visibility import standing_on, visible_claims
from dukou.kit.core.labels import Label


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """A contradiction with the claims it is about."""

    rule: FindingRule
    subject: Label
    subject_ref: str
    message: Label
    claims: tuple[Claim, ...]

    @property
    def refs(self) -> tuple[str, ...]:
        """The references of its claims."""
        return tuple(claim.ref for claim in self.claims)

    def as_dict(self) -> dict[str, object]:
        """The finding as JSON doors speak it."""
        return {
            "rule": self.rule.value,
            "rule_label": self.rule.label.as_dict(),
            "subject": self.subject_ref,
            "subject_label": self.subject.as_dict(),
            "message": self.message.as_dict(),
            "claims": list(self.refs),
        }


def findings_about(
    *, viewer: Viewer, known_on: date, subjects: Sequence[str] | None = None, limit: int | None = None
) -> list[ShownFinding]:
    """The findings about some subjects (`kind/key`; all by default), oldest first; many subjects are asked about in batches."""
    # Asked claim by claim: the few that findings are about, not all that there are.
    shown = visible_claims.filter(viewer, standing_on(known_on, Row.objects.filter(pk=OuterRef("claim"))))
    hidden = FindingPart.objects.filter(~Exists(shown), finding=OuterRef("pk"))
    rows = Finding.objects.filter(~Exists(hidden)).select_related("subject").order_by("pk")
    pieces = [rows] if subjects is None else [rows.filter(_about(some)) for some in batches(dict.fromkeys(subjects))]
    found = sorted((row for piece in pieces for row in piece[:limit]), key=lambda row: row.pk)[:limit]
    claims = _claims_of([row.pk for row in found])
    return [ShownFinding(FindingRule.of(row.rule), row.subject.label, row.subject.ref, row.label, tuple(claims[row.pk])) for row in found]


def _about(subjects: Sequence[str]) -> Q:
    wanted = Q(pk__in=[])
    for kind, keys in by_kind(subjects).items():
        wanted |= Q(subject__kind=kind, subject__key__in=keys)
    return wanted


def _claims_of(finding_ids: list[int]) -> dict[int, list[Claim]]:
    found: dict[int, list[Claim]] = {}
    for some in batches(finding_ids):
        parts = list(FindingPart.objects.filter(finding__in=some).order_by("finding", "position"))
        rows = {row.pk: as_claim(row) for row in claim_rows(Row.objects.filter(pk__in={part.claim_id for part in parts}))}
        for part in parts:
            found.setdefault(part.finding_id, []).append(rows[part.claim_id])
    return found
