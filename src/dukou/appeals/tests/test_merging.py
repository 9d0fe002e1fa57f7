"""A double is merged into what waited for longer, and nothing that was late or not good enough is lost by it."""

from __future__ import annotations

import pytest

from dukou.appeals.actions import appeals, call_backs, replies, triage
from dukou.appeals.actions.refusals import BegunAnew, CameBackItself, MergedIntoItself
from dukou.appeals.core.kinds import Satisfaction, VerdictKind
from dukou.appeals.models import Appeal
from dukou.appeals.queries.repeating import merge_proposals
from dukou.appeals.tests.made_up import Cast, at, filed, in_hand, players

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    """A firm with its agent, two clerks at the window, an officer in each of two units."""
    return players()


def _closed(cast: Cast) -> int:
    """The number of an appeal that was solved, to the firm's satisfaction, on 28 September."""
    number = in_hand(cast.window, filed(cast.agent, cast.firm)).pk
    replies.reply(by=cast.power, number=number, verdict=VerdictKind.SOLVED, text="好了", done="已迁改", now=at("2026-09-28 10:00"))
    call_backs.rate(by=cast.agent, number=number, satisfaction=Satisfaction.SATISFIED, now=at("2026-09-28 11:00"))
    return int(number)


def test_a_waiting_matter_is_not_merged_into_one_whose_time_began_anew(cast: Cast) -> None:
    """The first was answered and is opened again after the second was filed; a third, filed later still, may join it."""
    first = _closed(cast)
    second = filed(cast.agent, cast.firm, now=at("2026-10-12 09:00"))
    appeals.reopen(by=cast.agent, number=first, reason="又断电了", now=at("2026-10-21 09:00"))  # the second is late by now
    third = filed(cast.agent, cast.firm, now=at("2026-10-21 10:00"))
    told = {(each.appeal.pk, each.into.pk) for each in merge_proposals(cast.window)}
    assert told == {(third.pk, first)}  # nothing is proposed for the second
    with pytest.raises(BegunAnew):
        triage.merge(by=cast.window, number=second.pk, into=first, now=at("2026-10-21 11:00"))
    assert Appeal.objects.get(pk=second.pk).state == "filed"
    assert triage.merge(by=cast.window, number=third.pk, into=first, now=at("2026-10-21 11:00")).into_id == first


def test_what_came_back_is_answered_and_not_merged_away(cast: Cast) -> None:
    """Merged, it would be owed no reply: the one that was not good enough would leave every figure."""
    before = filed(cast.agent, cast.firm, now=at("2026-09-21 10:00"))
    back = _closed(cast)
    appeals.reopen(by=cast.agent, number=back, reason="没有解决", now=at("2026-09-29 09:00"))
    with pytest.raises(CameBackItself):
        triage.merge(by=cast.window, number=back, into=before.pk, now=at("2026-09-29 10:00"))
    assert merge_proposals(cast.window) == []


def test_an_appeal_is_merged_only_into_one_that_was_filed_before(cast: Cast) -> None:
    """The late one would else go on under the new one's clock."""
    late, fresh = filed(cast.agent, cast.firm), filed(cast.agent, cast.firm, now=at("2026-10-20 10:00"))
    for into in (fresh.pk, late.pk):
        with pytest.raises(MergedIntoItself):
            triage.merge(by=cast.window, number=late.pk, into=into, now=at("2026-10-20 11:00"))
    merged = triage.merge(by=cast.window, number=fresh.pk, into=late.pk, now=at("2026-10-20 11:00"))
    assert (merged.ending, merged.into_id, Appeal.objects.get(pk=late.pk).state) == ("merged", late.pk, "filed")
