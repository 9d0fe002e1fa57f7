"""The district's total: operators kept, undated and mixed figures named, missing ones never nought."""

from __future__ import annotations

from dukou.clusters.core.evidence import ClusterClaims
from dukou.clusters.core.total import total_of, total_year
from dukou.clusters.tests.said import cluster, expected, grew, said, shown

FIVE = [
    cluster("big-data", said("124.2亿元", "2023", indicator="whole-chain")),
    cluster("biomedical", said(">100亿元")),
    cluster("new-materials", said("65亿元", "2023")),
    cluster("eco", said("80.23亿元", "2023", indicator="whole-chain")),
    cluster("noodles", said("50.8亿元", "2023")),
]


def test_the_sum_of_five_keeps_the_open_one_and_names_what_it_mixes() -> None:
    total = total_of(FIVE, 2023, takes_undated=True)
    assert shown(total.sum) == ">420.23 亿元"
    assert [note.en for note in total.sum.notes] == [
        "biomedical: >10.0 bn yuan is undated and taken as of 2023 here",
        "the sum mixes scopes: whole-chain (big-data, eco); revenue (biomedical, new-materials, noodles)",
    ]
    said_total = total.as_dict()
    assert (said_total["operator"], str(said_total["value"]), said_total["unit"]) == (">", "420.23", "亿元")


def test_without_the_undated_figure_the_sum_is_partial_and_says_so() -> None:
    total = total_of(FIVE, 2023, takes_undated=False)
    assert (shown(total.sum), total.is_partial) == ("320.23 亿元 (319.62–320.84)", True)
    assert total.sum.notes[-1].zh == "合计不全，缺：biomedical（没有按 0 计）"
    assert total.as_dict()["missing"] == ["biomedical"]


def test_nothing_known_is_no_sum_of_nought() -> None:
    total = total_of([cluster("noodles"), cluster("eco")], 2023, takes_undated=True)
    assert (shown(total.sum), total.as_dict()["value"]) == ("没有一个集群有数", None)


def test_one_scope_needs_no_note() -> None:
    total = total_of([cluster("a", said("1亿元", "2023")), cluster("b", said("2亿元", "2023"))], 2023, takes_undated=True)
    assert (shown(total.sum), total.sum.notes) == ("3 亿元 (2–4)", ())


def test_a_year_reckoned_back_enters_the_sum() -> None:
    clusters = [cluster("noodles", said("50.8亿元", "2023"), grew("109%", "2023")), cluster("b", said("2.0亿元", "2022"))]
    total = total_of(clusters, 2022, takes_undated=False)
    assert shown(total.sum) == "26.31 亿元 (26.17–26.44)"


def test_the_total_is_of_the_year_that_most_clusters_told() -> None:
    def year_of(*clusters: ClusterClaims) -> int | None:
        return total_year(clusters)

    assert year_of(*FIVE) == 2023
    assert year_of(cluster("a", said("1亿元", "2022"), said("2亿元", "2023")), cluster("b", said("2亿元", "2022"))) == 2022
    assert year_of(cluster("a", said("1亿元", "2022"), said("2亿元", "2023"))) == 2023
    assert year_of(cluster("a", expected("1亿元", "2023"))) is None
