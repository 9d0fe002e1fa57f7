"""Growth, share, contribution, enterprises and segments, each only where the claims allow it."""

from __future__ import annotations

from pathlib import Path

from dukou.clusters.core import indicators
from dukou.clusters.core.evidence import Segment
from dukou.clusters.core.scene import INDICATORS, Scene
from dukou.clusters.core.standing import standing_of
from dukou.clusters.core.total import total_of
from dukou.clusters.tests.said import BY_SEASON, cluster, expected, grew, noodles, said, shown
from dukou.figures.core.claims import Claim, ClaimKind, Role
from dukou.kit.core.labels import same

IVD = Segment("ivd", same("IVD"))


def computed(indicator: str, scene: Scene) -> dict[str, str]:
    """Every figure of one indicator, as shown, by key."""
    standing = standing_of(scene, BY_SEASON)
    return {each.key: shown(each) for each in standing.indicators[indicator]}


def test_all_indicators_of_the_folder_are_registered() -> None:
    files = [path.stem for path in Path(indicators.__file__).parent.glob("*.py") if path.stem != "__init__"]
    assert INDICATORS.keys() == sorted(file.replace("_", "-") for file in files)
    assert {"contribution", "enterprises", "growth", "revenue", "segments", "share"} <= set(files)


def test_growth_is_computed_only_where_it_was_not_told() -> None:
    assert computed("growth", Scene(noodles(said("100.0亿元", "2022"), said("110.0亿元", "2023")))) == {"growth-2023": "10% (9.9–10.1)"}
    assert computed("growth", Scene(noodles(said("50.8亿元", "2023"), grew("109%", "2023")))) == {}


def test_growth_that_is_expected_keeps_the_operator() -> None:
    eco = noodles(said("80.23亿元", "2023"), expected(">100亿元", "2024"))
    assert computed("growth", Scene(eco)) == {"growth-2024": ">24.6%"}


def test_years_and_halves_are_reckoned_back_months_are_not() -> None:
    claims = said("50.8亿元", "2023"), grew("109%", "2023"), expected("≈24亿元", "2024H1"), grew("76%", "2024H1"), grew("5%", "2024-06")
    assert computed("revenue", Scene(noodles(*claims))) == {
        "revenue-noodles-2023H1": "≈13.64 亿元 (13.31–13.96)",
        "revenue-noodles-2022": "24.31 亿元 (24.22–24.39)",
    }


def test_an_open_part_has_a_share_of_at_least_so_much() -> None:
    clusters = [cluster("open", said(">100亿元", "2023")), cluster("rest", said("300.0亿元", "2023"))]
    total = total_of(clusters, 2023, takes_undated=True)
    shares = [computed("share", Scene(each, total)) for each in clusters]
    assert shares == [{"share-of-total-2023": ">25%"}, {"share-of-total-2023": "<75%"}]


def test_a_partial_total_has_no_shares() -> None:
    clusters = [cluster("a", said("1亿元", "2023")), cluster("b")]
    total = total_of(clusters, 2023, takes_undated=True)
    assert computed("share", Scene(clusters[0], total)) == {"share-of-total-2023": "合计不全，不算占比"}


def contributions(*pairs: tuple[str, str]) -> list[dict[str, str]]:
    """Contribution and pull of clusters that went from the first to the second figure within a year."""
    clusters = [cluster(f"c{number}", said(old, "2022"), said(new, "2023")) for number, (old, new) in enumerate(pairs)]
    totals = [total_of(clusters, number, takes_undated=False) for number in (2023, 2022)]
    return [computed("contribution", Scene(each, *totals)) for each in clusters]


def test_contribution_and_pull() -> None:
    first, second = contributions(("100.0亿元", "115.0亿元"), ("100.0亿元", "105.0亿元"))
    assert first == {"contribution-2023": "75% (73.8–76.3)", "pull-2023": "7.5 个百分点 (7.4–7.6)"}
    assert second == {"contribution-2023": "25% (24.3–25.8)", "pull-2023": "2.5 个百分点 (2.4–2.6)"}


def test_a_sum_that_hardly_moved_has_no_contributions_but_pulls() -> None:
    first, second = contributions(("100.0亿元", "110.0亿元"), ("110.0亿元", "100.0亿元"))
    assert first == {"contribution-2023": "合计增量可能为零，不算贡献率", "pull-2023": "4.8 个百分点 (4.7–4.9)"}
    assert second["pull-2023"] == "−4.8 个百分点 (−4.9 至 −4.7)"


def test_a_falling_cluster_has_no_contribution_to_a_rise() -> None:
    _, falling = contributions(("100.0亿元", "150.0亿元"), ("100.0亿元", "90.0亿元"))
    assert falling["contribution-2023"] == "合计与本集群增减方向不一或都在减少，不算贡献率"


def test_without_last_years_total_there_is_no_contribution_and_it_says_who_is_missing() -> None:
    clusters = [cluster("a", said("1亿元", "2022"), said("2亿元", "2023")), cluster("b", said("2亿元", "2023"))]
    totals = [total_of(clusters, number, takes_undated=False) for number in (2023, 2022)]
    assert set(computed("contribution", Scene(clusters[0], *totals)).values()) == {"2022年合计不全，缺：b"}


def firms(value: str, period: str = "", of: str = "cluster/noodles") -> Claim:
    """A number of enterprises."""
    return said(value, period, of=of, role=Role.ENTERPRISES)


def test_a_segment_has_its_share_of_the_enterprises() -> None:
    biomedical = noodles(firms("216家"), firms("159家", of=IVD.ref), segments=(IVD, Segment("other", same("other"))))
    assert computed("segments", Scene(biomedical)) == {"segment-ivd-enterprises": "73.6%"}


def test_counts_of_different_periods_say_so() -> None:
    biomedical = noodles(firms("216家", "2023"), firms("159家", of=IVD.ref), segments=(IVD,))
    (share,) = standing_of(Scene(biomedical), BY_SEASON).indicators["segments"]
    assert [note.zh for note in share.notes] == ["两个数的时期不同"]


def test_enterprises_change_between_two_dated_counts() -> None:
    assert computed("enterprises", Scene(noodles(firms("60家", "2022"), firms("69家", "2023")))) == {"enterprises-change": "9 家"}
    assert computed("enterprises", Scene(noodles(firms("60家"), firms("69家", "2023")))) == {}


def test_growth_shows_its_base_and_its_scope() -> None:
    growth = standing_of(Scene(noodles(said("50.8亿元", "2023"), grew("109%", "2023"))), BY_SEASON).growth
    assert (shown(growth.figure), shown(growth.base), growth.scope) == ("109%", "24.31 亿元 (24.22–24.39)", same("revenue"))


def test_an_undated_revenue_has_no_growth() -> None:
    standing = standing_of(Scene(noodles(said(">100亿元"))), BY_SEASON)
    assert shown(standing.growth.figure) == "营收没有年份，无从说增速"
    assert [note.zh for note in standing.notes] == ["营收 >100 亿元 未注明时期"]


def test_another_scope_of_the_same_year_is_named() -> None:
    claims = said("50.8亿元", "2023", ClaimKind.FINAL), said("70亿元", "2023", indicator="whole-chain")
    standing = standing_of(Scene(noodles(*claims)), BY_SEASON)
    assert shown(standing.revenue) == "50.8 亿元"
    assert [note.zh for note in standing.notes] == ["同期另有whole-chain 70 亿元，口径不同，未采用"]
