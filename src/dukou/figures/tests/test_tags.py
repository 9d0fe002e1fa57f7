"""Tags: added and taken back by hand with reasons, stated by packs, shown as known on a day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import NotPermitted, Viewer, command_line_viewer
from dukou.audit.models import AuditEvent
from dukou.figures.actions import refusals, tags
from dukou.figures.core.tags import Confidence
from dukou.figures.models import Tag
from dukou.figures.queries import tagged_with, tags_of
from dukou.figures.tests.made_up import FILES, KNOWN, NOW, load, write_pack
from dukou.kit.actions import ReasonNeeded
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.kit.packfiles.reading import read_pack
from dukou.warehouse.queries.declared import TABLES

pytestmark = pytest.mark.django_db
OFFICER = command_line_viewer("officer")
READER = Viewer("person:reader", permissions=frozenset({Permission.SEE_FIGURES_PUBLIC}))
SEPTEMBER = date(2024, 9, 1)
LATER = datetime(2024, 9, 1, 2, 0, tzinfo=UTC)
A, B, DYEING, SPINNING = "enterprise/firm-a", "enterprise/firm-b", "segment/dyeing", "segment/spinning"
SUBJECTS = (
    FILES["subjects.yaml"]
    + """
  - {key: cluster/cloth, name: {zh: 虚构布业, en: made-up cloth}, part_of: district/made-up}
  - {key: segment/dyeing, name: {zh: 印染, en: dyeing}, part_of: cluster/cloth}
  - {key: segment/spinning, name: {zh: 纺纱, en: spinning}, part_of: cluster/cloth}
"""
)
TAG = "{segment: segment/dyeing, source: sheet, at: 3, confidence: likely, evidence: {zh: 主营印染, en: mainly dyes}}"


def tagged(*entries: str) -> str:
    """The made-up subjects with a firm C that carries these tags."""
    return SUBJECTS + f"  - {{key: enterprise/firm-c, name: {{zh: 丙虚构公司, en: made-up firm C}}, tags: [{', '.join(entries)}]}}\n"


@pytest.fixture(autouse=True)
def made_up_district(tmp_path: Path) -> None:
    load(tmp_path, subjects=tagged(TAG))


def add(subject: str = A, segment: str = DYEING, *, by: Viewer = OFFICER, **more: object) -> None:
    """Tag a firm by hand."""
    given: dict[str, object] = {"source": "sheet", "place": "8", "known_on": KNOWN, "now": NOW}
    tags.add(by=by, subject=subject, segment=segment, **(given | more))  # type: ignore[arg-type]


def withdraw(*, by: Viewer = OFFICER, **more: object) -> None:
    """Take a tag of firm A back."""
    given: dict[str, object] = {"subject": A, "segment": DYEING, "reason": "核实有误", "known_on": SEPTEMBER, "now": LATER}
    tags.withdraw(by=by, **(given | more))  # type: ignore[arg-type]


def segments(subject: str, known_on: date, viewer: Viewer = READER) -> list[str]:
    """The segments of a firm on a day."""
    return [tag.segment for tag in tags_of(viewer=viewer, subjects=[subject], known_on=known_on)[subject]]


def test_a_tag_tells_segment_cluster_confidence_evidence_and_source() -> None:
    add(confidence=Confidence.LIKELY, evidence=Label("主营业务", "main business"))
    (tag,) = tags_of(viewer=READER, subjects=[A, B], known_on=KNOWN)[A]
    assert (tag.label, tag.cluster, tag.cluster_label) == (Label("印染", "dyeing"), "cluster/cloth", Label("虚构布业", "made-up cloth"))
    assert (tag.confidence, tag.evidence) == (Confidence.LIKELY, Label("主营业务", "main business"))
    assert (tag.source, tag.place, tag.recorded_by, tag.pack) == ("sheet", Label("第 8 段", "paragraph 8"), "cli:officer", "")


def test_a_tag_leaves_one_event() -> None:
    add(evidence=Label("主营业务", "main business"))
    event = AuditEvent.objects.latest("id")
    assert (event.act, event.subject_kind, event.subject_key, event.actor) == ("tags.add", "enterprise", "firm-a", "cli:officer")
    assert event.after == {
        "segment": DYEING,
        "confidence": "confirmed",
        "share_millionths": None,
        "evidence": {"zh": "主营业务", "en": "main business"},
        "source": "sheet",
        "place": "8",
        "known_on": "2024-07-08",
    }
    assert AuditEvent.objects.filter(act="tags.add").count() == 1


def test_a_share_of_the_revenue_is_kept_to_the_millionth_and_lies_above_nought_up_to_the_whole() -> None:
    add(share=Decimal("0.333333"))
    shown = tags_of(viewer=OFFICER, subjects=[A], known_on=SEPTEMBER)[A]
    assert [tag.share for tag in shown] == [Decimal("0.333333")]
    with pytest.raises(IntegrityError), transaction.atomic():
        Tag.objects.filter(subject__key="firm-a").update(share=0)
    with pytest.raises(IntegrityError), transaction.atomic():
        Tag.objects.filter(subject__key="firm-a").update(share=1_000_001)


def test_a_tag_taken_back_stands_for_the_days_before_and_keeps_its_row_and_reason() -> None:
    add()
    withdraw()
    assert segments(A, KNOWN - timedelta(days=1)) == segments(A, SEPTEMBER) == []
    assert segments(A, KNOWN) == segments(A, date(2024, 8, 31)) == [DYEING]
    assert list(Tag.objects.filter(subject__key="firm-a").values_list("ended_on", "end_reason")) == [(SEPTEMBER, "核实有误")]
    event = AuditEvent.objects.latest("id")
    assert (event.act, event.reason) == ("tags.withdraw", "核实有误")
    assert event.before and event.before["segment"] == DYEING


def test_a_tag_taken_back_can_be_added_again_but_not_from_an_earlier_day() -> None:
    add()
    withdraw()
    with pytest.raises(refusals.KnownInTheFuture):
        add(now=LATER)
    add(known_on=SEPTEMBER, now=LATER)
    assert segments(A, date(2024, 8, 31)) == segments(A, SEPTEMBER) == [DYEING]
    assert Tag.objects.filter(subject__key="firm-a").count() == 2


@pytest.mark.parametrize(
    ("refusal", "change"),
    [
        (NotPermitted, {"by": READER}),
        (refusals.SomethingMissing, {"subject": "enterprise/nobody"}),
        (refusals.SomethingMissing, {"segment": "segment/nothing"}),
        (refusals.SomethingMissing, {"segment": "cluster/cloth"}),
        (refusals.SomethingMissing, {"source": "hearsay"}),
        (refusals.AlreadyTagged, {}),
        (refusals.KnownInTheFuture, {"segment": SPINNING, "known_on": SEPTEMBER}),
    ],
)
def test_what_cannot_be_tagged_is_refused_and_nothing_is_written(refusal: type[Refusal], change: dict[str, object]) -> None:
    add()
    before = (Tag.objects.count(), AuditEvent.objects.count())
    with pytest.raises(refusal):
        add(**change)  # type: ignore[arg-type]
    assert (Tag.objects.count(), AuditEvent.objects.count()) == before


@pytest.mark.parametrize(
    ("refusal", "change"),
    [
        (NotPermitted, {"by": READER}),
        (refusals.TagEndNeedsReason, {"reason": " "}),
        (refusals.NoSuchTag, {"segment": SPINNING}),
        (refusals.SomethingMissing, {"subject": "enterprise/nobody"}),
        (refusals.TagOfPack, {"subject": "enterprise/firm-c"}),
        (refusals.KnownInTheFuture, {"known_on": KNOWN - timedelta(days=1)}),
    ],
)
def test_what_cannot_be_taken_back_is_refused_and_stands(refusal: type[Refusal], change: dict[str, object]) -> None:
    add()
    before = list(Tag.objects.values())
    with pytest.raises(refusal):
        withdraw(**change)  # type: ignore[arg-type]
    assert list(Tag.objects.values()) == before


def test_a_suggestion_is_for_the_administration() -> None:
    add(confidence=Confidence.SUGGESTED)
    assert segments(A, KNOWN) == []
    assert segments(A, KNOWN, OFFICER) == [DYEING]
    assert tagged_with(viewer=READER, segment=DYEING, known_on=KNOWN) == ["enterprise/firm-c"]
    assert tagged_with(viewer=OFFICER, segment=DYEING, known_on=KNOWN) == ["enterprise/firm-c", A]


def test_nobody_sees_tags_who_may_not_see_figures() -> None:
    assert segments("enterprise/firm-c", KNOWN) == [DYEING]
    assert segments("enterprise/firm-c", KNOWN, Viewer("person:nobody")) == []


def test_a_pack_states_confidence_and_evidence() -> None:
    (tag,) = tags_of(viewer=READER, subjects=["enterprise/firm-c"], known_on=KNOWN)["enterprise/firm-c"]
    assert (tag.confidence, tag.evidence, tag.pack) == (Confidence.LIKELY, Label("主营印染", "mainly dyes"), "made-up")


def test_tags_made_by_hand_survive_a_load(tmp_path: Path) -> None:
    add()
    add("enterprise/firm-c", SPINNING)
    assert load(tmp_path, subjects=tagged(TAG)) is None
    load(tmp_path, subjects=tagged(TAG.replace("likely", "confirmed")), reason="核定")
    assert segments(A, KNOWN) == [DYEING]
    assert segments("enterprise/firm-c", KNOWN) == [DYEING, SPINNING]


def test_a_tag_that_left_the_pack_ends_with_the_reason_of_the_load(tmp_path: Path) -> None:
    with pytest.raises(ReasonNeeded):
        load(tmp_path, subjects=tagged(), now=LATER)
    load(tmp_path, subjects=tagged(), reason="转产", now=LATER)
    assert segments("enterprise/firm-c", date(2024, 8, 31)) == [DYEING]
    assert segments("enterprise/firm-c", SEPTEMBER) == []
    assert list(Tag.objects.values_list("ended_on", "end_reason")) == [(SEPTEMBER, "转产")]
    assert load(tmp_path, subjects=tagged(), now=LATER) is None


def test_a_tag_that_comes_back_into_the_pack_stands_once(tmp_path: Path) -> None:
    load(tmp_path, subjects=tagged(), reason="转产", now=LATER)
    load(tmp_path, subjects=tagged(TAG), reason="恢复", now=LATER)
    assert Tag.objects.count() == 2
    assert segments("enterprise/firm-c", KNOWN) == segments("enterprise/firm-c", SEPTEMBER) == [DYEING]


def test_what_the_pack_states_as_well_becomes_the_packs(tmp_path: Path) -> None:
    add("enterprise/firm-c", SPINNING)
    both = tagged(TAG, TAG.replace("dyeing", "spinning"))
    load(tmp_path, subjects=both, reason="补充")
    assert list(Tag.objects.order_by("pk").values_list("segment__key", "pack")) == [("dyeing", "made-up"), ("spinning", "made-up")]
    assert load(tmp_path, subjects=both) is None


def test_a_segment_written_twice_is_a_fault(tmp_path: Path) -> None:
    found = read_pack(write_pack(tmp_path, subjects=tagged(TAG, TAG))).faults
    assert [fault.what.en for fault in found] == ["“segment/dyeing” is written twice"]


def test_the_database_itself_lets_a_tag_stand_once_and_end_only_with_a_reason() -> None:
    add()
    (row,) = Tag.objects.filter(subject__key="firm-a").values()
    with pytest.raises(IntegrityError), transaction.atomic():
        Tag.objects.create(**(row | {"id": None}))
    with pytest.raises(IntegrityError), transaction.atomic():
        Tag.objects.filter(pk=row["id"]).update(ended_on=SEPTEMBER)


def test_the_warehouse_is_lent_the_statement_that_stands_and_not_the_one_it_replaced(tmp_path: Path) -> None:
    load(tmp_path, subjects=tagged(), reason="核实中", now=LATER)
    load(tmp_path, subjects=tagged(TAG.replace("likely", "suggested")), reason="核实后降为建议", now=LATER + timedelta(days=1))
    rows = Tag.objects.filter(subject__key="firm-c").order_by("pk").values_list("confidence", "known_on", "ended_on")
    assert list(rows) == [("likely", KNOWN, SEPTEMBER), ("suggested", KNOWN, None)]
    assert [row[3] for row in TABLES["tag"].lent(KNOWN)] == ["suggested"]
