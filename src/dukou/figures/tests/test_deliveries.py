"""Taking in a delivered file: subjects, the file as a source, its figures. A file taken in twice changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dukou.accounts.core.viewers import command_line_viewer
from dukou.audit.models import AuditEvent
from dukou.figures import actions
from dukou.figures.actions import Introduced, Recorded, Reported, claims, refusals
from dukou.figures.core.claims import ClaimKind, Visibility
from dukou.figures.core.quantities import parse_quantity
from dukou.figures.models import Claim, Source
from dukou.figures.queries import claims_of_many, subject_of, trace_of
from dukou.figures.tests.made_up import CLERK, KNOWN, NOW, load
from dukou.kit.core.labels import Label
from dukou.kit.core.periods import year
from dukou.kit.core.refusals import Refusal

pytestmark = pytest.mark.django_db
OFFICER = command_line_viewer("officer")
SEPTEMBER = date(2024, 9, 1)
LATER = datetime(2024, 9, 1, 2, 0, tzinfo=UTC)
TITLE = Label("示例市名单.csv", "made-up list")
OUTPUT = Reported(
    ref="firm-b.output.2023",
    subject="enterprise/firm-b",
    indicator="output",
    value="3.2亿元",
    period=year(2023),
    kind=ClaimKind.REPORTED,
    source="delivery-1",
    place="12",
    known_on=KNOWN,
)
STAFF = replace(OUTPUT, ref="firm-b.staff.2023", indicator="staff", value="40人")


@pytest.fixture(autouse=True)
def made_up_district(tmp_path: Path) -> None:
    load(tmp_path)
    for number in (1, 2):
        actions.name_source(key=f"delivery-{number}", name=TITLE, sha256=str(number) * 64, known_on=KNOWN)


def take_in(*rows: Reported, reason: str = "", now: datetime = NOW) -> Recorded:
    """Record figures of a file."""
    return actions.record_many(by=CLERK, rows=rows, reason=reason, now=now)


def values(ref: str) -> list[str]:
    """The values of a claim, revision by revision."""
    return list(Claim.objects.filter(ref=ref).order_by("revision").values_list("value", flat=True))


def test_figures_of_a_file_are_traced_to_their_row() -> None:
    assert take_in(OUTPUT, STAFF) == Recorded(added=2, corrected=0, unchanged=0)
    trace = trace_of(viewer=OFFICER, ref=OUTPUT.ref, known_on=KNOWN)
    assert trace is not None
    assert (str(trace.claim.value), trace.source, trace.place) == ("3.2亿元", TITLE, Label("第 12 行", "row 12"))


def test_a_part_writes_no_event_for_the_act_around_it_does() -> None:
    before = AuditEvent.objects.count()
    take_in(OUTPUT)
    actions.introduce(subjects=[Introduced("enterprise/new", Label("示例市新厂", "new works"))])
    assert AuditEvent.objects.count() == before


def test_a_file_taken_in_twice_changes_nothing() -> None:
    take_in(OUTPUT, STAFF)
    before = list(Claim.objects.order_by("pk").values())
    assert take_in(OUTPUT, STAFF) == Recorded(added=0, corrected=0, unchanged=2)
    assert list(Claim.objects.order_by("pk").values()) == before


def test_the_same_figure_in_another_file_is_unchanged() -> None:
    take_in(OUTPUT)
    assert take_in(replace(OUTPUT, source="delivery-2", place="99", known_on=KNOWN + timedelta(days=1))) == Recorded(0, 0, 1)


def test_a_figure_that_differs_is_corrected_with_the_reason() -> None:
    take_in(OUTPUT)
    assert take_in(replace(OUTPUT, value="3.3亿元", source="delivery-2"), STAFF, reason="二次报送") == Recorded(1, 1, 0)
    assert values(OUTPUT.ref) == ["3.2", "3.3"]
    assert Claim.objects.get(ref=OUTPUT.ref, revision=2).reason == "二次报送"


def test_what_people_did_to_a_figure_stands_when_its_file_comes_again() -> None:
    take_in(OUTPUT, STAFF)
    claims.correct(by=OFFICER, ref=OUTPUT.ref, value="3.1亿元", reason="核实", known_on=SEPTEMBER, now=LATER)
    claims.withdraw(by=OFFICER, ref=STAFF.ref, reason="误报", known_on=SEPTEMBER, now=LATER)
    assert take_in(OUTPUT, STAFF, now=LATER) == Recorded(0, 0, 2)
    assert values(OUTPUT.ref) == ["3.2", "3.1"]
    later = replace(STAFF, source="delivery-2", known_on=SEPTEMBER)
    assert take_in(later, reason="再次报送", now=LATER) == Recorded(0, 1, 0)


@pytest.mark.parametrize(
    ("refusal", "change"),
    [
        (refusals.CannotBeRead, {"value": "12.7"}),
        (refusals.CannotBeRead, {"value": "12家"}),
        (refusals.CannotBeRead, {"value": parse_quantity("12家")}),
        (refusals.CannotBeRead, {"value": "-1亿元"}),
        (refusals.SomethingMissing, {"subject": "enterprise/nobody"}),
        (refusals.SomethingMissing, {"indicator": "nothing"}),
        (refusals.SomethingMissing, {"source": "hearsay"}),
        (refusals.SomethingMissing, {"owner": "nobody"}),
        (refusals.OwnerNeeded, {"visibility": Visibility.CONFIDENTIAL}),
        (refusals.KnownInTheFuture, {"known_on": SEPTEMBER}),
        (refusals.AlreadyStated, {"ref": STAFF.ref}),
    ],
)
def test_one_figure_that_does_not_hold_together_keeps_all_out(refusal: type[Refusal], change: dict[str, object]) -> None:
    before = Claim.objects.count()
    with pytest.raises(refusal):
        take_in(STAFF, replace(OUTPUT, **change))  # type: ignore[arg-type]
    assert Claim.objects.count() == before


def test_a_value_that_cannot_be_read_is_named_by_its_reference() -> None:
    with pytest.raises(refusals.CannotBeRead) as refused:
        take_in(replace(OUTPUT, value="-1亿元"))
    assert refused.value.said_why == Label("“firm-b.output.2023”：“产值”不会是负数", "“firm-b.output.2023”: “output” is never negative")


def test_a_correction_needs_a_reason_and_is_not_dated_before_what_it_corrects() -> None:
    take_in(OUTPUT)
    other = replace(OUTPUT, value="3.3亿元")
    with pytest.raises(refusals.CorrectionNeedsReason):
        take_in(other)
    with pytest.raises(refusals.KnownInTheFuture):
        take_in(replace(other, known_on=KNOWN - timedelta(days=1)), reason="核对")
    assert values(OUTPUT.ref) == ["3.2"]


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 4), st.sampled_from(["1亿元", "2.5亿元", ">3亿元"])), unique_by=lambda each: each[0]))
def test_whatever_a_file_says_saying_it_again_is_unchanged(said: list[tuple[int, str]]) -> None:
    rows = [replace(OUTPUT, ref=f"x.{number}", value=value) for number, value in said]
    first = take_in(*rows, reason="核对")
    assert first.added + first.corrected + first.unchanged == len(rows)
    assert take_in(*rows) == Recorded(0, 0, len(rows))


def test_a_source_is_named_once_and_stays_one_document() -> None:
    before = list(Source.objects.values())
    actions.name_source(key="delivery-1", name=TITLE, sha256="1" * 64, known_on=KNOWN)
    assert list(Source.objects.values()) == before
    with pytest.raises(refusals.AnotherDocument):
        actions.name_source(key="delivery-1", name=TITLE, sha256="f" * 64, known_on=KNOWN)


def test_subjects_are_introduced_once_and_renamed_when_their_name_changes() -> None:
    first = Introduced("enterprise/new", Label("示例市新厂", "new works"), "district/made-up")
    assert actions.introduce(subjects=[first]) == 1
    assert actions.introduce(subjects=[first, replace(first, ref="enterprise/other")]) == 1
    assert actions.introduce(subjects=[replace(first, name=Label("示例市老厂", "old works"), parent="")]) == 1
    found = subject_of("enterprise/new")
    assert found is not None and (found.label.zh, found.parent) == ("示例市老厂", "district/made-up")


def test_what_a_pack_declares_keeps_the_name_the_pack_gives_it(tmp_path: Path) -> None:
    assert actions.introduce(subjects=[Introduced("enterprise/firm-a", Label("示例市甲公司", "firm A Ltd"))]) == 0
    found = subject_of("enterprise/firm-a")
    assert found is not None and found.label.zh == "甲虚构公司"
    assert load(tmp_path) is None


def test_a_pack_that_comes_to_declare_a_firm_of_the_register_names_it_from_then_on(tmp_path: Path) -> None:
    actions.introduce(subjects=[Introduced("enterprise/new", Label("示例市新厂", "new works"))])
    assert load(tmp_path) is None
    declared = "subjects:\n  - {key: enterprise/new, name: {zh: 新厂, en: new}}\n"
    more = (tmp_path / "made-up" / "subjects.yaml").read_text("utf-8") + declared.split("\n", 1)[1]
    assert load(tmp_path, subjects=more) is not None
    found = subject_of("enterprise/new")
    assert found is not None and found.label.zh == "新厂"
    assert load(tmp_path, subjects=more) is None


def test_the_claims_of_many_subjects_are_asked_for_at_once() -> None:
    take_in(OUTPUT, STAFF)
    firms = ["enterprise/firm-a", "enterprise/firm-b", "enterprise/nobody"]
    found = claims_of_many(viewer=OFFICER, subjects=firms, known_on=KNOWN, indicators=["output"])
    assert {ref: [claim.ref for claim in said] for ref, said in found.items()} == {
        "enterprise/firm-a": ["a.output.2023"],
        "enterprise/firm-b": ["firm-b.output.2023"],
        "enterprise/nobody": [],
    }
    whole = claims_of_many(viewer=OFFICER, subjects=firms[:2], known_on=KNOWN)
    assert [claim.ref for claim in whole["enterprise/firm-b"]] == ["b.settled", "firm-b.output.2023", "firm-b.staff.2023"]
