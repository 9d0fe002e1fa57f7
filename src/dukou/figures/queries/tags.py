"""To which segments of clusters and nodes of chains subjects belong, as known on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.figures.core.batches import batches
from dukou.figures.core.tags import Confidence, share_of
from dukou.figures.models import Claim, Definition, Subject, Tag
from dukou.figures.queries.subjects import by_kind
from dukou.kit.core.labels import Label
from dukou.kit.predicates import Predicate


@dataclass(frozen=True, slots=True)
class ShownTag:
    """One tag: the segment or node and what that is part of, how sure it is, on what evidence, and who says so where and since when.

    `share`: how much of the subject's revenue belongs there (0 to 1), where somebody has said so.
    """

    subject: str
    segment: str
    label: Label
    cluster: str
    cluster_label: Label | None
    confidence: Confidence
    share: Decimal | None
    evidence: Label | None
    source: str
    source_label: Label
    place: Label | None
    known_on: date
    recorded_by: str
    pack: str


def _may_see(viewer: Viewer) -> Q:
    """What is confirmed or likely is for everyone who sees figures; a suggestion that nobody confirmed is for the administration."""
    if not viewer.may(Permission.SEE_FIGURES_PUBLIC):
        return Q(pk__in=[])
    return Q() if viewer.may(Permission.SEE_FIGURES_INTERNAL) else ~Q(confidence=Confidence.SUGGESTED)


visible_tags: Predicate[Viewer, Tag] = Predicate(Tag, _may_see)


def tags_of(*, viewer: Viewer, subjects: Sequence[str], known_on: date) -> dict[str, list[ShownTag]]:
    """The tags of each of the subjects (`kind/key`) as they stood on a day, in the order in which they were added."""
    found: dict[str, list[ShownTag]] = {ref: [] for ref in subjects}
    for kind, keys in by_kind(found).items():
        for some in batches(keys):
            rows = _standing(viewer, known_on).filter(subject__kind=kind, subject__key__in=some)
            tags = list(rows.select_related("subject", "segment", "source").order_by("pk"))
            clusters = _clusters_of(tags)
            for tag in tags:
                found[tag.subject.ref].append(_shown(tag, clusters.get(tag.segment.parent)))
    return found


def tagged_with(*, viewer: Viewer, segment: str, known_on: date) -> list[str]:
    """The references of the subjects that were tagged with a segment on a day."""
    kind, _, key = segment.partition("/")
    rows = _standing(viewer, known_on).filter(segment__kind=kind, segment__key=key).order_by("pk")
    return [f"{kind}/{key}" for kind, key in rows.values_list("subject__kind", "subject__key")]


def standing_tags_on(known_on: date) -> QuerySet[Tag]:
    """The tags that stood on a day; of one that was taken back and stated again from an earlier day on, the later statement."""
    standing = Tag.objects.filter(Q(ended_on=None) | Q(ended_on__gt=known_on), known_on__lte=known_on)
    later = standing.filter(subject=OuterRef("subject"), segment=OuterRef("segment"), pk__gt=OuterRef("pk"))
    return standing.filter(~Exists(later))


def _standing(viewer: Viewer, known_on: date) -> QuerySet[Tag]:
    return visible_tags.filter(viewer, standing_tags_on(known_on))


def _clusters_of(tags: Sequence[Tag]) -> dict[str, Label]:
    """The names of what the tags' segments are part of, by reference."""
    wanted = {tag.segment.parent for tag in tags if tag.segment.parent}
    return {row.ref: row.label for kind, keys in by_kind(wanted).items() for row in Subject.objects.filter(kind=kind, key__in=keys)}


def _shown(tag: Tag, cluster_label: Label | None) -> ShownTag:
    return ShownTag(
        subject=tag.subject.ref,
        segment=tag.segment.ref,
        label=tag.segment.label,
        cluster=tag.segment.parent,
        cluster_label=cluster_label,
        confidence=Confidence.of(tag.confidence),
        share=share_of(tag.share),
        evidence=Label(tag.evidence_zh, tag.evidence_en) if tag.evidence_zh else None,
        source=tag.source.key,
        source_label=tag.source.label,
        place=Label(tag.source.place_zh, tag.source.place_en).filled(place=tag.place) if tag.place else None,
        known_on=tag.known_on,
        recorded_by=tag.recorded_by,
        pack=tag.pack,
    )


def figures_mark(indicator: str) -> list[int]:
    """How far the claims of an indicator and all tags have grown, and how many tags have ended. Equal marks: nothing was added or ended.

    One question for each definition of the indicator: the database then looks at the end of an index and at nothing else.
    """
    definitions = Definition.objects.filter(indicator__key=indicator).values_list("pk", flat=True)
    last = max((Claim.objects.filter(definition=each).aggregate(last=Max("pk"))["last"] or 0 for each in definitions), default=0)
    tags = Tag.objects.aggregate(last=Max("pk"), gone=Count("pk", filter=Q(ended_on__isnull=False)))
    return [last, tags["last"] or 0, tags["gone"]]
