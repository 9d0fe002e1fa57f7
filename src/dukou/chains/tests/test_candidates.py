"""Candidates for a node: reasons that add up, unknowns that add nothing and are named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from math import fsum

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dukou.chains.core.candidates import JUDGED, NEARNESS, USUAL, Candidate, DistanceBand, Observed, Signal, ranked

SEEN = st.dictionaries(st.sampled_from(list(Signal)), st.floats(0, 1).map(lambda value: Observed(value, "made up")))


def candidate(key: str, **values: float) -> Candidate:
    return Candidate(key, "antigens", {Signal.of(name): Observed(value, "made up", date(2024, 7, 8)) for name, value in values.items()})


def test_by_hand() -> None:
    told = ranked([candidate("b", node_fit=0.5, nearness=0.6), candidate("a", supplies_leader=1, node_fit=1, funding=0)])
    assert [(each.candidate.key, each.rank, each.score) for each in told] == [("a", 1, -1.0), ("b", 2, -2.95)]
    assert [(each.signal, each.contribution) for each in told[0].reasons] == [
        (Signal.SUPPLIES_LEADER, 1.5),
        (Signal.NODE_FIT, 1.5),
        (Signal.FUNDING, 0.0),
    ]
    assert told[0].strength == pytest.approx(0.2689414, abs=1e-6)


def test_the_unknown_adds_nothing_and_is_named() -> None:
    bare = ranked([candidate("a")])[0]
    assert (bare.score, bare.reasons, bare.unknown) == (USUAL.start, (), tuple(Signal))
    seen = ranked([candidate("a", funding=0)])[0]
    assert (seen.score, seen.unknown) == (bare.score, tuple(each for each in Signal if each is not Signal.FUNDING))


def test_the_words_say_that_weights_are_judged() -> None:
    assert ranked([candidate("a")])[0].told is JUDGED
    assert JUDGED.en == "weights set by judgement, not fitted; no back-test available"
    other = replace(USUAL, start=-2.0)
    assert ranked([candidate("a")], other)[0].score == -2.0


def test_a_signal_without_weight_is_left_out() -> None:
    only_fit = replace(USUAL, of={Signal.NODE_FIT: 2.0})
    told = ranked([candidate("a", funding=1, node_fit=0.25)], only_fit)[0]
    assert ([each.signal for each in told.reasons], told.score, told.unknown) == ([Signal.NODE_FIT], -3.5, ())


def test_equals_go_by_key_and_every_band_has_its_nearness() -> None:
    assert [each.candidate.key for each in ranked([candidate("z"), candidate("m"), candidate("a")])] == ["a", "m", "z"]
    assert list(NEARNESS) == list(DistanceBand)
    assert list(NEARNESS.values()) == sorted(NEARNESS.values(), reverse=True)
    assert set(USUAL.of) == set(Signal)


@pytest.mark.parametrize("value", [-0.1, 1.1, float("nan")])
def test_a_signal_is_between_nought_and_one(value: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        Observed(value, "made up")


@settings(max_examples=40, deadline=None)
@given(SEEN, st.sampled_from(list(Signal)))
def test_contributions_add_up_and_more_of_a_signal_never_lowers(seen: dict[Signal, Observed], signal: Signal) -> None:
    before = ranked([Candidate("a", "n", seen)])[0]
    assert before.score == fsum([before.start, *(each.contribution for each in before.reasons)])
    assert {each.signal for each in before.reasons} | set(before.unknown) == set(Signal)
    after = ranked([Candidate("a", "n", seen | {signal: Observed(1.0, "made up")})])[0]
    assert after.score >= before.score
