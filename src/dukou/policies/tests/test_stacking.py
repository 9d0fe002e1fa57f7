"""The best bundle: worked cases of each rule, and the same as trying every set."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from dukou.kit.core.labels import Label, same
from dukou.policies.core.kinds import StackRule
from dukou.policies.core.stacking import Choice, Group, best_bundle
from dukou.policies.tables.firms import cuts_words


def group(key: str, rule: StackRule, cap: int | None = None, *, for_all: bool = False) -> Group:
    """A group named by its key."""
    return Group(key, same(key), rule, cap, for_all)


TITLE = group("title", StackRule.HIGHEST)
ONCE = group("once", StackRule.ONCE)
RESEARCH = group("research", StackRule.SUM_CAP, 100)
ALL = group("all", StackRule.SUM_CAP, 150, for_all=True)


def choice(key: str, amount: int, *groups: str) -> Choice:
    """A measure."""
    return Choice(key, amount, frozenset(groups))


def test_only_the_highest_of_a_group_and_why_not_the_other() -> None:
    told = best_bundle([choice("a", 20, "title"), choice("b", 50, "title"), choice("c", 5)], [TITLE])
    assert (told.total, dict(told.paid)) == (55, {"b": 50, "c": 5})
    (out,) = told.left_out
    assert (out.key, out.amount, out.total_with) == ("a", 20, 25)
    assert [(why.group.key, why.instead, why.received) for why in out.because] == [("title", ("b",), 0)]


def test_what_was_received_is_set_against_the_highest() -> None:
    told = best_bundle([choice("b", 50, "title")], [TITLE], {"title": 20})
    assert (told.total, dict(told.paid)) == (30, {"b": 30})
    assert [(key, why.group.key, why.received) for key, (why,) in told.cut.items()] == [("b", "title", 20)]


def test_once_received_is_received() -> None:
    told = best_bundle([choice("a", 20, "once"), choice("b", 5)], [ONCE], {"once": 7})
    assert (told.total, dict(told.paid)) == (5, {"b": 5})
    assert [(each.key, [(why.group.key, why.received) for why in each.because], each.total_with) for each in told.left_out] == [
        ("a", [("once", 7)], 0)
    ]


def test_a_capped_sum_cuts_the_last_and_leaves_out_what_gives_nothing() -> None:
    told = best_bundle([choice("a", 70, "research"), choice("b", 60, "research"), choice("c", 9, "research")], [RESEARCH])
    assert (told.total, dict(told.paid)) == (100, {"a": 70, "b": 30})
    assert [(key, why.group.key) for key, (why,) in told.cut.items()] == [("b", "research")]
    assert [(each.key, each.because[0].group.key, each.because[0].instead, each.total_with) for each in told.left_out] == [
        ("c", "research", ("a", "b"), 100)
    ]


def test_the_cap_over_everything_counts_what_was_received() -> None:
    told = best_bundle([choice("a", 70), choice("b", 60)], [ALL], {"all": 40})
    assert (told.total, dict(told.paid)) == (110, {"a": 70, "b": 40})


def test_where_two_caps_bind_both_are_named_and_the_last_decides() -> None:
    told = best_bundle([choice("a", 70, "research"), choice("b", 60, "research")], [RESEARCH, ALL], {"all": 70})
    assert (told.total, dict(told.paid)) == (80, {"a": 70, "b": 10})  # 100 − 70 = 30 by the one, 150 − 70 − 70 = 10 by the other
    (cuts,) = told.cut.values()
    assert [why.group.key for why in cuts] == ["research", "all"]
    words = cuts_words(cuts, {})
    assert words.zh.endswith("两项封顶都起作用，金额以“all”所余为准")
    assert words.en.endswith("Both caps bind; the amount is what “all” has left")
    assert "Both caps" not in cuts_words(cuts[:1], {}).en


def test_the_dearest_of_a_group_is_not_always_taken() -> None:
    """Taking the dearest of one group may bar two that give more together."""
    one, two = group("one", StackRule.HIGHEST), group("two", StackRule.HIGHEST)
    told = best_bundle([choice("wide", 60, "one", "two"), choice("left", 40, "one"), choice("right", 40, "two")], [one, two])
    assert (told.total, dict(told.paid)) == (80, {"left": 40, "right": 40})
    assert [(each.key, [why.instead for why in each.because], each.total_with) for each in told.left_out] == [
        ("wide", [("left",), ("right",)], 60)
    ]


def test_a_service_bars_no_money() -> None:
    told = best_bundle([choice("service", 0, "title"), choice("money", 1, "title")], [TITLE])
    assert dict(told.paid) == {"money": 1}


GROUPS = (
    group("h1", StackRule.HIGHEST),
    group("h2", StackRule.HIGHEST),
    group("o1", StackRule.ONCE),
    group("s1", StackRule.SUM_CAP, 90),
    group("s2", StackRule.SUM_CAP, 40),
    Group("all", Label("全部", "all"), StackRule.SUM_CAP, 200, True),
)


@st.composite
def _choices(draw: st.DrawFn) -> list[Choice]:
    found = []
    for number in range(draw(st.integers(0, 8))):
        ones = draw(st.sets(st.sampled_from(["h1", "h2", "o1"])))
        sums = draw(st.sets(st.sampled_from(["s1", "s2"]), max_size=1))
        found.append(Choice(f"m{number}", draw(st.integers(0, 120)), frozenset(ones | sums)))
    return found


@given(_choices(), st.dictionaries(st.sampled_from([each.key for each in GROUPS]), st.integers(0, 60)), st.booleans())
def test_no_set_pays_more(choices: list[Choice], received: dict[str, int], is_capped: bool) -> None:
    groups = [each for each in GROUPS if is_capped or not each.is_for_all]
    told = best_bundle(choices, groups, received)
    best = max(_paid(each, groups, received) for each in _allowed(choices, received))
    assert (told.total, sum(each.amount == 0 and each.key in told.paid for each in choices)) == best
    assert sum(told.paid.values()) == told.total
    assert {*told.paid, *(each.key for each in told.left_out)} == {each.key for each in choices}
    assert all(each.because for each in told.left_out)
    assert all(each.total_with <= told.total for each in told.left_out)


def _allowed(choices: list[Choice], received: dict[str, int]) -> Iterator[tuple[Choice, ...]]:
    """Every set that takes at most one of each group of which one is taken."""
    for size in range(len(choices) + 1):
        for some in combinations(choices, size):
            ones = [key for each in some for key in each.groups if key in ("h1", "h2", "o1")]
            if len(ones) == len(set(ones)) and not ("o1" in received and "o1" in ones):
                yield some


def _paid(some: tuple[Choice, ...], groups: list[Group], received: dict[str, int]) -> tuple[int, int]:
    """What a set gives, said once more in other words: each measure's own, each capped sum cut, everything cut."""
    worth = {each.key: max(0, each.amount - max((received.get(key, 0) for key in each.groups & {"h1", "h2"}), default=0)) for each in some}
    free = sum(worth[each.key] for each in some if not each.groups & {"s1", "s2"})
    capped = 0
    for each in groups:
        if each.key in ("s1", "s2"):
            room = max(0, (each.cap or 0) - received.get(each.key, 0))
            capped += min(room, sum(worth[one.key] for one in some if each.key in one.groups))
    whole = free + capped
    for each in groups:
        if each.is_for_all:
            whole = min(whole, max(0, (each.cap or 0) - received.get("all", 0)))
    return whole, sum(each.amount == 0 for each in some)
