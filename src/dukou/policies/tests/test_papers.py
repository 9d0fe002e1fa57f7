"""The smallest set of papers: worked cases, and the same as trying every set."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from dukou.kit.core.labels import same
from dukou.policies.core.papers import Paper, Requirement, options_of, smallest_set


def paper(key: str, *proves: str, holder: str = "") -> Paper:
    """A paper named by its key."""
    return Paper(key, same(key), holder, proves)


PAPERS = (
    paper("licence", holder="market-office"),
    paper("accounts", "revenue", "assets"),
    paper("audit", "revenue", "research"),
    paper("ledger", "research"),
    paper("contract"),
    paper("invoice"),
)


def needs(*asked: str, fact: str = "") -> Requirement:
    """What a measure asks for."""
    return Requirement("m", asked, fact)


def test_what_an_office_holds_is_not_asked_for() -> None:
    told = smallest_set([needs("licence"), needs("contract", "licence")], PAPERS)
    assert (dict(told.hand_in), [(each.papers, key) for each, key in told.held]) == (
        {},
        [(("licence",), "licence"), (("contract", "licence"), "licence")],
    )


def test_one_paper_for_two_facts_goes_before_two() -> None:
    told = smallest_set([needs(fact="revenue"), needs(fact="research")], PAPERS)
    assert {key: [each.fact for each in some] for key, some in told.hand_in.items()} == {"audit": ["revenue", "research"]}


def test_what_is_asked_for_anyway_serves_others_too() -> None:
    told = smallest_set([needs("contract", "invoice"), needs("invoice"), needs(fact="revenue"), needs(fact="assets")], PAPERS)
    assert list(told.hand_in) == ["accounts", "invoice"]


def test_handed_in_already_and_never_to_be_met() -> None:
    told = smallest_set([needs("contract"), needs("nowhere"), needs(fact="unheard")], PAPERS, has=["contract"])
    assert (list(told.hand_in), [each.papers or each.fact for each in told.unmet]) == ([], [("nowhere",), "unheard"])


_KEYS = st.sampled_from([each.key for each in PAPERS if not each.holder])


@given(st.lists(st.sets(_KEYS, min_size=1, max_size=3), max_size=7))
def test_no_set_is_smaller(asked: list[set[str]]) -> None:
    requirements = [needs(*sorted(some)) for some in asked]
    told = smallest_set(requirements, PAPERS)
    known = {each.key: each for each in PAPERS}
    options = [options_of(each, known) for each in requirements]
    keys = sorted(key for key in known if not known[key].holder)
    every = (set(some) for size in range(len(keys) + 1) for some in combinations(keys, size))
    least = next(some for some in every if all(each & some for each in options))
    assert len(told.hand_in) == len(least)
    assert all(each & set(told.hand_in) for each in options)
