"""Tagging enterprises with segments of clusters and nodes of chains by hand, each with its evidence, and taking tags back."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import actor_of
from dukou.audit.actions import record as record_event
from dukou.figures.actions._checks import SEGMENT, SOURCE, SUBJECT, must_be_known_by
from dukou.figures.actions.refusals import AlreadyTagged, NoSuchTag, SomethingMissing, TagEndNeedsReason, TagOfPack
from dukou.figures.core.tags import TAGGED_WITH, Confidence, millionths
from dukou.figures.models import Source, Subject, Tag
from dukou.kit.core.labels import Label


def add(
    *,
    by: Viewer,
    subject: str,
    segment: str,
    source: str,
    place: str,
    known_on: date,
    confidence: Confidence = Confidence.CONFIRMED,
    share: Decimal | None = None,
    evidence: Label | None = None,
    now: datetime | None = None,
) -> None:
    """Say that a subject belongs to a segment of a cluster or a node of a chain, `share` of its revenue where that is known (0 to 1).

    A tag that was taken back can be added again from the day of its end on.
    """
    by.require(Permission.RECORD_FIGURES)
    moment = now or timezone.now()
    with transaction.atomic():
        tag = Tag(
            subject=_subject(SUBJECT, subject),
            segment=_subject(SEGMENT, segment),
            source=_source(source),
            place=place,
            known_on=known_on,
            confidence=confidence.value,
            share=millionths(share),
            evidence_zh=evidence.zh if evidence else "",
            evidence_en=evidence.en if evidence else "",
            recorded_by=str(actor_of(by, Permission.RECORD_FIGURES)),
        )
        before = Tag.objects.filter(subject=tag.subject, segment=tag.segment)
        if before.filter(ended_on=None).exists():
            raise AlreadyTagged(subject=tag.subject.label, segment=tag.segment.label)
        must_be_known_by(known_on, moment, earliest=max((each.ended_on or date.min for each in before), default=date.min))
        tag.save()
        record_event(by=actor_of(by, Permission.RECORD_FIGURES), act="tags.add", subject=_place(subject), after=_told(tag), now=moment)


def withdraw(*, by: Viewer, subject: str, segment: str, reason: str, known_on: date, now: datetime | None = None) -> None:
    """Take a tag back that was added by hand. Its row stays with the reason, and it stands for every day before `known_on`."""
    by.require(Permission.RECORD_FIGURES)
    if not reason.strip():
        raise TagEndNeedsReason()
    moment = now or timezone.now()
    with transaction.atomic():
        names = {"subject": _subject(SUBJECT, subject), "segment": _subject(SEGMENT, segment)}
        tag = Tag.objects.select_related("source", "segment").filter(**names, ended_on=None).first()
        if tag is None:
            raise NoSuchTag(**{name: each.label for name, each in names.items()})
        if tag.pack:
            raise TagOfPack(pack=tag.pack)
        must_be_known_by(known_on, moment, earliest=tag.known_on)
        before = _told(tag)
        tag.ended_on, tag.end_reason = known_on, reason
        tag.save(update_fields=["ended_on", "end_reason"])
        record_event(
            by=actor_of(by, Permission.RECORD_FIGURES),
            act="tags.withdraw",
            subject=_place(subject),
            before=before,
            after={"segment": segment, "ended_on": known_on},
            reason=reason,
            now=moment,
        )


def _subject(noun: Label, ref: str) -> Subject:
    """The subject with this reference; what others are tagged with must be of a kind for it."""
    kind, _, key = ref.partition("/")
    found = Subject.objects.filter(kind=kind, key=key).first()
    if found is None or (noun is SEGMENT and kind not in TAGGED_WITH):
        raise SomethingMissing(noun=noun, key=ref)
    return found


def _source(key: str) -> Source:
    found = Source.objects.filter(key=key).first()
    if found is None:
        raise SomethingMissing(noun=SOURCE, key=key)
    return found


def _place(ref: str) -> tuple[str, str]:
    """A reference as kind and key, as the trail names what an act is about."""
    kind, _, key = ref.partition("/")
    return kind, key


def _told(tag: Tag) -> dict[str, object]:
    """The tag as the trail tells of it."""
    return {
        "segment": tag.segment.ref,
        "confidence": str(tag.confidence),
        "share_millionths": tag.share,
        "evidence": {"zh": tag.evidence_zh, "en": tag.evidence_en},
        "source": tag.source.key,
        "place": tag.place,
        "known_on": tag.known_on,
    }
