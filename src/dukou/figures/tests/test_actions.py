"""Recording, correcting, withdrawing: who may, what stays, what the trail says."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import ANONYMOUS_VIEWER, Viewer, command_line_viewer
from dukou.audit.models import AuditEvent
from dukou.figures import ledger
from dukou.figures.actions import claims, refusals
from dukou.figures.core.claims import ClaimKind, Visibility
from dukou.figures.models import Claim
from dukou.figures.queries import claim_page, claims_about, findings_about, trace_of
from dukou.figures.queries.visibility import visible_claims
from dukou.figures.tests.made_up import KNOWN, NOW, load
from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label
from dukou.kit.core.periods import parse_period
from dukou.kit.core.refusals import Refusal

pytestmark = pytest.mark.django_db
OFFICER = command_line_viewer("officer")
READER = Viewer("person:reader", permissions=frozenset({Permission.SEE_FIGURES_PUBLIC}))
# sees the register too: a room above shows internal figures of a firm only to those in whose sight the firm is
INSIDER = Viewer(
    "person:insider", permissions=frozenset({Permission.SEE_FIGURES_PUBLIC, Permission.SEE_FIGURES_INTERNAL, Permission.SEE_REGISTER})
)
FIRM = Viewer("person:agent", permissions=frozenset({Permission.SEE_FIGURES_PUBLIC}), organisations=frozenset({"firm-a"}))
VIEWERS = (ANONYMOUS_VIEWER, READER, INSIDER, FIRM, OFFICER)
SEPTEMBER = date(2024, 9, 1)
LATER = datetime(2024, 9, 1, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def made_up_district(tmp_path: Path) -> None:
    load(tmp_path)


def record(ref: str, value: str, *, by: Viewer = OFFICER, period: str = "2024", **more: object) -> str:
    """Record one more claim about firm A's output."""
    given: dict[str, object] = {
        "subject": "enterprise/firm-a",
        "indicator": "output",
        "kind": ClaimKind.REPORTED,
        "source": "sheet",
        "place": "9",
        "known_on": KNOWN,
        "now": NOW,
    }
    return claims.record(by=by, ref=ref, value=value, period=parse_period(period), **(given | more))  # type: ignore[arg-type]


def values(viewer: Viewer, known_on: date) -> dict[str, str]:
    """The values that a viewer sees of firm A, by reference."""
    return {claim.ref: str(claim.value) for claim in claims_about(viewer=viewer, known_on=known_on, subjects=["enterprise/firm-a"])}


def test_a_correction_stands_from_its_day_on_and_the_trail_says_why() -> None:
    claims.correct(by=OFFICER, ref="a.output.2023", value="12.7亿元", reason="核定", known_on=SEPTEMBER, now=LATER)
    assert values(READER, date(2024, 8, 31))["a.output.2023"] == "12.5亿元"
    assert values(READER, SEPTEMBER)["a.output.2023"] == "12.7亿元"
    event = AuditEvent.objects.order_by("-id").first()
    assert event is not None
    assert (event.act, event.actor, event.subject_key, event.reason) == ("figures.correct", "cli:officer", "a.output.2023", "核定")
    assert event.before and event.after
    assert (event.before["value"], event.after["value"]) == ("12.5", "12.7")
    assert AuditEvent.objects.filter(act="figures.correct").count() == 1


def test_an_older_truth_found_later_is_shown_for_the_days_it_was_known() -> None:
    claims.correct(by=OFFICER, ref="a.output.2023", value="12.7亿元", reason="一", known_on=SEPTEMBER, now=LATER)
    trace = trace_of(viewer=READER, ref="a.output.2023", known_on=SEPTEMBER)
    assert trace is not None
    assert [(each.number, str(each.claim.value), each.reason) for each in trace.revisions] == [(1, "12.5亿元", ""), (2, "12.7亿元", "一")]
    early = trace_of(viewer=READER, ref="a.output.2023", known_on=KNOWN)
    assert early is not None and [each.number for each in early.revisions] == [1]
    assert trace_of(viewer=READER, ref="a.output.2023", known_on=KNOWN - timedelta(days=1)) is None


def test_a_withdrawn_claim_stands_no_more_but_its_page_tells_of_it() -> None:
    claims.withdraw(by=OFFICER, ref="a.staff", reason="误报", known_on=SEPTEMBER, now=LATER)
    assert "a.staff" not in values(READER, SEPTEMBER) and "a.staff" in values(READER, KNOWN)
    trace = trace_of(viewer=READER, ref="a.staff", known_on=SEPTEMBER)
    assert trace is not None and not trace.is_standing and trace.revisions[-1].reason == "误报"
    with pytest.raises(refusals.NothingToCorrect):
        claims.correct(by=OFFICER, ref="a.staff", value="31人", reason="又", known_on=SEPTEMBER, now=LATER)


@pytest.mark.parametrize(
    ("refusal", "change"),
    [
        (refusals.MayNotRecord, {"by": READER}),
        (refusals.CorrectionNeedsReason, {"reason": "  "}),
        (refusals.NoSuchClaim, {"ref": "nothing"}),
        (refusals.NothingToCorrect, {"value": "12.5亿元"}),
        (refusals.CannotBeRead, {"value": "12.7"}),
        (refusals.CannotBeRead, {"value": "12.7家"}),
        (refusals.CannotBeRead, {"value": "-12.7亿元"}),
        (refusals.SomethingMissing, {"source": "hearsay"}),
        (refusals.CorrectedMeanwhile, {"revision": 2}),
        (refusals.KnownInTheFuture, {"known_on": SEPTEMBER + timedelta(days=1)}),
        (refusals.KnownInTheFuture, {"known_on": KNOWN - timedelta(days=1)}),
    ],
)
def test_what_cannot_be_corrected_is_refused_and_nothing_is_written(refusal: type[Refusal], change: dict[str, object]) -> None:
    before = (Claim.objects.count(), AuditEvent.objects.count())
    given: dict[str, object] = {"by": OFFICER, "ref": "a.output.2023", "value": "12.7亿元", "reason": "核定", "known_on": SEPTEMBER}
    with pytest.raises(refusal):
        claims.correct(**(given | change), now=LATER)  # type: ignore[arg-type]
    assert (Claim.objects.count(), AuditEvent.objects.count()) == before


def test_a_reference_is_used_once_and_what_a_claim_names_must_be_there() -> None:
    with pytest.raises(refusals.AlreadyStated):
        record("a.staff", "1亿元")
    for part in ({"subject": "enterprise/nobody"}, {"indicator": "nothing"}, {"source": "hearsay"}):
        with pytest.raises(refusals.SomethingMissing):
            record("a.new", "1亿元", **part)  # type: ignore[arg-type]


def test_an_owner_is_an_organisation_and_what_only_its_owner_sees_has_one() -> None:
    with pytest.raises(refusals.SomethingMissing):
        record("a.new", "1亿元", owner="nobody")
    with pytest.raises(refusals.OwnerNeeded):
        record("a.new", "1亿元", visibility=Visibility.CONFIDENTIAL)


def test_a_correction_may_name_where_the_new_figure_comes_from() -> None:
    said_by = Label("虚构统计站", "made-up statistics")
    claims.correct(
        by=OFFICER,
        ref="a.output.2023",
        value="12.7亿元",
        place="31",
        said_by=said_by,
        reason="核定",
        known_on=SEPTEMBER,
        revision=1,
        now=LATER,
    )
    trace = trace_of(viewer=READER, ref="a.output.2023", known_on=SEPTEMBER)
    assert trace is not None and not trace.is_on_correctors_word
    assert (trace.claim.source, trace.claim.place, trace.claim.said_by) == ("sheet", "31", said_by)
    claims.correct(by=OFFICER, ref="a.output.2023", value="12.8亿元", reason="再核", known_on=SEPTEMBER, now=LATER)
    trace = trace_of(viewer=READER, ref="a.output.2023", known_on=SEPTEMBER)
    assert trace is not None and trace.is_on_correctors_word


def test_confidential_and_internal_claims_are_seen_by_those_they_are_for_and_nobody_else() -> None:
    record("a.secret", "1.1亿元", visibility=Visibility.CONFIDENTIAL, owner="firm-a", period="2021")
    record("b.secret", "1.2亿元", visibility=Visibility.CONFIDENTIAL, owner="office", period="2020", subject="enterprise/firm-b")
    record("a.inner", "1.3亿元", visibility=Visibility.INTERNAL, period="2019")
    public = {"a.output.2023", "a.staff", "b.settled"}
    seen = {
        ANONYMOUS_VIEWER: public,
        READER: public,
        INSIDER: public | {"a.inner"},
        FIRM: public | {"a.secret"},
        OFFICER: public | {"a.inner"},
    }
    for viewer, expected in seen.items():
        rows, _ = claim_page(viewer=viewer, known_on=SEPTEMBER)
        assert {claim.ref for _, claim in rows} == expected, viewer.key
        for ref in ("a.secret", "b.secret", "a.inner"):
            assert (trace_of(viewer=viewer, ref=ref, known_on=SEPTEMBER) is not None) == (ref in expected), (viewer.key, ref)


def test_what_was_closed_later_is_closed_at_every_earlier_day_too() -> None:
    row = Claim.objects.get(ref="a.staff")
    hidden = ledger.stated(row) | {"visibility": "confidential", "owner": "office"}
    ledger.append([ledger.Row("a.staff", hidden, SEPTEMBER)], by=Actor("cli", "officer"), now=LATER, reason="转为保密")
    assert "a.staff" not in values(READER, KNOWN) and "a.staff" not in values(READER, SEPTEMBER)
    assert trace_of(viewer=READER, ref="a.staff", known_on=KNOWN) is None


def test_a_finding_is_not_shown_to_those_who_may_not_see_all_its_claims() -> None:
    record("a.public", "1.0亿元", period="2021")
    record("a.hidden", "2.0亿元", period="2021", visibility=Visibility.CONFIDENTIAL, owner="firm-a")
    record("a.third", "3.0亿元", period="2021")
    found = {viewer.key: [finding.refs for finding in findings_about(viewer=viewer, known_on=SEPTEMBER)] for viewer in (READER, FIRM)}
    assert found["person:reader"] == [("a.public", "a.third")]
    assert sorted(found["person:agent"]) == [("a.hidden", "a.third"), ("a.public", "a.hidden"), ("a.public", "a.third")]
    trace = trace_of(viewer=READER, ref="a.public", known_on=SEPTEMBER)
    assert trace is not None and "2.0 亿元" not in str([finding.message.zh for finding in trace.findings])


def test_a_finding_goes_when_a_claim_of_it_is_corrected_and_stays_for_earlier_days() -> None:
    record("a.one", "1.0亿元", period="2021")
    record("a.two", "2.0亿元", period="2021")
    claims.correct(by=OFFICER, ref="a.two", value="1.0亿元", reason="更正", known_on=SEPTEMBER, now=LATER)
    assert [each.refs for each in findings_about(viewer=READER, known_on=KNOWN)] == [("a.one", "a.two")]
    assert findings_about(viewer=READER, known_on=SEPTEMBER) == []


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    permissions=st.frozensets(st.sampled_from(list(Permission))),
    organisations=st.frozensets(st.sampled_from(["firm-a", "office", "elsewhere"])),
)
def test_the_check_and_the_filter_never_differ(permissions: frozenset[Permission], organisations: frozenset[str]) -> None:
    for number, visibility in enumerate(Visibility):
        ref = f"x.{number}"
        if not Claim.objects.filter(ref=ref).exists():
            record(ref, "1亿元", period=str(2001 + number), visibility=visibility, owner="firm-a")
    viewer = Viewer("person:any", permissions=permissions, organisations=organisations)
    listed = set(visible_claims.filter(viewer).values_list("pk", flat=True))
    assert listed == {row.pk for row in Claim.objects.all() if visible_claims.check(viewer, row)}


def test_pages_of_claims_follow_one_another_without_gap_or_overlap() -> None:
    for number in range(5):
        record(f"a.more.{number}", "1亿元", period=str(2010 + number))
    everything, _ = claim_page(viewer=READER, known_on=SEPTEMBER, size=100)
    seen, after = [], 0
    while True:
        rows, more = claim_page(viewer=READER, known_on=SEPTEMBER, size=3, after=after)
        seen += rows
        if more is None:
            break
        after = more
    assert seen == everything


def test_findings_about_very_many_subjects_are_told_oldest_first() -> None:
    record("b.one", "1.0亿元", subject="enterprise/firm-b", period="2021")
    record("b.two", "2.0亿元", subject="enterprise/firm-b", period="2021")
    record("a.one", "1.0亿元", period="2021")
    record("a.two", "2.0亿元", period="2021")
    many = ["enterprise/firm-a", *(f"enterprise/none-{number}" for number in range(1200)), "enterprise/firm-b", "enterprise/firm-a"]
    assert [each.refs for each in findings_about(viewer=READER, known_on=KNOWN, subjects=many)] == [("b.one", "b.two"), ("a.one", "a.two")]
    assert [each.refs for each in findings_about(viewer=READER, known_on=KNOWN, subjects=many, limit=1)] == [("b.one", "b.two")]
    assert findings_about(viewer=READER, known_on=KNOWN, subjects=[]) == []
