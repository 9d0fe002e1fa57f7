"""Findings kept beside the claims: what contradicts what among the claims about a subject that stood at the same time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from dukou.figures.core.batches import BATCH, batches
from dukou.figures.core.findings import Finding as Found
from dukou.figures.core.findings import findings_among
from dukou.figures.core.findings.standing import Told, standing_together
from dukou.figures.models import Claim, Finding, FindingPart, Subject
from dukou.figures.queries.rows import claims_in


def note_findings(since: Mapping[int, date]) -> None:
    """Record the contradictions about these subjects (by primary key); those recorded already stay as they are.

    `since`: the earliest day of knowledge of what was added about each: of what stood together before that day nothing is new. Whether a
    finding is shown depends on which of its claims stand on the day asked for.
    """
    for some in batches(sorted(since)):
        found: dict[str, tuple[int, Found]] = {}
        for subject_id, finding in _found_about({each: since[each] for each in some}):
            found.setdefault(_signature(finding), (subject_id, finding))
        known = set(Finding.objects.filter(subject__in=some).values_list("signature", flat=True)) if found else set()
        _record({signature: each for signature, each in found.items() if signature not in known})


def _found_about(since: Mapping[int, date]) -> Iterator[tuple[int, Found]]:
    """The findings about a batch of subjects, subject by subject, day by day, in the order of the rules."""
    told = _told_about(list(since))
    for pk, kind, key in Subject.objects.filter(pk__in=since).order_by("pk").values_list("pk", "kind", "key"):
        for claims in standing_together(told.get(f"{kind}/{key}", []), since[pk]):
            yield from ((pk, finding) for finding in findings_among(claims))


def _told_about(subject_ids: list[int]) -> dict[str, list[Told]]:
    """Every revision of every claim about these subjects, by reference of the subject."""
    rows = Claim.objects.filter(subject__in=subject_ids)
    states = {pk: (revision, is_withdrawn) for pk, revision, is_withdrawn in rows.values_list("pk", "revision", "is_withdrawn")}
    told: dict[str, list[Told]] = {}
    for claim in claims_in(rows):
        told.setdefault(claim.subject, []).append(Told(claim, *states[claim.id]))
    return told


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
