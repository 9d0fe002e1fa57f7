"""What is recorded, what is refused, and how it reads."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from dukou.audit.actions import ErasureNeedsReason, HeadMissing, NothingToErase, OutsideTransaction, erase, record
from dukou.audit.core.seals import canonical
from dukou.audit.core.values import Json, Personal, plain, references, resolved
from dukou.audit.models import AuditEvent, AuditHead, PersonalValue
from dukou.audit.queries import FieldChange, TrailAsked, entries_of, events_asked, trail_page
from dukou.kit.actions import PackLoaded, pack_loaded
from dukou.kit.core.actors import SYSTEM, Actor
from dukou.kit.core.labels import Label, speaking

NOW = datetime(2024, 7, 8, 1, tzinfo=UTC)
CLERK = Actor("person", "clerk")
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=12,
)


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_a_transaction_is_a_fault_of_ours() -> None:
    with pytest.raises(OutsideTransaction):
        record(by=SYSTEM, act="things.make", subject=("thing", "a"))
    with transaction.atomic():
        record(by=SYSTEM, act="things.make", subject=("thing", "a"))
    assert AuditEvent.objects.count() == 1


@pytest.mark.django_db
def test_an_act_that_is_rolled_back_leaves_no_gap() -> None:
    record(by=SYSTEM, act="things.make", subject=("thing", "a"))
    with transaction.atomic():
        record(by=SYSTEM, act="things.make", subject=("thing", "b"))
        transaction.set_rollback(True)
    assert record(by=SYSTEM, act="things.make", subject=("thing", "c")).pk == 2


@pytest.mark.django_db
def test_nothing_is_added_to_a_chain_whose_head_is_gone() -> None:
    record(by=SYSTEM, act="things.make", subject=("thing", "a"))
    AuditHead.objects.all().delete()
    with pytest.raises(HeadMissing):
        record(by=SYSTEM, act="things.make", subject=("thing", "b"))


def test_values_become_plain_json() -> None:
    values = {"amount": Decimal("24.30"), "on": date(2024, 7, 8), "name": Label("小面", "noodles"), "tags": {"b", "a"}, "rate": 0.5}
    expected = {"amount": "24.30", "on": "2024-07-08", "name": {"zh": "小面", "en": "noodles"}, "tags": ["a", "b"], "rate": "0.5"}
    assert plain(values, lambda _: "") == expected


def test_a_value_that_cannot_be_kept_is_refused() -> None:
    with pytest.raises(TypeError, match="cannot keep a object"):
        plain({"x": object()}, lambda _: "")


@given(PLAIN)
def test_plain_values_stay_as_they_are_and_refer_to_nobody(value: Json) -> None:
    assert plain(value, lambda _: "") == value
    assert (references(value), resolved(value, {})) == ([], value)
    assert canonical(value) == canonical(plain(value, lambda _: ""))


@pytest.mark.django_db
def test_a_personal_value_stands_in_the_event_only_as_a_reference() -> None:
    event = record(by=CLERK, act="people.add", subject=("person", "li"), after={"phone": Personal("555-1"), "role": "steward"})
    kept = PersonalValue.objects.get()
    assert AuditEvent.objects.get().after == {"phone": {"$personal": kept.key}, "role": "steward"}
    assert "555-1" not in str(AuditEvent.objects.values())
    assert entries_of([event])[0].changes == (FieldChange("phone", None, "555-1"), FieldChange("role", None, "steward"))


@pytest.mark.django_db
def test_two_equal_personal_values_have_different_keys() -> None:
    """Otherwise the trail would tell that two people share a telephone, even after erasing."""
    for key in ("li", "wu"):
        record(by=CLERK, act="people.add", subject=("person", key), after={"phone": Personal("555-1")})
    assert PersonalValue.objects.values("key").distinct().count() == 2


@pytest.mark.django_db
def test_erased_values_read_as_erased_and_others_stay() -> None:
    first = record(
        by=CLERK,
        act="people.add",
        subject=("person", "li"),
        after={"phone": Personal("555-1"), "chief": Personal("555-2", of=("person", "wu"))},
    )
    erase(by=CLERK, subject=("person", "li"), reason="request of 2024-07-09")
    for language, word in (("zh", "已删除"), ("en", "erased")):
        with speaking(language):  # type: ignore[arg-type]
            assert entries_of([first])[0].changes == (FieldChange("chief", None, "555-2"), FieldChange("phone", None, word))
    assert AuditEvent.objects.latest("pk").act == "personal_values.erase"


@pytest.mark.django_db
def test_erasing_needs_a_reason_and_something_to_erase() -> None:
    with pytest.raises(ErasureNeedsReason):
        erase(by=CLERK, subject=("person", "li"), reason=" ")
    with pytest.raises(NothingToErase):
        erase(by=CLERK, subject=("person", "li"), reason="request")
    assert AuditEvent.objects.count() == 0


@pytest.mark.django_db
def test_the_trail_is_asked_by_subject_actor_act_and_local_day() -> None:
    late = datetime(2024, 7, 8, 16, 30, tzinfo=UTC)  # already the 9th in the district
    record(by=CLERK, act="things.make", subject=("thing", "a"), now=NOW)
    record(by=SYSTEM, act="things.make", subject=("thing", "b"), now=late)
    record(by=SYSTEM, act="things.break", subject=("pot", "b"), now=late)
    asked = {
        (3, 2, 1): TrailAsked(),
        (2, 1): TrailAsked(act="things.make"),
        (3, 2): TrailAsked(actor="system:dukou"),
        (2,): TrailAsked(subject_kind="thing", subject_key="b"),
        (1,): TrailAsked(on=date(2024, 7, 8)),
        (): TrailAsked(on=date(2024, 7, 10)),
    }
    assert {question: tuple(row.pk for row in events_asked(question)) for question in asked.values()} == {
        question: positions for positions, question in asked.items()
    }


@pytest.mark.django_db
def test_pages_follow_one_another_without_loss() -> None:
    for number in range(5):
        record(by=CLERK, act="things.make", subject=("thing", str(number)), now=NOW)
    seen, beneath = [], None
    while True:
        entries, beneath = trail_page(events_asked(TrailAsked()), beneath=beneath, size=2)
        seen.append([entry.position for entry in entries])
        if beneath is None:
            break
    assert seen == [[5, 4], [3, 2], [1]]


@pytest.mark.django_db
def test_a_loaded_pack_is_one_event() -> None:
    changes = {"departments": {"added": 3}}
    pack_loaded.announce(PackLoaded(CLERK, "dadukou", 2, "ab" * 32, "new year", changes, NOW))
    event = AuditEvent.objects.get()
    assert (event.act, event.subject_kind, event.subject_key, event.reason, event.at) == ("packs.load", "pack", "dadukou", "new year", NOW)
    assert event.after == {"number": 2, "sha256": "ab" * 32, "changes": changes}
