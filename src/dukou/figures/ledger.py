"""The only place that writes claims: it appends rows, and looks for contradictions among the claims of the subjects touched."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Max

from dukou.accounts.queries.organisations import organisation_ids
from dukou.figures.core.claims import ClaimKind, PriceBasis, Stated, Visibility
from dukou.figures.core.findings import Finding as Found
from dukou.figures.core.findings import findings_among
from dukou.figures.core.quantities import Quantity
from dukou.figures.models import Claim, Definition, Finding, FindingPart, Source, Subject
from dukou.figures.rows import claim_rows, claims_in
from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label
from dukou.kit.core.periods import Period, parse_period

Fields = dict[str, Any]
BATCH = 500


@dataclass(frozen=True, slots=True)
class Row:
    """One revision to append: the claim's reference, its fields (see `fields_of`), its day of knowledge, or its withdrawal."""

    ref: str
    fields: Fields
    known_on: date
    is_withdrawn: bool = False


def fields_of(
    *,
    subject: str,
    indicator: str,
    version: str,
    value: Stated,
    period: Period | None,
    kind: ClaimKind,
    source: str,
    place: str,
    known_on: date | None,
    is_known_on_assumed: bool = False,
    said_by: Label | None = None,
    note: Label | None = None,
    price_basis: PriceBasis = PriceBasis.UNSTATED,
    visibility: Visibility = Visibility.PUBLIC,
    owner: str = "",
) -> Fields:
    """A claim as plain JSON values, so that two statements of it can be compared."""
    return value_fields(value) | {
        "subject": subject,
        "indicator": indicator,
        "version": version,
        "period": str(period) if period else "",
        "kind": kind.value,
        "price_basis": price_basis.value,
        "visibility": visibility.value,
        "owner": owner,
        "source": source,
        "place": place,
        "said_by_zh": said_by.zh if said_by else "",
        "said_by_en": said_by.en if said_by else "",
        "note_zh": note.zh if note else "",
        "note_en": note.en if note else "",
        "known_on": known_on.isoformat() if known_on else "",
        "is_known_on_assumed": is_known_on_assumed,
    }


def value_fields(value: Stated) -> Fields:
    """The value as plain fields: a quantity apart in operator, number as written, unit and base value."""
    if isinstance(value, Quantity):
        number, base = f"{value.number:f}", value.base_value
        return {"operator": value.operator.value, "value": number, "unit": value.unit.code, "base_value": base}
    return {"operator": "=", "value": str(value), "unit": "", "base_value": None}


def stated_by_packs() -> dict[str, Fields]:
    """Every claim that packs state and have not withdrawn, by reference, as they last stated it."""
    latest = dict(Claim.objects.exclude(pack="").values("ref").annotate(last=Max("revision")).values_list("ref", "last"))
    rows = claim_rows(Claim.objects.exclude(pack=""))
    return {row.ref: stated(row) for row in rows if latest[row.ref] == row.revision and not row.is_withdrawn}


def newest_revisions(refs: Sequence[str]) -> dict[str, Claim]:
    """The last revision of each claim that is there, whoever made it."""
    found: dict[str, Claim] = {}
    for start in range(0, len(refs), BATCH):
        rows = claim_rows(Claim.objects.filter(ref__in=refs[start : start + BATCH])).order_by("revision")
        found |= {row.ref: row for row in rows}
    return found


def append(rows: Sequence[Row], *, by: Actor, now: datetime, reason: str, pack: str = "") -> list[Claim]:
    """Append the revisions and note the findings they bring. The caller holds the transaction and writes the audit event."""
    ledger = _Ledger(rows)
    made = [ledger.claim(row, by=by, now=now, reason=reason, pack=pack) for row in rows]
    Claim.objects.bulk_create(made, batch_size=BATCH)
    note_findings(sorted({claim.subject_id for claim in made}))
    return made


def note_findings(subject_ids: Iterable[int]) -> None:
    """Record the contradictions among all claims ever made about these subjects; those recorded already stay as they are.

    Revisions of one claim do not contradict one another. Whether a finding is shown depends on which of its claims stand on the day.
    """
    for subject_id in subject_ids:
        claims = claims_in(Claim.objects.filter(subject=subject_id, is_withdrawn=False))
        found = {_signature(finding): finding for finding in findings_among(claims) if len(set(finding.refs)) == len(finding.refs)}
        known = set(Finding.objects.filter(subject=subject_id).values_list("signature", flat=True))
        for signature, finding in found.items():
            if signature not in known:
                _record(subject_id, signature, finding)


def _signature(finding: Found) -> str:
    return f"{finding.rule.value}:{','.join(str(claim.id) for claim in finding.claims)}"


def _record(subject_id: int, signature: str, finding: Found) -> None:
    words = {"message_zh": finding.message.zh, "message_en": finding.message.en}
    row = Finding.objects.create(rule=finding.rule.value, subject_id=subject_id, signature=signature, **words)
    parts = [FindingPart(finding=row, claim_id=claim.id, position=position) for position, claim in enumerate(finding.claims)]
    FindingPart.objects.bulk_create(parts)


_STATED = (
    "operator",
    "value",
    "unit",
    "base_value",
    "period",
    "kind",
    "price_basis",
    "visibility",
    "place",
    "said_by_zh",
    "said_by_en",
    "note_zh",
    "note_en",
    "is_known_on_assumed",
)


def stated(row: Claim) -> Fields:
    """A stored revision as the plain fields it was made of."""
    return {name: getattr(row, name) for name in _STATED} | {
        "subject": row.subject.ref,
        "indicator": row.definition.indicator.key,
        "version": row.definition.version,
        "owner": row.owner.key if row.owner else "",
        "source": row.source.key,
        "known_on": (row.stated_known_on or row.known_on).isoformat(),
    }


class _Ledger:
    """What appending needs to know of the stored rows, read once for all of them."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.subjects = {row.ref: row.pk for row in Subject.objects.all()}
        self.definitions = {(row.indicator.key, row.version): row.pk for row in Definition.objects.select_related("indicator")}
        self.sources = {row.key: row.pk for row in Source.objects.all()}
        self.organisations = organisation_ids()
        self.revisions = self._revisions([row.ref for row in rows])

    def _revisions(self, refs: Sequence[str]) -> dict[str, int]:
        found: dict[str, int] = {}
        for start in range(0, len(refs), BATCH):
            some = Claim.objects.filter(ref__in=refs[start : start + BATCH])
            found |= dict(some.values("ref").annotate(last=Max("revision")).values_list("ref", "last"))
        return found

    def claim(self, row: Row, *, by: Actor, now: datetime, reason: str, pack: str) -> Claim:
        fields = row.fields
        period = parse_period(fields["period"]) if fields["period"] else None
        revision = self.revisions.get(row.ref, 0) + 1
        self.revisions[row.ref] = revision
        return Claim(
            **{name: fields[name] for name in _STATED},
            ref=row.ref,
            revision=revision,
            subject_id=self.subjects[fields["subject"]],
            definition_id=self.definitions[fields["indicator"], fields["version"]],
            source_id=self.sources[fields["source"]],
            owner_id=self.organisations[fields["owner"]] if fields["owner"] else None,
            period_first_on=period.first if period else None,
            period_last_on=period.last if period else None,
            known_on=row.known_on,
            stated_known_on=date.fromisoformat(fields["known_on"]) if fields["known_on"] else None,
            is_withdrawn=row.is_withdrawn,
            reason=reason if revision > 1 else "",
            recorded_at=now,
            recorded_by=str(by),
            pack=pack,
        )
