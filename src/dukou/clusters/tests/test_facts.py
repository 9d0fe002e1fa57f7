"""The facts that the room states of clusters, and the rule book of lights asked over them: the same light as on the desk."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from dukou.accounts.core.viewers import Viewer
from dukou.clusters.queries import standing_of, standings
from dukou.clusters.tests.made_up import KNOWN, load
from dukou.clusters.tests.test_queries import INSIDER, READER
from dukou.kit.core.periods import parse_period
from dukou.rules.core.facts import Range, Stated, state_of
from dukou.rules.core.records import exact, plain
from dukou.rules.core.taking import taken
from dukou.rules.core.values import Span
from dukou.rules.queries import Asked, explained, linked_for
from dukou.rules.queries.sheets import sheets_of
from dukou.rules.queries.subjects import subject_of

pytestmark = pytest.mark.django_db
ALL = ["salt", "tin", "tea", "gold"]


def stated(name: str, viewer: Viewer = INSIDER, day: date = KNOWN) -> dict[str, Stated]:
    """One fact about every cluster; of `gold` there is none."""
    return dict(state_of(name, viewer=viewer, keys=ALL, as_of=day))


def test_the_gap_is_stated_between_its_ends_with_the_figure_it_comes_from(tmp_path: Path) -> None:
    load(tmp_path)
    found = stated("cluster.schedule-gap")
    assert set(found) == {"salt"}  # of the others nothing is known of the running year, which is neither nought nor on schedule
    gap = found["salt"]
    assert isinstance(gap.value, Range) and gap.value.least is not None and gap.value.most is not None
    assert (gap.value.least.quantize(Decimal("0.1")), gap.value.most.quantize(Decimal("0.1"))) == (Decimal("1.9"), Decimal("4.4"))
    assert (gap.unit, gap.period, gap.source, gap.place, gap.known_on) == (
        "个百分点",
        parse_period("2024H1"),
        "clusters",
        "gap-last-year-2024H1",
        KNOWN,
    )


def test_revenue_is_told_of_closed_years_and_growth_as_it_was_told(tmp_path: Path) -> None:
    load(tmp_path)
    assert {key: told.period for key, told in stated("cluster.revenue").items()} == {
        "salt": parse_period("2023"),
        "tea": parse_period("2023"),
    }
    assert {key: told.value for key, told in stated("cluster.growth").items()} == {"salt": Range(Decimal("108.5"), Decimal("109.5"))}


def test_a_viewer_is_told_nothing_of_what_he_may_not_see(tmp_path: Path) -> None:
    load(tmp_path)
    assert set(stated("cluster.revenue")) - set(stated("cluster.revenue", READER)) == {"tea"}


def test_nothing_is_stated_before_it_was_known(tmp_path: Path) -> None:
    load(tmp_path)
    assert stated("cluster.schedule-gap", day=date(2024, 7, 7)) == {}


def test_the_rule_book_asked_over_the_facts_gives_the_light_of_the_desk(tmp_path: Path) -> None:
    load(tmp_path)
    for standing in standings(viewer=INSIDER, known_on=KNOWN).standings:
        book = "strict-lights" if standing.slug == "tin" else "three-lights"
        told = explained(linked_for(book, KNOWN), Asked(standing.slug, KNOWN), viewer=INSIDER)
        light = standing.progress.verdict.light.value
        assert told.value == light if light != "unknown" else told.answer.value == "unknown", standing.slug


def test_a_decision_over_a_range_is_kept_and_reads_back(tmp_path: Path) -> None:
    load(tmp_path)
    linked = linked_for("three-lights", KNOWN)
    (value,) = sheets_of([linked], viewer=INSIDER, keys=["salt"], as_of=KNOWN)["salt"].facts.values()
    assert isinstance(value, Span) and exact(plain(value)) == value
    assert exact(plain(Span(None, 3))) == Span(None, 3)


def test_a_range_of_one_point_is_a_number_and_an_open_one_keeps_its_end() -> None:
    assert taken(Range(Decimal("-10"), Decimal("-10")), "个百分点") == taken(Decimal("-10"), "个百分点")
    assert isinstance(taken(Range(Decimal("1e-9"), None), "个百分点"), Span)
    assert taken(Range(None, None), "个百分点") is None


def test_a_cluster_has_a_name_and_a_page_as_the_subject_of_a_rule_book(tmp_path: Path) -> None:
    load(tmp_path)
    found = subject_of("cluster", READER, "salt")
    assert found and (str(found.name), found.address, found.place) == ("虚构盐业", "/clusters/salt/", "")
    assert subject_of("cluster", READER, "gold") is None


def test_without_policy_of_its_own_a_cluster_is_judged_by_the_usual_one(tmp_path: Path) -> None:
    load(tmp_path)
    salt = standing_of(viewer=INSIDER, slug="salt", known_on=KNOWN)
    assert salt and salt.progress.verdict.told and salt.progress.verdict.told.book.slug == "three-lights"
