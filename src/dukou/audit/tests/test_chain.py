"""The chain in words: what is tampered with is noticed, and the place is named."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from dukou.audit.actions import erase, record
from dukou.audit.core.seals import GENESIS
from dukou.audit.core.values import Personal
from dukou.audit.core.verdicts import Break, TrailReport
from dukou.audit.models import AuditEvent, AuditHead, PersonalValue
from dukou.audit.queries import verify
from dukou.kit.core.actors import Actor
from tests.harness import guards_lifted

pytestmark = pytest.mark.django_db

CLERK = Actor("person", "clerk", on_behalf_of="person:chief")
START = datetime(2024, 7, 8, 9, tzinfo=UTC)


def five_events() -> list[AuditEvent]:
    """Five acts of one clerk, a minute apart."""
    return [
        record(
            by=CLERK,
            act="figures.correct",
            subject=("figure", f"f{number}"),
            before={"value": number, "phone": Personal(f"555-{number}")},
            after={"value": number + 1},
            reason="misread",
            now=START + timedelta(minutes=number),
        )
        for number in range(1, 6)
    ]


def test_an_empty_chain_is_whole() -> None:
    assert verify() == TrailReport(0, GENESIS)


def test_five_events_are_whole_and_the_head_is_the_last_hash() -> None:
    events = five_events()
    assert verify() == TrailReport(5, events[-1].hash)
    assert [event.prev_hash for event in AuditEvent.objects.order_by("pk")] == [GENESIS, *(event.hash for event in events[:-1])]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("at", START),
        ("actor", "person:somebody"),
        ("on_behalf_of", ""),
        ("act", "figures.record"),
        ("subject_kind", "claim"),
        ("subject_key", "f9"),
        ("before", {"value": 3}),
        ("after", {"value": 4000}),
        ("after", None),
        ("reason", "asked to"),
        ("prev_hash", GENESIS),
        ("hash", "f" * 64),
    ],
)
def test_changing_any_field_of_the_third_event_names_the_third(field: str, value: Any) -> None:
    events = five_events()
    with guards_lifted():
        assert AuditEvent.objects.filter(pk=3).update(**{field: value}) == 1
    assert verify() == TrailReport(2, events[1].hash, Break.CONTENT_CHANGED, 3)


def test_changing_the_value_of_a_personal_field_is_noticed_too() -> None:
    events = five_events()
    PersonalValue.objects.filter(subject_key="f4").update(value="555-9")
    assert verify() == TrailReport(3, events[2].hash, Break.PERSONAL_CHANGED, 4)


def test_deleting_a_personal_value_instead_of_erasing_it_is_noticed() -> None:
    events = five_events()
    PersonalValue.objects.filter(subject_key="f4").delete()
    assert verify() == TrailReport(3, events[2].hash, Break.PERSONAL_CHANGED, 4)


def test_a_forger_who_also_renews_the_hash_breaks_the_next_link() -> None:
    five_events()
    forged = AuditEvent.objects.get(pk=3)
    forged.reason = "asked to"
    forged.hash = forged.sealed.hash
    with guards_lifted():
        forged.save()
    assert verify() == TrailReport(3, forged.hash, Break.LINK_BROKEN, 4)


def test_an_event_taken_out_of_the_middle_is_a_gap() -> None:
    events = five_events()
    with guards_lifted():
        AuditEvent.objects.filter(pk=3).delete()
    assert verify() == TrailReport(2, events[1].hash, Break.GAP, 3)


def test_a_tail_that_was_cut_off_is_noticed() -> None:
    events = five_events()
    with guards_lifted():
        AuditEvent.objects.filter(pk__gte=4).delete()
    assert verify() == TrailReport(3, events[2].hash, Break.TAIL_CUT, 4)


def test_a_forged_last_event_differs_from_the_head() -> None:
    five_events()
    last = AuditEvent.objects.get(pk=5)
    last.reason = "asked to"
    last.hash = last.sealed.hash
    with guards_lifted():
        last.save()
    assert verify() == TrailReport(5, last.hash, Break.TAIL_CHANGED, 5)


def test_an_event_slipped_in_past_the_head_is_noticed() -> None:
    events = five_events()
    AuditHead.objects.update(position=4, hash=events[3].hash)
    assert verify() == TrailReport(4, events[3].hash, Break.TAIL_CHANGED, 5)


def test_a_tail_cut_together_with_the_head_shows_against_the_hash_on_paper() -> None:
    events = five_events()
    with guards_lifted():
        AuditEvent.objects.filter(pk__gte=4).delete()
    AuditHead.objects.update(position=3, hash=events[2].hash)
    assert verify().is_whole  # the database alone cannot know
    assert verify(expect=events[4].hash) == TrailReport(3, events[2].hash, Break.NOT_EXPECTED, 3)
    assert verify(expect=events[1].hash).is_whole


def test_erasing_a_persons_values_leaves_the_chain_whole() -> None:
    five_events()
    assert erase(by=CLERK, subject=("figure", "f2"), reason="request of 2024-07-09", now=START) == 1
    verdict = verify()
    assert (verdict.is_whole, verdict.events) == (True, 6)
    kept = PersonalValue.objects.get(subject_key="f2")
    assert (kept.value, kept.salt, kept.erased_at) == (None, "", START)
    assert PersonalValue.objects.filter(value__isnull=True).count() == 1


def test_the_trail_is_read_in_chunks(django_assert_num_queries: Any) -> None:
    """Three events or many: head, events, personal values of the chunk, newest, head again."""
    five_events()
    with django_assert_num_queries(5):
        verify()
