"""Claims as they stood on a day."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, Q, QuerySet

from dukou.accounts.core.viewers import Viewer
from dukou.figures.core.batches import batches
from dukou.figures.core.claims import Claim, Role
from dukou.figures.models import Claim as Row
from dukou.figures.models import Definition, Source, Subject
from dukou.figures.queries.findings import ShownFinding, findings_about
from dukou.figures.queries.rows import as_claim, claim_rows, claims_in
from dukou.figures.queries.subjects import by_kind
from dukou.figures.queries.visibility import standing_on, visible_claims
from dukou.kit.core.labels import Label

PAGE = 50


@dataclass(frozen=True, slots=True)
class Revision:
    """One state of a claim: what it said, since when, why it replaced the one before, who recorded it."""

    claim: Claim
    number: int
    reason: str
    recorded_at: datetime
    recorded_by: str
    pack: str
    is_withdrawn: bool


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a figure comes from: the revision that stood on the day, all earlier and later ones known by then, and its source."""

    claim: Claim
    is_standing: bool
    subject: Label
    subject_ref: str
    subject_parent: str
    definition: Label
    source: Label
    publisher: Label | None
    source_about: Label | None
    place: Label | None
    owner: Label | None
    revisions: tuple[Revision, ...]
    findings: tuple[ShownFinding, ...]

    @property
    def is_on_correctors_word(self) -> bool:
        """Whether the standing figure was corrected by hand without naming where the new one comes from: its corrector answers for it."""
        number = next(at for at, each in enumerate(self.revisions) if each.claim.id == self.claim.id)
        if number == 0 or self.revisions[number].pack:
            return False
        before, here = self.revisions[number - 1].claim, self.claim
        return (before.source, before.place, before.said_by) == (here.source, here.place, here.said_by)


def claims_about(
    *,
    viewer: Viewer,
    known_on: date,
    subjects: Sequence[str],
    roles: Collection[Role] | None = None,
) -> list[Claim]:
    """The claims about some subjects (`kind/key`) as they stood on a day, in one query, in the order in which they were recorded."""
    wanted = Q(pk__in=[])
    for kind, keys in by_kind(subjects).items():
        wanted |= Q(subject__kind=kind, subject__key__in=keys)
    rows = visible_claims.filter(viewer, standing_on(known_on, Row.objects.filter(wanted)))
    if roles is not None:
        rows = rows.filter(definition__indicator__role__in=[role.value for role in roles])
    return claims_in(rows)


def claims_of_many(
    *, viewer: Viewer, subjects: Sequence[str], known_on: date, indicators: Collection[str] | None = None
) -> dict[str, list[Claim]]:
    """The claims about each of many subjects (`kind/key`) as they stood on a day, in batches; of some indicators where any are named."""
    found: dict[str, list[Claim]] = {ref: [] for ref in subjects}
    for kind, keys in by_kind(found).items():
        for some in batches(keys):
            rows = Row.objects.filter(subject__kind=kind, subject__key__in=some)
            if indicators is not None:
                rows = rows.filter(definition__indicator__key__in=indicators)
            for claim in claims_in(visible_claims.filter(viewer, standing_on(known_on, rows))):
                found[claim.subject].append(claim)
    return found


def claim_page(
    *,
    viewer: Viewer,
    known_on: date,
    subject: str = "",
    subject_kind: str = "",
    indicator: str = "",
    kind: str = "",
    text: str = "",
    after: int = 0,
    size: int = PAGE,
) -> tuple[list[tuple[Label, Claim]], int | None]:
    """One page of claims with their subjects' names, and the position after which the next page begins (None at the end)."""
    rows = visible_claims.filter(viewer, standing_on(known_on, Row.objects.filter(pk__gt=after)))
    if subject:
        subject_kind, _, key = subject.partition("/")
        rows = rows.filter(subject__key=key)
    filters = {"subject__kind": subject_kind, "definition__indicator__key": indicator, "kind": kind}
    rows = rows.filter(**{name: value for name, value in filters.items() if value})
    if text:
        rows = rows.filter(Q(subject__name_zh__icontains=text) | Q(subject__name_en__icontains=text) | Q(ref__icontains=text))
    found = list(claim_rows(rows)[: size + 1])
    more = found[size - 1].pk if len(found) > size else None
    return [(row.subject.label, as_claim(row)) for row in found[:size]], more


def trace_of(*, viewer: Viewer, ref: str, known_on: date) -> Trace | None:
    """Where the figure with this reference comes from; None where there is none that the viewer may see and that was known by then."""
    revisions = list(_revisions(viewer, ref, known_on))
    if not revisions:
        return None
    standing = visible_claims.filter(viewer, standing_on(known_on, Row.objects.filter(ref=ref))).first()
    row = next((each for each in revisions if standing and each.pk == standing.pk), revisions[-1])
    claim = as_claim(row)
    findings = [finding for finding in findings_about(viewer=viewer, known_on=known_on, subjects=[claim.subject]) if ref in finding.refs]
    return Trace(
        claim=claim,
        is_standing=standing is not None,
        subject=row.subject.label,
        subject_ref=row.subject.ref,
        subject_parent=row.subject.parent,
        definition=row.definition.label,
        source=row.source.label,
        publisher=Label(row.source.publisher_zh, row.source.publisher_en) if row.source.publisher_zh else None,
        source_about=Label(row.source.about_zh, row.source.about_en) if row.source.about_zh else None,
        place=Label(row.source.place_zh, row.source.place_en).filled(place=row.place) if row.place else None,
        owner=row.owner.label if row.owner else None,
        revisions=tuple(_revision(each) for each in revisions),
        findings=tuple(findings),
    )


def newest_revision(viewer: Viewer, ref: str) -> Row | None:
    """The last revision of a claim, if the viewer may see it."""
    row = Row.objects.filter(ref=ref).order_by("-revision").first()
    return row if row is not None and visible_claims.check(viewer, row) else None


def latest_day_of_knowledge(viewer: Viewer) -> date | None:
    """The last day on which anything that the viewer may see became known."""
    found: date | None = visible_claims.filter(viewer).aggregate(last=Max("known_on"))["last"]
    return found


def _revisions(viewer: Viewer, ref: str, known_on: date) -> QuerySet[Row]:
    return claim_rows(visible_claims.filter(viewer, Row.objects.filter(ref=ref, known_on__lte=known_on))).order_by("revision")


def _revision(row: Row) -> Revision:
    return Revision(as_claim(row), row.revision, row.reason, row.recorded_at, row.recorded_by, row.pack, row.is_withdrawn)


def known_parts(subject: str, indicator: str, source: str) -> tuple[Subject | None, Definition | None, Source | None]:
    """The stored rows that a new claim names; None for each that is not there. The definition is the indicator's newest."""
    kind, _, key = subject.partition("/")
    return (
        Subject.objects.filter(kind=kind, key=key).first(),
        Definition.objects.filter(indicator__key=indicator).select_related("indicator").order_by("-pk").first(),
        Source.objects.filter(key=source).first(),
    )
