"""Claims out of packs: what is refused with its place, and that nothing is overwritten."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from dukou.accounts.core.viewers import command_line_viewer
from dukou.audit.models import AuditEvent
from dukou.figures.actions.claims import correct
from dukou.figures.models import Claim
from dukou.figures.packs.claims import CorrectedByHand, NotKnownYet
from dukou.figures.queries import claims_about
from dukou.figures.tests.made_up import CLERK, KNOWN, figures, load, write_pack
from dukou.kit.actions import AnotherPack, PackHasFaults, ReasonNeeded, load_pack
from dukou.kit.packfiles.reading import read_pack

pytestmark = pytest.mark.django_db
ALL = command_line_viewer("tester")


def faults(folder: Path, **changed: str) -> list[tuple[str, int, str]]:
    """The faults of the made-up pack: file, line, what is wrong in English."""
    found = read_pack(write_pack(folder, **changed)).faults
    assert all(fault.cure.zh and fault.cure.en for fault in found)
    return [(fault.place.file.split("/")[-1], fault.place.line, fault.what.en) for fault in found]


GOOD = "key: a, of: enterprise/firm-a, is: output, value: 12.5亿元, period: 2023, at: x"


@pytest.mark.parametrize(
    ("entry", "what"),
    [
        (GOOD.replace("12.5亿元", "12.5"), "“12.5” has no unit"),
        (GOOD.replace("12.5亿元", "12家"), "the unit “家” does not fit this indicator"),
        (GOOD.replace("12.5亿元", "-1亿元"), "this indicator is never negative: “-1亿元”"),
        (GOOD.replace("2023", "2024-13"), "“2024-13” is not a period"),
        (GOOD.replace(", period: 2023", ""), "“period” is missing"),
        (GOOD.replace("enterprise/firm-a", "enterprise/firm-z"), "there is no subject “enterprise/firm-z”"),
        (GOOD.replace("is: output", "is: outputs"), "there is no indicator “outputs”"),
        (GOOD + ", source: shet", "there is no source “shet”"),
        (GOOD + ", kind: rumour", "“kind” knows no value “rumour”"),
        (GOOD + ", colour: red", "unknown key “colour”"),
        (GOOD.replace("2023", "2022") + ", visibility: confidential", "a figure for its owner only must name the owner"),
        ("key: s, of: enterprise/firm-a, is: staff, value: -3人, period: 2023, at: x", "this indicator is never negative: “-3人”"),
        ("key: g, of: enterprise/firm-a, is: output-growth, value: 0.65, period: 2023, at: x", "“0.65” has no unit"),
        ("key: g, of: enterprise/firm-a, is: output-growth, value: 65, period: 2023, at: x", "“65” has no unit"),
        ("key: d, of: enterprise/firm-b, is: settled-on, value: soon, at: x", "“soon” is not a period"),
    ],
)
def test_a_claim_that_does_not_hold_together_is_refused_at_its_line(tmp_path: Path, entry: str, what: str) -> None:
    assert faults(tmp_path, figures=figures(GOOD.replace("key: a,", "key: first,"), entry)) == [("figures.yaml", 4, what)]


def test_a_claim_without_any_source_is_refused(tmp_path: Path) -> None:
    text = "figures:\n  - {key: a, of: enterprise/firm-a, is: output, value: 1亿元, period: 2023, at: x, kind: reported}\n"
    assert faults(tmp_path, figures=text) == [("figures.yaml", 2, "“source” is missing")]


def test_the_same_statement_twice_is_a_duplicate_and_names_the_first(tmp_path: Path) -> None:
    found = faults(tmp_path, figures=figures(GOOD, GOOD.replace("key: a,", "key: b,")))
    assert found == [("figures.yaml", 4, "the same claim as “a” (made-up/figures.yaml:3:5)")]


def test_a_definition_changes_only_under_a_new_version(tmp_path: Path) -> None:
    load(tmp_path)
    text = (write_pack(tmp_path) / "indicators.yaml").read_text(encoding="utf-8")
    rewritten = text.replace("made-up scope", "another scope")
    assert faults(tmp_path, indicators=rewritten) == [("indicators.yaml", 3, "the definition changed, but its version is still 1")]
    assert faults(tmp_path, indicators=rewritten.replace("key: output,", "key: output, version: '2',", 1)) == []


def test_a_faulty_pack_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(PackHasFaults):
        load(tmp_path, figures=figures(GOOD, GOOD.replace("key: a,", "key: b,").replace("2023", "2024-13")))
    assert (Claim.objects.count(), AuditEvent.objects.count()) == (0, 0)


def test_loading_twice_changes_nothing(tmp_path: Path) -> None:
    assert load(tmp_path) is not None
    before = list(Claim.objects.values())
    assert load(tmp_path) is None
    assert list(Claim.objects.values()) == before
    assert AuditEvent.objects.count() == 1


CHANGED = figures(
    "key: a.output.2023, of: enterprise/firm-a, is: output, value: 12.7亿元, period: 2023, at: '3'",
    "key: b.settled, of: enterprise/firm-b, is: settled-on, value: 2020-07, at: '5'",
)
LATER = datetime(2024, 9, 1, 2, 0, tzinfo=UTC)
AFTER = datetime(2024, 10, 1, 2, 0, tzinfo=UTC)


def test_a_changed_pack_needs_a_reason(tmp_path: Path) -> None:
    load(tmp_path)
    with pytest.raises(ReasonNeeded):
        load(tmp_path, figures=CHANGED, now=LATER)
    assert Claim.objects.count() == 3


def said(known_on: date) -> list[tuple[str, str]]:
    """What was known of firm A on a day."""
    claims = claims_about(viewer=ALL, known_on=known_on, subjects=["enterprise/firm-a"])
    return [(claim.ref, str(claim.value)) for claim in claims]


def test_a_changed_pack_corrects_and_withdraws_and_earlier_days_stay_as_they_were(tmp_path: Path) -> None:
    load(tmp_path)
    before = list(Claim.objects.order_by("pk").values())
    version = load(tmp_path, figures=CHANGED, now=LATER, reason="核定 · final")
    assert version is not None and (version.number, version.changes) == (2, {"figures": {"changed": 1, "removed": 1}})
    assert list(Claim.objects.order_by("pk").values()[:3]) == before
    assert said(date(2024, 7, 7)) == []
    assert said(KNOWN) == said(date(2024, 8, 31)) == [("a.output.2023", "12.5亿元"), ("a.staff", "30人")]
    assert said(date(2024, 9, 1)) == [("a.output.2023", "12.7亿元")]
    assert load(tmp_path, figures=CHANGED, now=LATER) is None


def _by_rowid() -> list[str]:
    """Replacing by SQLite's hidden key, under another id and reference."""
    columns = [str(field.column) for field in Claim._meta.local_fields]
    changed = ["999999" if column == "id" else "'other'" if column == "ref" else column for column in columns]
    return [f"INSERT OR REPLACE INTO figures_claim (rowid, {', '.join(columns)}) SELECT rowid, {', '.join(changed)} FROM figures_claim"]


def test_a_second_pack_does_not_take_back_what_the_first_states(tmp_path: Path) -> None:
    load(tmp_path)
    other = write_pack(tmp_path).rename(tmp_path / "another")
    with pytest.raises(AnotherPack):
        load_pack(by=CLERK, path=other, reason="weg", now=LATER)
    assert len(said(KNOWN)) == 2


def test_a_claim_that_comes_back_needs_a_reason_and_is_not_dated_back(tmp_path: Path) -> None:
    load(tmp_path)
    load(tmp_path, figures=CHANGED, now=LATER, reason="删去")
    with pytest.raises(ReasonNeeded):
        load(tmp_path, now=AFTER)
    load(tmp_path, now=AFTER, reason="恢复")
    assert ("a.staff", "30人") not in said(date(2024, 9, 15))
    assert ("a.staff", "30人") in said(date(2024, 10, 1))


def test_what_a_person_corrected_is_not_overruled_by_a_pack(tmp_path: Path) -> None:
    load(tmp_path)
    correct(by=ALL, ref="a.output.2023", value="12.6亿元", reason="核实", known_on=date(2024, 8, 1), now=LATER)
    assert load(tmp_path, now=LATER) is None
    with pytest.raises(CorrectedByHand):
        load(tmp_path, figures=CHANGED, now=LATER, reason="核定")
    assert said(date(2024, 9, 1)) == [("a.staff", "30人"), ("a.output.2023", "12.6亿元")]
    load(tmp_path, figures=CHANGED.replace("12.7", "12.6"), now=LATER, reason="与现有一致")
    assert said(date(2024, 9, 1)) == [("a.output.2023", "12.6亿元")]


def test_nothing_becomes_known_after_the_day_of_loading(tmp_path: Path) -> None:
    with pytest.raises(NotKnownYet):
        load(tmp_path, figures=figures(GOOD + ", known_on: 2999-01-01"))
    assert Claim.objects.count() == 0


def test_the_database_itself_refuses_to_change_or_delete_a_claim(tmp_path: Path) -> None:
    load(tmp_path)
    before = list(Claim.objects.values())
    refused = ["UPDATE figures_claim SET value = '1'", "DELETE FROM figures_claim"]
    if connection.vendor == "sqlite":
        refused += ["INSERT OR REPLACE INTO figures_claim SELECT * FROM figures_claim", *_by_rowid()]
    else:
        refused.append("INSERT INTO figures_claim SELECT * FROM figures_claim ON CONFLICT (id) DO UPDATE SET ref = 'x'")
    for sql in refused:
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    assert list(Claim.objects.values()) == before
