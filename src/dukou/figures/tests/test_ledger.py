"""Many claims in one act: written as one by one, found contradicting as one by one, asked of the database in batches."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dukou.accounts.core.roles import Role
from dukou.accounts.queries import viewer_of
from dukou.accounts.tests import cast
from dukou.figures import ledger
from dukou.figures.core.batches import BATCH
from dukou.figures.core.claims import ClaimKind, Stated, Visibility
from dukou.figures.core.quantities import parse_quantity
from dukou.figures.models import Claim, Finding, FindingPart, Subject
from dukou.figures.queries import findings_about
from dukou.figures.tests.made_up import CLERK, KNOWN, NOW, load
from dukou.kit.core.labels import Label
from dukou.kit.core.periods import parse_period

pytestmark = pytest.mark.django_db
Said = tuple[str, str, str, str]  # firm, indicator, value, period


@pytest.fixture(autouse=True)
def made_up_district(tmp_path: Path) -> None:
    load(tmp_path)


def row(ref: str, said: Said, kind: ClaimKind = ClaimKind.REPORTED) -> ledger.Row:
    """One claim as the ledger takes it."""
    firm, indicator, value, period = said
    stated: Stated = parse_period(value) if indicator == "settled-on" else parse_quantity(value)
    fields = ledger.fields_of(
        subject=f"enterprise/{firm}",
        indicator=indicator,
        version="1",
        value=stated,
        period=parse_period(period) if period else None,
        kind=kind,
        source="sheet",
        place="9",
        known_on=KNOWN,
    )
    return ledger.Row(ref, fields, KNOWN)


def append(rows: Sequence[ledger.Row], reason: str = "") -> list[int]:
    """Append rows as a clerk."""
    return ledger.append(rows, by=CLERK, now=NOW, reason=reason)


def findings() -> list[tuple[str, str, list[str], str, str]]:
    """All findings: rule, subject, references in their order, message."""
    return sorted(
        (
            each.rule,
            each.subject.ref,
            list(each.parts.order_by("position").values_list("claim__ref", flat=True)),
            each.message_zh,
            each.message_en,
        )
        for each in Finding.objects.select_related("subject")
    )


outputs = st.tuples(
    st.sampled_from(["firm-a", "firm-b"]),
    st.just("output"),
    st.sampled_from(["12.5亿元", "12.7亿元", ">12亿元", "1.0亿元"]),
    st.sampled_from(["2022", "2023"]),
)
growths = st.tuples(st.just("firm-a"), st.just("output-growth"), st.sampled_from(["2%", "900%"]), st.just("2023"))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(outputs, growths), max_size=8))
def test_a_batch_finds_what_claims_taken_one_by_one_find(said: list[Said]) -> None:
    rows = [row(f"x.{number}", each) for number, each in enumerate(said)]
    found = []
    for pieces in ([rows], [[each] for each in rows]):
        with transaction.atomic():
            for piece in pieces:
                append(piece)
            found.append(findings())
            transaction.set_rollback(True)
    assert found[0] == found[1]


def test_two_facts_in_one_batch_contradict_one_another() -> None:
    append([row("x.1", ("firm-b", "output", "1.0亿元", "2022")), row("x.2", ("firm-b", "output", "2.0亿元", "2022"))])
    assert [each[:3] for each in findings()] == [("disagreement", "enterprise/firm-b", ["x.1", "x.2"])]


def test_what_was_found_before_is_not_found_again() -> None:
    append([row("x.1", ("firm-b", "output", "1.0亿元", "2022")), row("x.2", ("firm-b", "output", "2.0亿元", "2022"))])
    append([row("x.3", ("firm-b", "output", "2.0亿元", "2022"))])
    assert [each[2] for each in findings()] == [["x.1", "x.2"], ["x.1", "x.3"]]


def test_a_figure_corrected_again_and_again_is_held_only_against_what_stands() -> None:
    append([row("x.1", ("firm-b", "output", "1.0亿元", "2022"))])
    for value in ("2.0亿元", "3.0亿元", "4.0亿元"):
        append([row("x.2", ("firm-b", "output", value, "2022"))], reason="核对")
    append([row("x.1", ("firm-b", "output", "5.0亿元", "2022"))], reason="核对")
    parts = FindingPart.objects.order_by("finding", "position").values_list("finding", "claim__value")
    pairs = [[value for _, value in of_one] for _, of_one in groupby(parts, key=lambda part: part[0])]
    assert pairs == [["1.0", "2.0"], ["1.0", "3.0"], ["1.0", "4.0"], ["4.0", "5.0"]]


def test_revisions_count_on_within_one_batch() -> None:
    one = row("x.1", ("firm-b", "output", "1.0亿元", "2022"))
    assert append([one, row("x.2", ("firm-b", "staff", "1人", "2022"))]) == [1, 1]
    assert append([one, row("x.3", ("firm-b", "staff", "1人", "2021")), one], reason="核对") == [2, 1, 3]
    reasons = dict(Claim.objects.filter(ref__in=["x.1", "x.3"]).order_by("revision").values_list("revision", "reason"))
    assert reasons == {1: "", 2: "核对", 3: "核对"}


def test_a_row_is_stored_as_it_was_said() -> None:
    fields = ledger.fields_of(
        subject="enterprise/firm-a",
        indicator="output",
        version="1",
        value=parse_quantity(">12.50亿元"),
        period=parse_period("2023H1"),
        kind=ClaimKind.FINAL,
        source="sheet",
        place="7",
        known_on=None,
        said_by=Label("虚构办", "made-up office"),
        note=Label("注", "note"),
        visibility=Visibility.CONFIDENTIAL,
        owner="firm-a",
    )
    ledger.append([ledger.Row("x.full", fields, KNOWN)], by=CLERK, now=NOW, reason="", pack="made-up")
    stored = Claim.objects.select_related("subject", "definition__indicator", "source", "owner").get(ref="x.full")
    assert ledger.stated(stored) == fields | {"known_on": KNOWN.isoformat()}
    assert ledger.history(["x.full", "x.none"]) == {"x.full": [ledger.Row("x.full", ledger.stated(stored), KNOWN)]}
    assert (stored.operator, stored.value, stored.base_value) == (">", "12.50", 125_000_000_000)
    assert (stored.period_first_on, stored.period_last_on) == (date(2023, 1, 1), date(2023, 6, 30))
    assert (stored.known_on, stored.stated_known_on, stored.recorded_at) == (KNOWN, None, NOW)
    assert (stored.recorded_by, stored.pack, stored.revision, stored.is_withdrawn) == ("cli:clerk", "made-up", 1, False)


def firms(count: int) -> list[ledger.Row]:
    """Two figures of each of so many new firms; the first and the last firm contradict themselves."""
    Subject.objects.bulk_create(
        [Subject(kind="enterprise", key=f"many-{number}", name_zh="示例市厂", name_en="made-up works") for number in range(count)]
    )
    rows = []
    for number in range(count):
        second = "2.0亿元" if number in (0, count - 1) else "1.0亿元"
        rows += [row(f"many-{number}.{at}", (f"many-{number}", "output", value, "2022")) for at, value in enumerate(("1.0亿元", second))]
    return rows


def test_contradictions_are_found_in_the_first_batch_and_in_the_last() -> None:
    count = 2 * BATCH + 1
    append(firms(count))
    assert [each[1] for each in findings()] == ["enterprise/many-0", f"enterprise/many-{count - 1}"]


def test_findings_about_many_subjects_of_many_kinds_are_asked_for_in_pieces() -> None:
    count, kinds = 3 * BATCH, 300
    append(firms(count))
    wanted = [f"enterprise/many-{number}" for number in range(count)] + [f"kind-{number}/none" for number in range(kinds)]
    leader = viewer_of(cast.person("leader", Role.LEADER), KNOWN)
    found = findings_about(viewer=leader, known_on=KNOWN, subjects=wanted)
    assert [each.subject_ref for each in found] == ["enterprise/many-0", f"enterprise/many-{count - 1}"]
    assert findings_about(viewer=leader, known_on=KNOWN, subjects=wanted, limit=1) == found[:1]
    assert findings_about(viewer=leader, known_on=KNOWN, subjects=wanted[1 : count - 1]) == []


def test_the_number_of_questions_does_not_grow_within_a_batch() -> None:
    asked = []
    for count in (3, BATCH // 2):
        with transaction.atomic():
            rows = firms(count)
            with CaptureQueriesContext(connection) as queries:
                append(rows)
            asked.append(len(queries))
            transaction.set_rollback(True)
    assert asked[0] == asked[1]
