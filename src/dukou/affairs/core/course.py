"""The course of an application: what may happen in which state, and where that leads. What is late is read off clocks."""

from __future__ import annotations

from dukou.affairs.core.kinds import AffairAct, AffairState
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal

_S, _A = AffairState, AffairAct
COURSE: dict[tuple[AffairState, AffairAct], AffairState] = {
    (_S.FILED, _A.NOTIFY): _S.NOTICED,
    (_S.FILED, _A.ACCEPT): _S.IN_HAND,
    (_S.FILED, _A.DEEM): _S.IN_HAND,
    (_S.FILED, _A.REFUSE): _S.CLOSED,
    (_S.NOTICED, _A.SUPPLEMENT): _S.FILED,
    (_S.NOTICED, _A.REFUSE): _S.CLOSED,
    (_S.IN_HAND, _A.ANSWER): _S.ANSWERED,
    (_S.IN_HAND, _A.FINISH): _S.CLOSED,
    (_S.ANSWERED, _A.AGREE): _S.WORKS,
    (_S.ANSWERED, _A.FINISH): _S.CLOSED,
    (_S.WORKS, _A.FINISH): _S.CLOSED,
    **{(state, _A.WITHDRAW): _S.CLOSED for state in _S if state is not _S.CLOSED},
}


class NotInThisState(Refusal):
    """An application takes only the acts that follow from where it stands."""

    code = "affairs.not_in_this_state"
    status = 409
    what = Label("没有办理：{act}", "not done: {act}")
    why = Label("这件申请的状态是“{state}”", "the application stands at: {state}")
    cure = Label("刷新页面，看现在能办什么", "look at the page again for what may be done now")


def after(state: AffairState, act: AffairAct) -> AffairState:
    """The state after an act; refused where the act does not follow."""
    found = COURSE.get((state, act))
    if found is None:
        raise NotInThisState(act=act.label, state=state.label)
    return found
