"""Who stands where: tags decide, then codes, words and segments; what cannot be used is handed back with the reason."""

from __future__ import annotations

import time
from datetime import date
from decimal import Decimal

import pytest

from dukou.chains.core.codes import CodeSharesPastOne, codes_of, weights_of
from dukou.chains.core.firms import Firm
from dukou.chains.core.maps import ChainMap
from dukou.chains.core.placements import Placed, PlacementBasis, TagSharesPastOne, place
from dukou.chains.tests.nodes_made import AS_OF, RECENT, chain, firm, node, tag
from dukou.figures.core.tags import Confidence

NOODLES = chain(
    [
        node("flour", codes={"131": "1"}, words=["面粉"], segments=["grain"]),
        node("noodle", codes={"1431": "0.75"}, words=["面", "碱面"], segments=["noodle-making"]),
        node("sauce", codes={"1431": "0.25", "146": "1"}, words=["油辣椒", "Sauce"], segments=["noodle-making"]),
        node("parlour", codes={"62": "0.5"}, words=["面馆"], segments=["shops"]),
    ]
)


def placed(*firms: Firm, on: ChainMap = NOODLES) -> Placed:
    return place(on, firms, as_of=AS_OF, stale_after=24)


def stands(found: Placed) -> list[tuple[str, str, PlacementBasis, Confidence]]:
    return [(each.node, f"{each.share.normalize():f}", each.basis, each.confidence) for each in found.placements]


def whys(found: Placed) -> list[str]:
    return [each.why.zh for each in found.unplaced]


def test_stated_shares_hold_and_the_rest_is_split_over_the_other_tags() -> None:
    maker = firm("maker", tag("noodle", "0.5"), tag("sauce"), tag("flour", confidence=Confidence.LIKELY), industry="6210")
    found = placed(maker)
    assert stands(found) == [
        ("flour", "0.25", PlacementBasis.TAG, Confidence.LIKELY),
        ("noodle", "0.5", PlacementBasis.TAG, Confidence.CONFIRMED),
        ("sauce", "0.25", PlacementBasis.TAG, Confidence.CONFIRMED),
    ]
    assert [each.is_share_stated for each in found.placements] == [False, True, False]
    assert found.unplaced == ()  # its code speaks of restaurants, but the tags decide alone


def test_shares_past_one_are_refused_by_the_firms_name() -> None:
    with pytest.raises(TagSharesPastOne) as refused:
        placed(firm("a", tag("noodle", "0.7"), tag("sauce", "0.4"), name="甲面业"))
    assert "甲面业" in refused.value.said_what.zh and "1.1" in refused.value.said_why.zh
    with pytest.raises(TagSharesPastOne):
        placed(firm("a", tag("noodle", "-0.1")))


def test_a_tag_that_is_left_nothing_or_leads_nowhere_is_handed_back() -> None:
    found = placed(firm("a", tag("noodle", "1"), tag("sauce"), tag("gone", "0")))
    assert stands(found) == [("noodle", "1", PlacementBasis.TAG, Confidence.CONFIRMED)]
    assert whys(found) == ["标签所指的节点“gone”不在这一版图谱上", "“sauce”的标签没有分到营收：占比为 0，或已被其余标签占满"]


def test_a_suggested_tag_places_nobody() -> None:
    found = placed(firm("a", tag("noodle", confidence=Confidence.SUGGESTED)))
    assert (stands(found), whys(found)) == ([], ["标签 node/noodles-noodle 待确认，不据以归入"])


def test_of_two_tags_for_one_node_the_surer_and_then_the_newer_counts() -> None:
    old, new = tag("noodle", "0.3", known_on=date(2024, 1, 1)), tag("noodle", "0.6", known_on=date(2025, 1, 1))
    doubtful = tag("noodle", "0.9", Confidence.LIKELY, date(2026, 1, 1))
    assert [each.share for each in placed(firm("a", new, old, doubtful)).placements] == [Decimal("0.6")]


def test_the_longest_code_that_fits_decides_alone() -> None:
    mill = chain([node("any", codes={"14": "0.5", "143": "0.2"}), node("exact", codes={"1431": "0.9"})])
    assert stands(placed(firm("a", industry="1431"), on=mill)) == [("exact", "0.9", PlacementBasis.CODE, Confidence.SUGGESTED)]
    assert stands(placed(firm("a", industry="C1432"), on=mill)) == [("any", "0.2", PlacementBasis.CODE, Confidence.SUGGESTED)]
    assert stands(placed(firm("a", industry="1499"), on=mill)) == [("any", "0.5", PlacementBasis.CODE, Confidence.SUGGESTED)]
    assert placed(firm("a", industry="2710"), on=mill) == Placed((), ())  # no sign at all: none of this chain's business
    assert weights_of(mill, ["1431", "1439", "14", "27"]).tolist() == [[0, 0.9], [0.2, 0], [0.5, 0], [0, 0]]


def test_codes_that_give_away_more_than_a_firm_has_are_refused() -> None:
    with pytest.raises(CodeSharesPastOne) as refused:
        codes_of(chain([node("a", codes={"143": "0.6"}), node("b", codes={"C143": "0.5"})]))
    assert "143" in refused.value.said_why.zh and "1.1" in refused.value.said_why.zh


def test_code_and_word_that_agree_make_it_likely() -> None:
    found = placed(firm("a", name="某某碱面厂", industry="1431"))
    assert stands(found) == [
        ("noodle", "0.75", PlacementBasis.CODE, Confidence.LIKELY),
        ("sauce", "0.25", PlacementBasis.CODE, Confidence.SUGGESTED),
    ]
    assert [each.evidence.zh for each in found.placements] == [
        "行业代码 1431 属 1431；名称中有“碱面”",
        "行业代码 1431 属 1431",
    ]


def test_a_word_inside_a_longer_one_does_not_count() -> None:
    assert stands(placed(firm("a", name="老街面馆"))) == [("parlour", "1", PlacementBasis.WORDS, Confidence.SUGGESTED)]
    both = placed(firm("a", name="老街面馆 SAUCE"))  # letters of either size
    assert [each.node for each in both.placements] == ["sauce", "parlour"] and sum(each.share for each in both.placements) == 1


def test_of_two_words_of_a_node_the_longer_is_the_evidence() -> None:
    (only,) = placed(firm("a", name="碱面老面厂")).placements
    assert (only.node, only.evidence.zh) == ("noodle", "名称中有“碱面”")


def test_a_word_that_points_elsewhere_is_told_beside_the_code() -> None:
    (only,) = placed(firm("a", name="老街面馆", industry="131")).placements
    assert (only.node, only.confidence) == ("flour", Confidence.SUGGESTED)
    assert only.evidence.zh == "行业代码 131 属 131；名称中的“面馆”却指向parlour"


def test_a_segment_tag_narrows_the_nodes_of_a_code_and_takes_their_weight() -> None:
    found = placed(firm("a", tag("segment/shops"), industry="1431"))
    assert whys(found) == ["代码或产品词指向noodle、sauce，细分领域标签指向parlour，两者不合"]
    two = chain([node("yarn", codes={"306": "0.5"}, segments=["yarn"]), node("cloth", codes={"306": "0.5"}, segments=["cloth"])])
    assert stands(placed(firm("a", tag("segment/cloth"), industry="3061"), on=two)) == [
        ("cloth", "1", PlacementBasis.CODE, Confidence.LIKELY)
    ]


def test_a_segment_alone_places_where_it_has_one_node_and_is_handed_back_where_it_has_several() -> None:
    assert stands(placed(firm("a", tag("segment/shops")))) == [("parlour", "1", PlacementBasis.SEGMENT, Confidence.SUGGESTED)]
    found = placed(firm("b", tag("segment/noodle-making")))
    assert (stands(found), whys(found)) == ([], ["细分领域标签对应 2 个节点（noodle、sauce），没有别的依据可分"])
    assert whys(placed(firm("c", tag("segment/shops", confidence=Confidence.SUGGESTED)))) == ["标签 segment/shops 待确认，不据以归入"]
    assert placed(firm("d", tag("segment/elsewhere"))) == Placed((), ())


def test_a_code_of_another_edition_places_nobody_and_says_so() -> None:
    other = placed(firm("a", industry="1431", edition="2011"))
    assert (stands(other), whys(other)) == ([], ["行业代码 1431 属 2011 版，图谱用 2017 版，没有按代码归入"])
    named = placed(firm("a", name="碱面厂", industry="1431", edition="2011"))
    assert stands(named) == [("noodle", "1", PlacementBasis.WORDS, Confidence.SUGGESTED)] and len(named.unplaced) == 1


@pytest.mark.parametrize(
    ("known_on", "is_stale"),
    [(date(2024, 6, 29), True), (date(2024, 6, 30), False), (date(2026, 6, 30), False)],
)
def test_evidence_is_stale_when_it_is_older_than_so_many_months(known_on: date, is_stale: bool) -> None:
    assert [each.is_stale for each in placed(firm("a", tag("noodle", known_on=known_on))).placements] == [is_stale]


def test_the_newest_evidence_counts_and_without_a_day_nobody_can_tell() -> None:
    undated = placed(firm("a", industry="131", registered_on=None)).placements[0]
    assert (undated.known_on, undated.is_stale) == (None, None)
    old = firm("a", tag("segment/grain"), industry="131", registered_on=date(2020, 1, 1))
    assert [(each.known_on, each.is_stale) for each in placed(old).placements] == [(RECENT, False)]


def test_two_thousand_firms_on_two_hundred_nodes_in_a_fifth_of_a_second() -> None:
    nodes = [node(f"n{each}", codes={f"{1000 + each}": "0.5"}, words=[f"产品{each}号", f"部件{each:03}"]) for each in range(200)]
    large = chain(nodes)
    firms = [firm(f"f{each}", name=f"某区部件{each % 250:03}科技有限公司", industry=f"{1000 + each % 300}") for each in range(2000)]
    spent = []
    for _ in range(3):
        before = time.process_time()
        found = placed(*firms, on=large)
        spent.append(time.process_time() - before)
    assert min(spent) < 0.2
    assert len({each.firm.key for each in found.placements}) == sum(each % 300 < 200 or each % 250 < 200 for each in range(2000))
