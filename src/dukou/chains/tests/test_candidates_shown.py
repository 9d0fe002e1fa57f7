"""The candidates of a node: in the order of their reasons, as known on a day, with the line of the invitation list they stand on."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dukou.accounts.core.viewers import ANONYMOUS_VIEWER
from dukou.chains.actions.candidates import withdraw
from dukou.chains.actions.invitations import list_one, move
from dukou.chains.actions.refusals import NoSuchOffice
from dukou.chains.core.candidates import USUAL, DistanceBand, Signal
from dukou.chains.core.kinds import InvitationState
from dukou.chains.queries.candidates import RankedCandidate, candidates_for
from dukou.chains.queries.grounds import ground_of
from dukou.chains.queries.maps import chain_map, text_of
from dukou.chains.tests.listed import BRINE, DAY, NOW, OFFICE, PANS, load, taken

pytestmark = pytest.mark.django_db
ROWS = (
    "虚构甲厂,,虚构市,同城,卤水,100%,3000万元,是,是",
    "虚构乙厂,,虚构市,境外,卤水；盐锅,0%；60%,,是,是",
    "虚构丙厂,,虚构市,,卤水,,,否,",
)


@pytest.fixture(autouse=True)
def some(tmp_path: Path) -> None:
    """Three candidates, of which one does not fit the first node."""
    load(tmp_path)
    taken(tmp_path, *ROWS)


def shown(node: str = BRINE, day: date = DAY) -> tuple[RankedCandidate, ...]:
    return candidates_for(node, OFFICE, day)


def test_the_best_comes_first_and_its_reasons_add_up() -> None:
    first, second = shown()
    assert [(each.name, each.ranked.rank, each.among) for each in (first, second)] == [("虚构甲厂", 1, 2), ("虚构丙厂", 2, 2)]
    assert (first.distance, first.capacity, second.distance) == (DistanceBand.SAME_CITY, 3_000_000_000, None)
    known = {reason.signal for reason in first.ranked.reasons}
    assert known == {Signal.SUPPLIES_LEADER, Signal.FUNDING, Signal.NODE_FIT, Signal.NEARNESS}
    assert first.ranked.score == pytest.approx(USUAL.start + sum(USUAL.of[signal] for signal in known), abs=1e-12)
    assert {reason.observed.source for reason in first.ranked.reasons} == {"虚构名单"}
    assert second.ranked.score == USUAL.start and Signal.NODE_FIT in second.ranked.unknown


def test_who_does_not_fit_one_node_is_still_a_candidate_for_another() -> None:
    assert [(each.name, each.ranked.reasons[-1].signal) for each in shown(PANS)] == [("虚构乙厂", Signal.NEARNESS)]
    assert shown("node/salt-salt") == ()


def test_as_known_on_a_day(tmp_path: Path) -> None:
    taken(tmp_path, "虚构丙厂,,虚构市,同城,卤水,,,是,", known_on=date(2024, 8, 1))
    assert shown(day=date(2024, 7, 7)) == ()
    [_, before] = shown()
    assert [(reason.signal, reason.observed.value) for reason in before.ranked.reasons] == [(Signal.SUPPLIES_LEADER, 0.0)]
    assert before.distance is None
    [_, after] = shown(day=date(2024, 8, 1))
    assert [reason.signal for reason in after.ranked.reasons] == [Signal.SUPPLIES_LEADER, Signal.NEARNESS]
    assert after.distance is DistanceBand.SAME_CITY


def test_who_was_taken_off_or_may_not_be_seen_is_not_shown() -> None:
    assert candidates_for(BRINE, ANONYMOUS_VIEWER, DAY) == ()
    for each in shown():
        withdraw(by=OFFICE, key=each.key, reason="虚构", now=NOW)
    assert shown() == ()


def test_a_candidate_says_on_which_line_of_the_list_it_stands() -> None:
    first, second = shown()
    elsewhere = list_one(by=OFFICE, node=PANS, candidate=first.key, now=NOW)
    here = list_one(by=OFFICE, node=BRINE, candidate=first.key, office="salt-office", now=NOW)
    newer = list_one(by=OFFICE, node="node/salt-salt", candidate=first.key, now=NOW)
    again, other = shown()
    assert [line.number for line in again.invitations] == [here.pk, newer.pk, elsewhere.pk]
    assert again.listed is not None and (again.listed.number, again.listed.state) == (here.pk, InvitationState.LISTED)
    assert (other.key, other.listed, other.invitations) == (second.key, None, ())
    move(by=OFFICE, number=here.pk, to=InvitationState.DROPPED, words="虚构", now=NOW)
    again, _ = shown()
    assert again.listed is None and again.invitations[0].state is InvitationState.DROPPED


def test_an_office_that_is_none_is_refused() -> None:
    with pytest.raises(NoSuchOffice):
        list_one(by=OFFICE, node=BRINE, office="nobody", now=NOW)


def test_what_one_plant_makes_counts_only_for_nodes_that_it_fits(tmp_path: Path) -> None:
    taken(tmp_path, "虚构乙厂,,虚构市,,卤水,,5000万元,,", known_on=date(2024, 8, 1))
    text = text_of("salt")
    assert text is not None
    found = ground_of(chain_map(text), date(2024, 8, 1)).capacities
    assert {node: sorted(each) for node, each in found.items()} == {"brine": [3_000_000_000], "pans": [5_000_000_000]}
