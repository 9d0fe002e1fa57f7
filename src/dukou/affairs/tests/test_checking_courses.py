"""Rings among fields and waits, and waits against what is done together."""

from __future__ import annotations

from pathlib import Path

import pytest

from dukou.affairs.tests.definitions_made import AFFAIR, seen


def test_fields_that_hang_on_one_another(tmp_path: Path) -> None:
    ring = AFFAIR.replace("- {field: power}", "- {field: power, when: 'grade = \"high\"'}")
    way = "power → grade → power"
    assert seen(tmp_path, affairs__made=ring) == [
        ("power >= 100", f"whether it is asked hangs on itself: {way}", "take out one of the conditions")
    ]


def test_waits_that_form_a_ring(tmp_path: Path) -> None:
    ring = AFFAIR.replace("    given: digs\n", "    given: digs\n    waits: [{stage: start, for: power}]\n")
    what = "they wait for one another without end: power → road → power"
    assert seen(tmp_path, affairs__made=ring) == [("[{stage", what, "take out one of the waits")]


@pytest.mark.parametrize(
    ("join", "stage", "is_fault"),
    [
        ("survey", "start", True),
        ("survey", "survey", True),
        ("survey", "works", False),
        ("answer", "start", True),
        ("answer", "works", False),
        ("acceptance", "works", True),
    ],
)
def test_a_wait_against_what_is_done_together(tmp_path: Path, join: str, stage: str, is_fault: bool) -> None:
    """Power waits for telecom to end, and telecom ends after what both do together."""
    text = AFFAIR.replace("{stage: works, for: road}", f"{{stage: {stage}, for: telecom}}").replace("join: survey", f"join: {join}")
    words = {"survey": "joint survey", "answer": "one answer", "acceptance": "joint acceptance"}[join]
    what = f"“power” waits for the end of “telecom”, which ends only after what both do together: {words}"
    found = [("power", what, "take out the wait, or leave it out here")] if is_fault else []
    assert seen(tmp_path, affairs__made=text) == found


def test_a_join_of_a_matter_without_stages(tmp_path: Path) -> None:
    text = AFFAIR.replace("matters: [power, telecom]}\npages", "matters: [power, road]}\npages")
    text = text.replace("    stages: [{key: permit, name: {zh: 许可, en: permit}, holder: permit_office}]\n", "")
    what = "“road” has no stages, and cannot take part in: joint survey"
    assert ("road", what, "write its stages, or take it out here") in seen(tmp_path, affairs__made=text)
