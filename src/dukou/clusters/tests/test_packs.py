"""`clusters/*.yaml` and `lights.yaml`: what is stored, what a changed pack changes, and every fault with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from dukou.clusters.models import Cluster, LightPolicy, Segment
from dukou.clusters.tests.lights_made import book_text
from dukou.clusters.tests.made_up import faults, load
from dukou.figures.queries import subject_of

pytestmark = pytest.mark.django_db


def clusters() -> list[tuple[str, str, list[str]]]:
    """Every cluster with its policy and its segments, in order."""
    rows = Cluster.objects.order_by("order")
    return [(row.slug, row.policy.key, [each.key for each in row.segments.order_by("position")]) for row in rows]


def test_clusters_segments_and_policies_are_stored(tmp_path: Path) -> None:
    load(tmp_path)
    assert clusters() == [("salt", "default", ["rock-salt", "sea-salt"]), ("tin", "strict", []), ("tea", "default", [])]
    salt = Cluster.objects.get(slug="salt")
    assert salt.office and (salt.office.key, str(salt.about)) == ("salt-office", "全属虚构")
    assert list(LightPolicy.objects.get(key="strict").baselines) == ["calendar"]


def test_clusters_and_segments_are_subjects_of_claims(tmp_path: Path) -> None:
    load(tmp_path)
    found = [subject_of(ref) for ref in ("cluster/salt", "segment/rock-salt")]
    assert [(each.label.en, each.parent) for each in found if each] == [
        ("made-up salt", "district/made-up"),
        ("made-up rock salt", "cluster/salt"),
    ]


def test_of_two_districts_none_is_guessed(tmp_path: Path) -> None:
    two = "subjects:\n" + "".join(
        f"  - {{key: {key}, name: {{zh: 虚构, en: made up}}}}\n" for key in ("district/one", "district/two", "enterprise/pan")
    )
    load(tmp_path, subjects=two)
    salt = subject_of("cluster/salt")
    assert salt and salt.parent == ""


def test_loading_twice_changes_nothing(tmp_path: Path) -> None:
    assert load(tmp_path) is not None
    assert load(tmp_path) is None


def test_a_cluster_that_left_the_pack_leaves_the_desks_and_its_claims_stay(tmp_path: Path) -> None:
    load(tmp_path)
    kept = "defaults: {source: sheet, kind: reported}\nfigures: []\n"
    version = load(tmp_path, "clusters/salt.yaml", reason="并入锡业", figures=kept, subjects=_subjects_without_pan())
    assert version and version.changes["clusters"] == {"removed": 1}
    assert [slug for slug, _, _ in clusters()] == ["tin", "tea"]
    assert Segment.objects.count() == 0
    assert subject_of("cluster/salt") is not None


def test_a_segment_may_move_to_another_cluster(tmp_path: Path) -> None:
    load(tmp_path)
    segment = "segments: [{key: rock-salt, name: {zh: 虚构岩盐, en: made-up rock salt}}]\n"
    salt = "name: {zh: 虚构盐业, en: made-up salt}\norder: 1\n"
    tin = "name: {zh: 虚构锡业, en: made-up tin}\norder: 2\nlights: strict\n" + segment
    load(tmp_path, reason="调整", clusters__salt=salt, clusters__tin=tin)
    assert [(slug, segments) for slug, _, segments in clusters()] == [("salt", []), ("tin", ["rock-salt"]), ("tea", [])]


TEA = "name: {zh: 虚构茶业, en: made-up tea}\n"


@pytest.mark.parametrize(
    ("files", "place", "what"),
    [
        ({"clusters__tea": TEA + "office: tea-office\n"}, "made-up/clusters/tea.yaml:2:9", "there is no organisation “tea-office”"),
        ({"clusters__tea": TEA + "lights: lenient\n"}, "made-up/clusters/tea.yaml:2:9", "there is no policy of lights “lenient”"),
        ({"clusters__tea": TEA + "order: -1\n"}, "made-up/clusters/tea.yaml:2:8", "“order” cannot be below 0; it is -1"),
        ({"clusters__tea": TEA + "ordre: 1\n"}, "made-up/clusters/tea.yaml:2:1", "unknown key “ordre”"),
        (
            {"clusters__tin": "name: {zh: 锡, en: tin}\nsegments:\n  - {key: rock-salt, name: {zh: 盐, en: salt}}\n"},
            "made-up/clusters/tin.yaml:3:11",
            "“segment/rock-salt” is introduced twice (first at made-up/clusters/salt.yaml:6:11)",
        ),
        ({"clusters__Tea": TEA}, "made-up/clusters/Tea.yaml:1:1", "the file name “Tea” cannot serve as a key"),
    ],
)
def test_faults_of_clusters_name_their_place(tmp_path: Path, files: dict[str, str], place: str, what: str) -> None:
    assert [(str(fault.place), fault.what.en) for fault in faults(tmp_path, **files)] == [(place, what)]


@pytest.mark.parametrize(
    ("entry", "what"),
    [
        ("baseline: [calendar], book: four-lights", "there is no rule book “four-lights”"),
        ("baseline: [calendar, calendar], book: three-lights", "a baseline is named twice"),
        ("baseline: [], book: three-lights", "no baseline is named"),
        ("baseline: [calendar], book: of-firms", "“of-firms/1” is about: enterprise"),
        ("baseline: [calendar], book: of-colours", "“of-colours/1” does not give lights"),
        ("baseline: [calendar], book: of-money", "“of-money/1” names “cluster.revenue”, which no light can be judged by"),
    ],
)
def test_faults_of_lights(tmp_path: Path, entry: str, what: str) -> None:
    rest = "  - {key: strict, name: {zh: 日历灯, en: calendar lights}, baseline: [calendar], book: strict-lights}\n"
    lights = f"lights:\n  - {{key: default, name: {{zh: 灯, en: lights}}, {entry}}}\n{rest}"
    assert [fault.what.en for fault in faults(tmp_path, lights=lights, **UNFIT)] == [what]


def test_a_baseline_that_is_none_is_refused_with_those_that_are(tmp_path: Path) -> None:
    lights = "lights:\n  - {key: default, name: {zh: 灯, en: lights}, baseline: [moon], book: three-lights}\n"
    (fault,) = faults(tmp_path, lights=lights)
    assert (fault.what.en, fault.cure.en) == (
        "“baseline → 0” knows no value “moon”",
        "use one of: 'calendar', 'last_year' or 'several_years'",
    )


# rule books that are sound and yet give no lights of clusters
UNFIT = {
    "rules__of_firms": book_text("of-firms")
    .replace("subject: cluster", "subject: enterprise")
    .replace("cluster.schedule-gap", "enterprise.revenue")
    .replace("个百分点", "万元"),
    "rules__of_colours": book_text("of-colours").replace("red: {zh", "blue: {zh").replace('"-", red', '"-", blue'),
    "rules__of_money": book_text("of-money").replace("cluster.schedule-gap", "cluster.revenue").replace("个百分点", "亿元"),
}


def _subjects_without_pan() -> str:
    return "subjects:\n  - {key: district/made-up, name: {zh: 虚构区, en: made-up district}}\n"
