"""`calendars.yaml` and `profiles/*.yaml`: what is stored, and what a changed pack changes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dukou.casework.core.budgets import Budget, BudgetUnit, Convention
from dukou.casework.core.calendars import UnknownCalendar
from dukou.casework.core.notices import version_of
from dukou.casework.core.profiles import HANDLING_KEYS, Expiry, ExtensionRule, Profile, Rung, RungRule
from dukou.casework.models import CalendarVersion, ProfileText
from dukou.casework.packs.shipped import shipped_calendar, shipped_notices
from dukou.casework.queries.calendars import calendar_in_force, calendar_version, calendars_in_force
from dukou.casework.queries.profiles import profile_in_force, profile_of
from dukou.casework.tests.packs_made import CALENDARS, NOW, PROFILE, YEAR, load
from dukou.kit.packfiles.reading import read_pack

PACKS = Path(__file__).parents[4] / "packs"
NEXT = CALENDARS + YEAR.format(year=2027, holidays="{name: {zh: 虚构, en: made up}, from: 2026-12-31, until: 2027-01-01}")


def profile(key: str = "usual") -> Profile:
    """The profile that stands."""
    row = profile_in_force(key)
    assert row is not None
    return profile_of(row)


@pytest.mark.django_db
def test_a_calendar_is_stored_whole_and_in_force(tmp_path: Path) -> None:
    load(tmp_path)
    calendar, pk = calendar_in_force("made")
    row = CalendarVersion.objects.get()
    assert (pk, row.number, row.firm_until, row.stated_at, row.stated_by) == (row.pk, 1, date(2026, 12, 28), NOW, "cli:clerk")
    assert (calendar.begins, calendar.version) == (date(2025, 1, 1), row.sha256)
    assert row.sha256 == version_of(row.content)
    assert [calendar.counts(date(2026, 10, day)) for day in (1, 2, 5, 10)] == [False, False, True, True]
    assert load(tmp_path) is None


@pytest.mark.django_db
def test_a_new_notice_makes_one_new_version_and_the_former_stays(tmp_path: Path) -> None:
    load(tmp_path)
    _, first = calendar_in_force("made")
    load(tmp_path, NEXT)
    calendar, second = calendar_in_force("made")
    assert list(CalendarVersion.objects.order_by("number").values_list("pk", "number")) == [(first, 1), (second, 2)]
    assert (calendar.firm_until, calendar_version(first).firm_until) == (date(2027, 12, 28), date(2026, 12, 28))
    assert [each.counts(date(2026, 12, 31)) for each in (calendar_version(first), calendar)] == [True, False]
    assert [row.pk for row in calendars_in_force()] == [second]


@pytest.mark.django_db
def test_a_year_that_left_the_pack_stays_known(tmp_path: Path) -> None:
    load(tmp_path, NEXT)
    assert load(tmp_path, CALENDARS) is None
    assert list(CalendarVersion.objects.get().content) == ["made-2025", "made-2026", "made-2027"]


@pytest.mark.django_db
def test_an_amended_notice_needs_a_reason_and_only_its_calendar_gets_a_version(tmp_path: Path) -> None:
    two = CALENDARS + CALENDARS.removeprefix("calendars:\n").replace("made", "park")
    load(tmp_path, two)
    load(tmp_path, two.replace("until: 2026-10-02", "until: 2026-10-05", 1), reason="补充通知")
    assert sorted(CalendarVersion.objects.values_list("key", "number")) == [("made", 1), ("made", 2), ("park", 1)]
    assert [calendar_in_force(key)[0].counts(date(2026, 10, 5)) for key in ("made", "park")] == [False, True]


@pytest.mark.django_db
def test_an_unknown_calendar_is_refused_with_those_that_are_there(tmp_path: Path) -> None:
    load(tmp_path)
    for ask, known in ((calendar_in_force, "made"), (shipped_calendar, "cn")):
        with pytest.raises(UnknownCalendar) as refused:
            ask("mad")
        assert refused.value.said_why.en == f"there is no working calendar “mad”; there are: {known}"


@pytest.mark.django_db
def test_a_profile_is_stored_as_it_is_read(tmp_path: Path) -> None:
    load(tmp_path)
    found, row = profile(), ProfileText.objects.get()
    assert (found.key, found.version, found.is_official, found.calendar, row.order) == ("usual", version_of(row.content), False, "made", 3)
    assert (found.usual, list(found.grades), found.convention) == ("ordinary", ["ordinary", "complex"], Convention())
    outer, contact = found.clock("ordinary", "outer"), found.clock("complex", "contact")
    assert outer and contact
    assert (outer.within, outer.expiry, outer.extension) == (
        Budget(5, BudgetUnit.WORKDAYS),
        Expiry.NOTHING,
        ExtensionRule(1, 3, Budget(1, BudgetUnit.WORKDAYS)),
    )
    assert (contact.within, contact.may_pause, contact.extension) == (Budget(4, BudgetUnit.OFFICE_HOURS), False, None)
    assert found.ladder == (
        RungRule(Rung.REMINDER, Budget(2, BudgetUnit.WORKDAYS), is_before=True),
        RungRule(Rung.URGE, Budget(1, BudgetUnit.WORKDAYS)),
    )
    assert row.content["source"] == {"zh": "虚构", "en": "made up"}


DRAFTS = ["credit-draft", "dadukou-draft", "joint-connection-draft", "lead-draft", "start-up-draft"]


@pytest.mark.django_db
def test_the_usual_grade_is_the_first_though_a_database_forgets_the_order_of_keys(tmp_path: Path) -> None:
    load(tmp_path)
    content = ProfileText.objects.get().content
    shuffled = content | {"grades": dict(sorted(content["grades"].items()))}
    assert (next(iter(shuffled["grades"])), Profile.read("usual", "", shuffled).usual) == ("complex", "ordinary")


@pytest.mark.django_db
def test_a_changed_profile_is_a_new_text_and_one_that_left_is_closed(tmp_path: Path) -> None:
    load(tmp_path, usual=PROFILE, other=PROFILE)
    load(tmp_path, usual=PROFILE.replace("within: 5", "within: 7"), reason="试行")
    texts = ProfileText.objects.order_by("pk").values_list("key", "replaced_at", "content__grades__ordinary__clocks__outer__within")
    assert sorted(texts, key=str) == sorted(
        [("usual", NOW, "5 workdays"), ("usual", None, "7 workdays"), ("other", NOW, "5 workdays")], key=str
    )
    assert profile_in_force("other") is None


@pytest.mark.django_db
def test_a_profile_that_only_moved_in_the_order_keeps_its_text(tmp_path: Path) -> None:
    load(tmp_path)
    load(tmp_path, usual=PROFILE.replace("order: 3", "order: 1"), reason="次序")
    assert list(ProfileText.objects.values_list("order", "replaced_at")) == [(1, None)]


def test_the_shipped_calendar_is_the_one_of_the_national_pack() -> None:
    years = read_pack(PACKS / "national", beside_stored=False).of("calendars")
    assert {key: entry.data.plain for key, entry in years.items()} == shipped_notices()["cn"]
    assert [entry.data.year for entry in years.values()] == list(range(2004, 2027))


def test_shipped_profiles_say_what_was_read_and_only_the_draft_is_full() -> None:
    """What the sources give (the field note's table); a clock that no source gives is not there."""
    entries = read_pack(PACKS / "dadukou", beside_stored=False).of("profiles")
    told = {key: Profile.read(key, "", entry.data.plain) for key, entry in entries.items()}
    seen = {key: [grade.clocks["outer"] for grade in each.grades.values() if "outer" in grade.clocks] for key, each in told.items()}
    outer = {key: [clock.within.label.en for clock in clocks] for key, clocks in seen.items()}
    assert outer == {
        "shandong-1-3-15-30": ["15 working days", "30 working days"],
        "zaozhuang-1-2-10-25": ["10 working days", "25 working days"],
        "quanzhou-3-7": ["7 working days"],
        "zhongshan-1h-3-5": ["5 working days"],
        "xuchang-abc": ["5 working days", "15 working days", "30 calendar days"],
        "jiangmen-60m-24h-7d": ["7 calendar days"],
        "beijing-4": ["7 calendar days", "2 hours, day and night", "24 hours, day and night", "15 calendar days"],
        "dadukou-draft": ["7 working days", "3 working days", "15 working days"],
        "joint-connection-draft": ["7 working days"],
        "start-up-draft": ["4 working days"],
        "lead-draft": [],
        "credit-draft": [],
    }
    assert [key for key, each in told.items() if all(set(grade.clocks) == set(HANDLING_KEYS) for grade in each.grades.values())] == [
        "dadukou-draft"
    ]
    assert [key for key, each in told.items() if each.ladder] == DRAFTS
    assert sorted(key for key, each in told.items() if not each.is_official) == ["beijing-4", *DRAFTS]
    assert [("非官方" in told[key].name.zh, "unofficial" in told[key].name.en) for key in DRAFTS] == [(True, True)] * len(DRAFTS)
    draft = told["dadukou-draft"]
    assert [rule.rung for rule in draft.ladder] == [rung for rung in Rung if rung is not Rung.EXPIRY]
