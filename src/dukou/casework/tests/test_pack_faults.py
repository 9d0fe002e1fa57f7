"""Every fault of calendars and profiles: its place, what is wrong, and the cure."""

from __future__ import annotations

from pathlib import Path

import pytest

from dukou.casework.tests.packs_made import CALENDARS, PROFILE, YEAR, faults

DAY = "{{name: {{zh: 虚构, en: made up}}, from: {first}, until: {last}, make_up: [{make_up}]}}"


def year(holidays: str = "", rest: str = "") -> str:
    """A calendar of one year; the festivals stand in line 6."""
    return f"calendars:\n  - key: made-2026\n    calendar: made\n    year: 2026\n    holidays:\n      - [{holidays}]\n{rest}".replace(
        "      - [", "      ["
    )


def day(first: str, last: str, make_up: str = "") -> str:
    return DAY.format(first=first, last=last, make_up=make_up)


@pytest.mark.parametrize(
    ("calendars", "place", "what", "cure"),
    [
        (
            CALENDARS.replace("key: made-2025", "key: made-2024"),
            "calendars.yaml:2 made-2024",
            "“made-2024” does not tell its calendar and year",
            "write made-2025, or correct the year",
        ),
        (
            CALENDARS + YEAR.format(year=2028, holidays=""),
            "calendars.yaml:4 2028",
            "the calendar “made” lacks the year 2027",
            "add made-2027",
        ),
        (
            year(rest="    firm_until: 2026-12-31\n"),
            "calendars.yaml:7 2026-12-31",
            "a notice of 2026 cannot speak until 2026-12-31: the next one may still move the last days of the year",
            "write 2026-12-28 at most",
        ),
        (
            year(day("2026-10-07", "2026-10-01")),
            "calendars.yaml:6 2026-10-01",
            "2026-10-01 is before 2026-10-07",
            "put them in order",
        ),
        (
            year(day("2026-10-01", "2028-10-01")),
            "calendars.yaml:6 2028-10-01",
            "2028-10-01 is not within a year of 2026",
            "correct the day, or write it under its own year",
        ),
        (
            year(day("2026-10-01", "2026-10-01", "2026-10-09")),
            "calendars.yaml:6 2026-10-09",
            "2026-10-09 is a weekday and cannot be a make-up workday",
            "compare with the notice",
        ),
        (
            year(day("2026-10-01", "2026-10-03", "2026-10-03")),
            "calendars.yaml:6 2026-10-03",
            "2026-10-03 is told both as a holiday and as a make-up workday",
            "compare with the notice and keep one of them",
        ),
        (
            year(day("2026-10-01", "2026-10-03") + ", " + day("2026-10-03", "2026-10-04")),
            "calendars.yaml:6 2026-10-03",
            "2026-10-03 is told twice",
            "keep one of them",
        ),
        (
            year(day("2026-10-01", "2026-10-01", "2026-10-10, 2026-10-10")),
            "calendars.yaml:6 2026-10-10",
            "2026-10-10 is told twice",
            "keep one of them",
        ),
        (
            CALENDARS + YEAR.format(year=2027, holidays=day("2026-10-02", "2026-10-02")),
            "calendars.yaml:4 2026-10-02",
            "2026-10-02 is told twice",
            "keep one of them",
        ),
        (
            year(day("2026-13-01", "2026-10-01")),
            "calendars.yaml:6 2026-13-01",
            "“holidays → 0 → from” is not a date: “2026-13-01”",
            "write it as 2024-07-08",
        ),
        (
            year(rest="    firm: 2026-12-28\n"),
            "calendars.yaml:7 firm",
            "unknown key “firm”",
            "the keys are: calendar, firm_until, holidays, key, notice, year",
        ),
    ],
)
def test_faults_of_calendars(tmp_path: Path, calendars: str, place: str, what: str, cure: str) -> None:
    assert faults(tmp_path, calendars) == [(place, what, cure)]


UNIT = "write 3 workdays: a whole number from one up, and one of hours, office_hours, workdays, days"


@pytest.mark.parametrize(
    ("old", "new", "place", "what", "cure"),
    [
        ("calendar: made", "calendar: mad", "5 mad", "there is no working calendar “mad”", "did you mean “made”?"),
        ("within: 5 workdays", "within: 5 weeks", "10 5 weeks", "“5 weeks” is not an amount of time", UNIT),
        ("within: 5 workdays", "within: 0 workdays", "10 0 workdays", "“0 workdays” is not an amount of time", UNIT),
        ("within: 5 workdays", "within: soon", "10 soon", "“soon” is not an amount of time", UNIT),
        ("ask_before: 1 workdays", "ask_before: 0 workdays", "10 0 workdays", "“0 workdays” is not an amount of time", UNIT),
        (
            "ask_before: 1 workdays",
            "ask_before: 3 hours",
            "10 3 hours",
            "the clock counts working days, asking beforehand counts hours, day and night",
            "count days in both, or hours in both",
        ),
        (
            "times: 1",
            "times: 0",
            "10 0",
            "“grades → ordinary → clocks → outer → extension → times” cannot be below 1; it is 0",
            "correct the number",
        ),
        ("      contact:", "      contcat:", "14 {name", "there is no clock “contcat”", "did you mean “contact”?"),
        (
            "      outer: {name: {zh: 答复, en: answer}, within: 15 days",
            "      verdict: {name: {zh: 答复, en: answer}, within: 15 days",
            "14 contact",
            "this grade has no outer clock, the one that the enterprise sees",
            "write outer",
        ),
        (
            "  complex:",
            "  Complex Ones:",
            "12 name",
            "“Complex Ones” cannot serve as the key of a grade",
            "use lower-case letters, digits and hyphens",
        ),
        ("rung: reminder, before: 2", "rung: urge, after: 2", "18 urge", "the rung “urge” stands twice", "keep one of them"),
        ("before: 2", "after: 2", "18 {rung", "the rung “reminder” takes `before` and nothing else", "write before: 1 workdays"),
        (
            "after: 1 workdays",
            "before: 1 workdays",
            "17 {rung",
            "the rung “urge” takes `after` and nothing else",
            "write after: 1 workdays",
        ),
        (
            "after: 1 workdays",
            "after: 1 workdays, before: 1 workdays",
            "17 {rung",
            "the rung “urge” takes `after` and nothing else",
            "write after: 1 workdays",
        ),
        ("after: 1 workdays", "after: no workdays", "17 no workdays", "“no workdays” is not an amount of time", UNIT),
        ("rung: urge", "rung: expiry", "17 expiry", "running out comes by itself and is not written", "take it out"),
        (
            "grades:",
            "convention: {office: ['09:00-12:00', '11:00-18:00']}\ngrades:",
            "6 ['09",
            "office time “09:00-12:00, 11:00-18:00” is no row of stretches in order",
            "write 09:00-12:00, 14:00-18:00: in order, without overlap",
        ),
        (
            "grades:",
            "convention: {office: [morning]}\ngrades:",
            "6 [morning",
            "office time “morning” is no row of stretches in order",
            "write 09:00-12:00, 14:00-18:00: in order, without overlap",
        ),
        (
            "expiry: escalate",
            "expiry: explode",
            "15 explode",
            "“grades → complex → clocks → outer → expiry” knows no value “explode”",
            "use one of: 'nothing', 'escalate', 'deemed_agreed' or 'returned'",
        ),
    ],
)
def test_faults_of_profiles(tmp_path: Path, old: str, new: str, place: str, what: str, cure: str) -> None:
    assert old in PROFILE
    found = faults(tmp_path, usual=PROFILE.replace(old, new, 1))
    assert found == [(f"profiles/usual.yaml:{place}", what, cure)]


@pytest.mark.parametrize(
    ("clock", "what", "cure"),
    [
        ("acceptance: {E}", "the end of “acceptance” cannot mean nothing", "write deemed_agreed"),
        ("acceptance: {E, expiry: escalate}", "the end of “acceptance” cannot mean escalate", "write deemed_agreed"),
        ("supplement: {E, expiry: deemed_agreed}", "the end of “supplement” cannot mean deemed_agreed", "write nothing"),
        ("survey: {E, expiry: returned}", "the end of “survey” cannot mean returned", "write nothing or escalate or deemed_agreed"),
        ("answer: {E, expiry: deemed_agreed}", "the end of “answer” cannot mean deemed_agreed", "write nothing or escalate"),
        ("works: {E, expiry: returned}", "the end of “works” cannot mean returned", "write nothing or escalate"),
        ("part-water: {E, expiry: returned}", "the end of “part-water” cannot mean returned", "write nothing or escalate or deemed_agreed"),
        ("part-Water: {E}", "there is no clock “part-Water”", "did you mean “part-water”?"),
        ("part_fire_water: {E}", "there is no clock “part_fire_water”", "did you mean “part-fire-water”?"),
    ],
)
def test_what_the_end_of_a_clock_of_an_affair_may_mean(tmp_path: Path, clock: str, what: str, cure: str) -> None:
    told = clock.replace("E", "name: {zh: 虚构, en: made up}, within: 5 workdays")
    text = PROFILE.replace("      contact:", f"      {told}\n      contact:")
    assert [(each, done) for _, each, done in faults(tmp_path, usual=text)] == [(what, cure)]


def test_clocks_of_an_affair_that_are_written_rightly(tmp_path: Path) -> None:
    told = ["acceptance: {E, expiry: deemed_agreed}", "supplement: {E}", "part-water: {E, expiry: deemed_agreed}", "works: {E}"]
    lines = "".join(f"      {each}\n" for each in told).replace("E", "name: {zh: 虚构, en: made up}, within: 5 workdays")
    assert faults(tmp_path, usual=PROFILE.replace("      contact:", f"{lines}      contact:")) == []


def test_a_profile_without_grades_and_one_with_a_bad_name(tmp_path: Path) -> None:
    bare = PROFILE[: PROFILE.index("grades:")] + "grades: {}\n"
    assert faults(tmp_path, usual=bare) == [("profiles/usual.yaml:6 {", "no grade is written", "write at least one")]
    assert faults(tmp_path, Usual=PROFILE) == [
        ("profiles/Usual.yaml:1 name", "the file name “Usual” cannot serve as a key", "use lower-case letters, digits and hyphens")
    ]
