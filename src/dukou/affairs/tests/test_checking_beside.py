"""Faults of what stands beside an affair: its profile, the dictionary, receivers."""

from __future__ import annotations

from pathlib import Path

import pytest

from dukou.affairs.tests.definitions_made import AFFAIR, FIELDS, PROFILE, UNITS, seen


@pytest.mark.parametrize("clock", ["outer", "acceptance"])
def test_a_profile_without_a_clock_that_an_affair_needs(tmp_path: Path, clock: str) -> None:
    text = PROFILE.replace(f"      {clock}:", "      answer:").replace(
        ", expiry: deemed_agreed", "" if clock == "acceptance" else ", expiry: deemed_agreed"
    )
    what = f"the grade “ordinary” of the profile “usual” has no {clock}"
    found = seen(tmp_path, profiles__usual=text)
    assert [each for each in found if each[0] == "usual"] == [("usual", what, f"write {clock} there, or name another")]


@pytest.mark.parametrize(
    ("old", "new", "place", "what", "cure"),
    [
        (
            "kind: line, register",
            "kind: line, unit: m, register",
            "m",
            "it is no number and takes no unit",
            "remove unit, or make its kind number",
        ),
        ("kind: date}", "kind: date, least: 1}", "1", "it is no number and takes no least", "remove least, or make its kind number"),
        (
            "kind: truth}",
            "kind: truth, decimals: 1}",
            "1",
            "it is no number and takes no decimals",
            "remove decimals, or make its kind number",
        ),
        ("least: 1, most: 1000", "least: 10, most: 9", "9", "the greatest is below the least", "check least and most"),
        (", choices: [{key: voice, name: {zh: 话, en: voice}}]", "", "choices", "“some of a list” has no choices", "write choices"),
        ("key: low", "key: high", "high", "“high” stands twice", "remove one of them or give it another key"),
        ("key: spare", "key: days_since", "days_since", "“days_since” is a word of conditions", "give it another name"),
        (
            "key: spare",
            "key: firm",
            "{key",
            "“firm” stands twice (first at made-up/form_fields.yaml:2:5)",
            "remove one of them or give it another key",
        ),
        ("register: name", "register: nmae", "nmae", "“register” knows no value “nmae”", None),
    ],
)
def test_a_fault_of_the_dictionary(tmp_path: Path, old: str, new: str, place: str, what: str, cure: str | None) -> None:
    assert old in FIELDS
    [(where, said, done)] = seen(tmp_path, form_fields=FIELDS.replace(old, new, 1), affairs__made="")
    assert (where, said, cure or done) == (place, what, done)


@pytest.mark.parametrize(
    ("told", "place", "what", "cure"),
    [
        ("unit: power-unti, kind: desk", "power-unti", "there is no organisation “power-unti”", "did you mean “power-unit”?"),
        (
            "unit: road-unit, kind: http, secret_name: DUKOU_KEY_SECRET",
            "http",
            "its own system is reached by an https address",
            "write https://…; on this machine http://127.0.0.1",
        ),
        (
            "unit: road-unit, kind: http, address: 'http://example.org', secret_name: DUKOU_KEY_SECRET",
            "'http",
            "its own system is reached by an https address",
            "write https://…; on this machine http://127.0.0.1",
        ),
        (
            "unit: road-unit, kind: http, address: 'https://example.org'",
            "http",
            "there is no secret_name: neither side could verify the other",
            "name the environment variable that holds the secret",
        ),
        ("unit: road-unit, kind: mail, address: nobody", "nobody", "it is no mail address", "write name@example.org"),
        ("unit: road-unit, kind: demo, address: nobody", "nobody", "“a demonstration” takes no address", "remove address"),
    ],
)
def test_a_fault_of_a_receiver(tmp_path: Path, told: str, place: str, what: str, cure: str) -> None:
    found = seen(tmp_path, receivers=f"receivers:\n  - {{{told}}}\n")
    assert found == [(place, what, cure)] or found == [("{unit", what, cure)]


def test_units_of_the_made_up_pack_are_all_used() -> None:
    assert [unit for unit in UNITS if unit not in AFFAIR] == []
