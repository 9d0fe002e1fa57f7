"""The stages: whatever happens, an appeal can come to its end, and only being opened again leads out of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dukou.appeals.core.kinds import AppealAct, AppealState, Ending
from dukou.appeals.core.stages import TABLE, ActNotNow, after, possible

JOURNEY = [
    (AppealAct.ACCEPT, AppealState.ACCEPTED),
    (AppealAct.DISPATCH, AppealState.DISPATCHED),
    (AppealAct.PLAN, AppealState.ON_PLAN),
    (AppealAct.PLAN, AppealState.ON_PLAN),
    (AppealAct.REPLY, AppealState.REPLIED),
    (AppealAct.SEND_BACK, AppealState.DISPATCHED),
    (AppealAct.REPLY, AppealState.REPLIED),
    (AppealAct.CONFIRM, AppealState.CLOSED),
    (AppealAct.REOPEN, AppealState.ACCEPTED),
]


def reached(state: AppealState) -> set[AppealState]:
    """Every state that some row of acts leads to."""
    found, waiting = {state}, [state]
    while waiting:
        fresh = {TABLE[at, act] for at, act in TABLE if at is waiting[-1]} - found
        waiting.pop()
        found |= fresh
        waiting += fresh
    return found


def test_a_long_journey() -> None:
    state = AppealState.FILED
    for act, expected in JOURNEY:
        state = after(state, act)
        assert state is expected


def test_every_state_is_reached_and_has_a_way_to_the_end() -> None:
    assert reached(AppealState.FILED) == set(AppealState)
    assert [state for state in AppealState if AppealState.CLOSED not in reached(state)] == []


def test_only_being_opened_again_leads_out_of_the_end() -> None:
    assert possible(AppealState.CLOSED) == [AppealAct.REOPEN]
    assert [state for state in AppealState if AppealAct.REOPEN in possible(state)] == [AppealState.CLOSED]


@given(st.lists(st.sampled_from(AppealAct), max_size=30))
def test_any_acts_move_it_along_the_table_or_are_refused(acts: list[AppealAct]) -> None:
    state = AppealState.FILED
    for act in acts:
        if act in possible(state):
            state = after(state, act)
        else:
            with pytest.raises(ActNotNow) as refused:
                after(state, act)
            assert refused.value.said_what.zh == f"没有执行“{act.label.zh}”"
    assert state in AppealState


def test_a_refusal_says_where_it_stands_and_what_can_be_done() -> None:
    with pytest.raises(ActNotNow) as refused:
        after(AppealState.REPLIED, AppealAct.ACCEPT)
    assert refused.value.said_why.zh == ("诉求现在是“已答复，待回访”，此时可以：回访确认、回访未回应，办结、不满意退回、企业撤回")
    assert refused.value.said_why.en == (
        "the appeal is “replied, waits for the call-back”, in which this is possible: confirmed by call-back, "
        "closed without an answer to the call-back, sent back as unsatisfied, withdrawn by the enterprise"
    )


def test_what_ended_with_an_answer_may_be_opened_again() -> None:
    assert [ending for ending in Ending if ending.may_reopen] == [
        Ending.SOLVED,
        Ending.PARTLY,
        Ending.EXPLAINED,
        Ending.ANSWERED_AT_ONCE,
    ]
