"""Every fault of an affair and of its dictionary: its place, what is wrong, and the cure."""

from __future__ import annotations

from pathlib import Path

import pytest

from dukou.affairs.tests.definitions_made import AFFAIR, faults, seen

ASKED = "digs, firm, grade, metres, power, services, wanted_on"
MORE = {  # what follows from the same slip
    "a matter twice": [
        ("telecom", "there is no matter “telecom”", "use one of: power, road"),
        ("telecom", "there is no matter “telecom”", "use one of: power, road"),
        (
            "power",
            "nothing that “power” wants when it is handled alone becomes “list”",
            "tell it under separately, or the count is not true",
        ),
    ],
    "a material that nobody needs": [
        ("pledge", "“road” is not among the matters of the material “pledge”", "add it to the matters of pledge")
    ],
    "becomes nothing": [
        (
            "power",
            "nothing that “power” wants when it is handled alone becomes “list”",
            "tell it under separately, or the count is not true",
        )
    ],
}
CASES = {
    "a unit that is not there": (
        "[power-unit]",
        "[power-unti]",
        "power-unti",
        "there is no organisation “power-unti”",
        "did you mean “power-unit”?",
    ),
    "a unit twice": (
        "[telecom-a, telecom-b]",
        "[telecom-a, telecom-a]",
        "telecom-a",
        "“telecom-a” stands twice",
        "remove one of them or give it another key",
    ),
    "a field that is not there": ("field: firm}", "field: frim}", "frim", "there is no field “frim”", "did you mean “firm”?"),
    "a profile that is not there": (
        "profile: usual",
        "profile: usaul",
        "usaul",
        "there is no service profile “usaul”",
        "did you mean “usual”?",
    ),
    "a matter twice": ("key: telecom\n", "key: power\n", "power", "“power” stands twice", "remove one of them or give it another key"),
    "a field asked twice": (
        "- {field: services}",
        "- {field: firm}",
        "firm",
        "“firm” stands twice",
        "remove one of them or give it another key",
    ),
    "a condition that cannot be read": (
        "when: power >= 100",
        "when: power >= and",
        "and",
        "a number, date, word or name should stand here, not “and”",
        "write it like “revenue >= 2000万元”, “rd / revenue >= 3%” or “industry in [工业]”",
    ),
    "a condition names nothing": (
        "when: power >= 100",
        "when: pover >= 100",
        "pover >= 100",
        "there is no field “pover”",
        "did you mean “power”?",
    ),
    "a condition names what nobody surely asks": (
        "when: power >= 100",
        "when: metres >= 100",
        "metres >= 100",
        "no matter that is always in, or chosen, asks for “metres”",
        "let one of them ask for it",
    ),
    "a word without quotes": (
        "when: power >= 100",
        "when: power >= high",
        "high",
        "there is no field “high”",
        "use one of: digs, firm, grade, power, services, wanted_on",
    ),
    "a word against a number": (
        "when: power >= 100",
        """when: 'power = "high"'""",
        """"high"'""",
        "a number cannot be compared with a word",
        "check both sides; put words in quotes",
    ),
    "a choice that is none": (
        'when: grade = "high"',
        'when: grade = "hihg"',
        '"hihg"',
        "there is no choice of “grade” “hihg”",
        "did you mean “high”?",
    ),
    "a choice by size": (
        'when: grade = "high"',
        'when: grade > "high"',
        'grade > "high"',
        "“>” does not compare a word",
        'write use = "office" or use in [office, shop]',
    ),
    "a list as a word": (
        'when: grade = "high"',
        "when: services in [voice]",
        "services in [voice",
        "a word belongs here, not some of a list",
        "write services has [voice]",
    ),
    "a truth that is a number": (
        "given: digs",
        "given: power",
        "power",
        "yes or no belongs here, not a number",
        "write a comparison, such as power_kva >= 100",
    ),
    "a unit in a condition": (
        "when: power >= 100",
        "when: power >= 100万元",
        "100万元",
        "a number takes no unit here, such as “万元”",
        "write the number in the unit of the field",
    ),
    "an earlier year": (
        "when: power >= 100",
        "when: power@1 >= 100",
        "power@1 >= 100",
        "“power” has no earlier year here, and belongs to no other rule book",
        "write the name alone",
    ),
    "a day of asking": (
        "when: power >= 100",
        "when: days_since(wanted_on) >= 100",
        "days_since(wanted_on) >= 100",
        "there is no day of asking here from which years or days are counted",
        "compare with a date, such as founded_on <= 2024-12-31",
    ),
    "too many units to choose": (
        "{least: 1, most: 2}",
        "{least: 1, most: 3}",
        "{least",
        "1 to 3 are to be chosen, of 2",
        "least is at most most, which is at most their count",
    ),
    "more at least than at most": (
        "{least: 1, most: 2}",
        "{least: 2, most: 1}",
        "{least",
        "2 to 1 are to be chosen, of 2",
        "least is at most most, which is at most their count",
    ),
    "a wait of no stage": (
        "{stage: works, for: road}",
        "{stage: wroks, for: road}",
        "wroks",
        "there is no stage “wroks”",
        "did you mean “works”?",
    ),
    "a wait for no matter": ("for: road}", "for: raod}", "raod", "there is no matter “raod”", "did you mean “road”?"),
    "a wait for itself": ("for: road}", "for: power}", "power", "“power” waits for itself", "name another matter"),
    "a join of one": (
        "matters: [power, telecom]}\npages",
        "matters: [power]}\npages",
        "[power",
        "“joint survey” is of one matter alone",
        "name two or more, or take it out",
    ),
    "a join of what is not there": (
        "matters: [power, telecom]}\npages",
        "matters: [power, telecmo]}\npages",
        "telecmo",
        "there is no matter “telecmo”",
        "did you mean “telecom”?",
    ),
    "a material that nobody needs": (
        "matters: [road], promise",
        "matters: [], promise",
        "[",
        "no matter needs “pledge”",
        "name the matters that need it, or take it out",
    ),
    "a promise without words": (
        ", promise: {zh: 保证, en: we pledge}",
        "",
        "[promise",
        "promise is among its ways, and there is no promise",
        "write what is promised under promise",
    ),
    "held by nobody": (
        "ways: [upload], matters: [power, telecom]",
        "ways: [held], matters: [power, telecom]",
        "[held",
        "held is among its ways, and there is no holder",
        "write under holder which office holds it",
    ),
    "a holder of what is brought": (
        "matters: [power, telecom]}\n  - key: list",
        "matters: [power, telecom], holder: x}\n  - key: list",
        "x",
        "there is a holder, and held is not among its ways",
        "remove holder, or add held to its ways",
    ),
    "a tolerance of a main material": (
        "    main: false\n",
        "",
        "{workdays",
        "a main material cannot come later",
        "remove tolerance, or write main: false",
    ),
    "a tolerance without consequence": (
        ", consequence: {zh: 停办, en: it stops}",
        "",
        "{workdays",
        "“materials → 1 → tolerance → consequence” is missing",
        "add “materials → 1 → tolerance → consequence”",
    ),
    "becomes nothing": ("becomes: list", "becomes: lisst", "lisst", "there is no material “lisst”", "did you mean “list”?"),
    "a page of what nobody asks": (
        "fields: [firm, digs]",
        "fields: [firm, spare]",
        "spare",
        "there is no field that a matter asks for “spare”",
        f"use one of: {ASKED}",
    ),
    "a field on two pages": (
        "fields: [firm, digs]",
        "fields: [firm, firm]",
        "firm",
        "“firm” stands twice",
        "remove one of them or give it another key",
    ),
    "a page called like a matter": (
        "key: first",
        "key: power",
        "power",
        "“power” stands twice",
        "remove one of them or give it another key",
    ),
    "places without their field": (
        "profile: usual",
        "profile: usual\nplaces: ['500104']",
        "['500104'",
        "places and division stand together",
        "division names the field that tells the division code",
    ),
    "a place told by a number": (
        "profile: usual",
        "profile: usual\nplaces: ['500104']\ndivision: power",
        "power",
        "“power” cannot hold a division code",
        "use a line of words, or one of a list",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_fault_of_an_affair(tmp_path: Path, name: str) -> None:
    old, new, place, what, cure = CASES[name]
    assert old in AFFAIR
    assert sorted(seen(tmp_path, affairs__made=AFFAIR.replace(old, new, 1))) == sorted([(place.strip(), what, cure), *MORE.get(name, [])])


def test_the_made_up_pack_has_no_fault(tmp_path: Path) -> None:
    assert faults(tmp_path) == []
