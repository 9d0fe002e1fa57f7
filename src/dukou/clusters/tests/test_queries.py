"""Standings out of the home: what a viewer may see, as known on a day, in a constant number of queries."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.test.utils import CaptureQueriesContext

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.clusters.queries import cluster_of, findings_of, standing_of, standings
from dukou.clusters.tests.lights_made import book_text
from dukou.clusters.tests.made_up import FILES, KNOWN, load
from dukou.clusters.tests.said import shown
from dukou.kit.core.periods import parse_period

pytestmark = pytest.mark.django_db
INSIDER = Viewer("person:insider", permissions=frozenset({Permission.SEE_FIGURES_PUBLIC, Permission.SEE_FIGURES_INTERNAL}))
READER = Viewer("person:reader", permissions=frozenset({Permission.SEE_FIGURES_PUBLIC}))


def test_the_district_stands_in_its_order_with_its_total(tmp_path: Path) -> None:
    load(tmp_path)
    district = standings(viewer=INSIDER, known_on=KNOWN)
    assert [(each.slug, shown(each.revenue), each.progress.verdict.light.value) for each in district.standings] == [
        ("salt", "50.8 亿元", "green"),
        ("tin", ">100 亿元", "unknown"),
        ("tea", "65 亿元", "unknown"),
    ]
    assert district.total and shown(district.total.sum) == ">215.8 亿元"


def test_what_a_viewer_may_not_see_is_in_no_figure(tmp_path: Path) -> None:
    load(tmp_path)
    inside, outside = (standings(viewer=viewer, known_on=KNOWN) for viewer in (INSIDER, READER))
    assert inside.total and outside.total
    assert (shown(inside.total.sum), inside.total.is_partial) == (">215.8 亿元", False)
    assert (shown(outside.total.sum), outside.total.is_partial) == (">150.8 亿元", True)
    tea = outside.standing("tea")
    assert tea and (shown(tea.revenue), tea.cluster.claims, tea.as_dict()["claims"]) == ("没有全年营收数", (), [])
    assert outside.total.sum.notes[-1].zh == "合计不全，缺：虚构茶业（没有按 0 计）"


def test_before_anything_was_known_everything_is_unknown(tmp_path: Path) -> None:
    load(tmp_path)
    district = standings(viewer=INSIDER, known_on=date(2024, 7, 7))
    assert district.total is None
    assert [shown(each.revenue) for each in district.standings] == ["没有全年营收数"] * 3


def test_as_far_as_a_period_reaches(tmp_path: Path) -> None:
    load(tmp_path)
    salt = standing_of(viewer=INSIDER, slug="salt", known_on=KNOWN, up_to=parse_period("2023"))
    assert salt and shown(salt.progress.done) == "没有 2023 年的年内累计数"


def test_segments_belong_to_their_cluster(tmp_path: Path) -> None:
    load(tmp_path)
    salt = standing_of(viewer=INSIDER, slug="salt", known_on=KNOWN)
    assert salt and {each.key: shown(each) for each in salt.indicators["segments"]} == {"segment-rock-salt-enterprises": "73.6%"}


def test_findings_reach_to_the_enterprises(tmp_path: Path) -> None:
    load(tmp_path)
    for slug, count in (("salt", 1), ("tin", 0)):
        standing = standing_of(viewer=INSIDER, slug=slug, known_on=KNOWN)
        assert standing and len(findings_of(viewer=INSIDER, known_on=KNOWN, standing=standing)) == count


def test_the_number_of_queries_does_not_grow(tmp_path: Path, django_assert_num_queries: CaptureQueriesContext) -> None:
    load(tmp_path)
    more = {f"clusters__ore_{number}": f"name: {{zh: 矿{number}, en: ore {number}}}\n" for number in range(9)}
    claims = "".join(
        f"  - {{key: ore-{number}.{year}, of: cluster/ore-{number}, is: revenue, value: {number + 1}亿元, period: {year}}}\n"
        for number in range(9)
        for year in range(2010, 2024)
    )
    for changed in ({}, more | {"figures": FILES["figures.yaml"] + claims}):
        load(tmp_path, **changed)
        standings(viewer=INSIDER, known_on=KNOWN)  # the rule books in force are read once and kept
        with django_assert_num_queries(6):  # type: ignore[operator]
            district = standings(viewer=INSIDER, known_on=KNOWN)
        assert len(district.standings) == 3 + len(changed and more)


def test_a_day_is_judged_by_the_version_of_its_time(tmp_path: Path) -> None:
    """The second version gives green down to −30 points; as known on the day before it began, the first one still counts."""
    later = book_text(ahead="-30", behind="-40", version="2", since="2024-07-09")
    load(tmp_path, rules__three_lights_2=later, lights=LIGHTS)
    told = {}
    for day in (KNOWN, date(2024, 7, 9)):
        standing = standing_of(viewer=INSIDER, slug="salt", known_on=day)
        assert standing and standing.progress.verdict.told
        told[day] = (standing.progress.verdict.told.book.key, standing.progress.verdict.light.value)
    assert list(told.values()) == [("three-lights/1", "red"), ("three-lights/2", "green")]


def test_before_any_version_was_in_force_no_light_is_known(tmp_path: Path) -> None:
    load(tmp_path, rules__three_lights=book_text(since="2024-07-09"))
    standing = standing_of(viewer=INSIDER, slug="salt", known_on=KNOWN)
    assert standing and (standing.progress.verdict.light.value, str(standing.progress.verdict.why)) == (
        "unknown",
        "2024-07-08 没有生效的亮灯规则书“three-lights”",
    )
    assert shown(standing.progress.done) == "≈30% (29.4–30.6)"  # the figures stay; only the light is wanting


def test_a_local_version_goes_before_the_countrys(tmp_path: Path) -> None:
    local = book_text(ahead="-30", behind="-40", version="local").replace("from:", 'place: "500104"\nfrom:')
    load(tmp_path, rules__three_lights_2=local, lights=LIGHTS.replace("book: three-lights", 'book: three-lights, place: "500104"'))
    standing = standing_of(viewer=INSIDER, slug="salt", known_on=KNOWN)
    assert standing and standing.progress.verdict.light.value == "green"


LIGHTS = """
lights:
  - {key: default, name: {zh: 日历灯, en: calendar lights}, baseline: [calendar], book: three-lights}
  - {key: strict, name: {zh: 日历灯, en: calendar lights}, baseline: [calendar], book: strict-lights}
"""


def test_a_name_that_is_none(tmp_path: Path) -> None:
    load(tmp_path)
    assert (standing_of(viewer=INSIDER, slug="gold", known_on=KNOWN), cluster_of("gold")) == (None, None)


def test_what_is_kept_beside_the_figures(tmp_path: Path) -> None:
    load(tmp_path)
    salt = cluster_of("salt")
    assert salt and (str(salt.office), str(salt.about), str(salt.policy), salt.policy_about) == ("虚构盐办", "全属虚构", "三色灯", None)
