"""Findings kept beside the claims: what contradicts what among all that was ever claimed about a subject."""

from __future__ import annotations

from collections.abc import Iterable

from dukou.figures.batches import BATCH, batches
from dukou.figures.core.claims import Claim as CoreClaim
from dukou.figures.core.findings import Finding as Found
from dukou.figures.core.findings import findings_among
from dukou.figures.models import Claim, Finding, FindingPart, Subject
from dukou.figures.rows import claims_in


def note_findings(subject_ids: Iterable[int]) -> None:
    """Record the contradictions among all claims ever made about these subjects; those recorded already stay as they are.

    Revisions of one claim do not contradict one another. Whether a finding is shown depends on which of its claims stand on the day.
    """
    for some in batches(sorted(set(subject_ids))):
        found = {_signature(finding): (subject_id, finding) for subject_id, finding in _found_about(some)}
        known = set(Finding.objects.filter(subject__in=some).values_list("signature", flat=True)) if found else set()
        _record({signature: each for signature, each in found.items() if signature not in known})


def _found_about(subject_ids: list[int]) -> list[tuple[int, Found]]:
    """The findings about a batch of subjects, subject by subject, in the order of the rules."""
    claims: dict[str, list[CoreClaim]] = {}
    for claim in claims_in(Claim.objects.filter(subject__in=subject_ids, is_withdrawn=False)):
        claims.setdefault(claim.subject, []).append(claim)
    subjects = Subject.objects.filter(pk__in=subject_ids).order_by("pk").values_list("pk", "kind", "key")
    return [
        (pk, finding)
        for pk, kind, key in subjects
        for finding in findings_among(claims.get(f"{kind}/{key}", []))
        if len(set(finding.refs)) == len(finding.refs)
    ]


def _signature(finding: Found) -> str:
    return f"{finding.rule.value}:{','.join(str(claim.id) for claim in finding.claims)}"


def _record(found: dict[str, tuple[int, Found]]) -> None:
    rows = [
        Finding(
            rule=finding.rule.value,
            subject_id=subject_id,
            signature=signature,
            message_zh=finding.message.zh,
            message_en=finding.message.en,
        )
        for signature, (subject_id, finding) in found.items()
    ]
    Finding.objects.bulk_create(rows, batch_size=BATCH)
    FindingPart.objects.bulk_create(
        [
            FindingPart(finding=row, claim_id=claim.id, position=position)
            for row, (_, finding) in zip(rows, found.values(), strict=True)
            for position, claim in enumerate(finding.claims)
        ],
        batch_size=BATCH,
    )
