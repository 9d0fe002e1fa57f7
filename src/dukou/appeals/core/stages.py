"""The stages of an appeal: one table of what may be done where, and where it leads. What is not in the table is refused."""

from __future__ import annotations

from dukou.appeals.core.kinds import AppealAct as Act
from dukou.appeals.core.kinds import AppealState as State
from dukou.kit.core.labels import Label, joined
from dukou.kit.core.refusals import Refusal

OPEN = tuple(state for state in State if state is not State.CLOSED)

TABLE: dict[tuple[State, Act], State] = {
    (State.FILED, Act.ACCEPT): State.ACCEPTED,
    (State.FILED, Act.REFUSE): State.CLOSED,
    (State.FILED, Act.ANSWER): State.CLOSED,
    (State.FILED, Act.MERGE): State.CLOSED,
    (State.ACCEPTED, Act.MERGE): State.CLOSED,  # doubles are often seen only when it is to be dispatched
    (State.ACCEPTED, Act.DISPATCH): State.DISPATCHED,
    (State.DISPATCHED, Act.DISPATCH): State.DISPATCHED,  # a ruling moves it, or another unit joins
    (State.DISPATCHED, Act.RECALL): State.ACCEPTED,
    (State.DISPATCHED, Act.REPLY): State.REPLIED,
    (State.DISPATCHED, Act.PLAN): State.ON_PLAN,
    (State.ON_PLAN, Act.PLAN): State.ON_PLAN,  # again and again, each time with the next promised date (一跟到底)
    (State.ON_PLAN, Act.DISPATCH): State.ON_PLAN,  # another unit joins
    (State.ON_PLAN, Act.REPLY): State.REPLIED,
    (State.REPLIED, Act.CONFIRM): State.CLOSED,
    (State.REPLIED, Act.LAPSE): State.CLOSED,
    (State.REPLIED, Act.SEND_BACK): State.DISPATCHED,
    (State.CLOSED, Act.REOPEN): State.ACCEPTED,
    **{(state, Act.WITHDRAW): State.CLOSED for state in OPEN},
    # not when it was replied to: what waits for the enterprise's word does not end without asking for it
    **{(state, Act.TRANSFER): State.CLOSED for state in OPEN if state is not State.REPLIED},
}


class ActNotNow(Refusal):
    """An act that does not fit where the appeal stands: mostly somebody else was quicker."""

    code = "appeals.act_not_now"
    status = 409
    what = Label("没有执行“{act}”", "“{act}” was not done")
    why = Label("诉求现在是“{state}”，此时可以：{possible}", "the appeal is “{state}”, in which this is possible: {possible}")
    cure = Label("刷新后看最新状态", "reload and look where it stands now")


def after(state: State, act: Act) -> State:
    """Where `act` leads from `state`; refused where it leads nowhere."""
    found = TABLE.get((state, act))
    if found is None:
        named = joined([each.label for each in possible(state)], zh="、", en=", ")
        raise ActNotNow(act=act.label, state=state.label, possible=named)
    return found


def possible(state: State) -> list[Act]:
    """What can be done where an appeal stands, in the order of the list of acts."""
    return [act for act in Act if (state, act) in TABLE]
