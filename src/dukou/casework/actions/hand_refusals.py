"""What is refused when legs go from hand to hand."""

from __future__ import annotations

from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal

_NOT_HANDED = Label("没有移交", "nothing was handed over")


class InHandsAlready(Refusal):
    """What a colleague has in hand is handed over by the unit, not taken away."""

    code = "casework.in_hands_already"
    status = 409
    what = _NOT_HANDED
    why = Label("“{unit}”已有人在办这一件", "somebody of “{unit}” has it in hand already")
    cure = Label("请用“移交”并写明理由", "hand it over, and say why")


class HandsUnsuited(Refusal):
    """A leg lies in the hands of somebody who may answer for its unit."""

    code = "casework.hands_unsuited"
    what = _NOT_HANDED
    why = Label("“{taker}”不是该单位能办理的另一位同事", "“{taker}” is not another colleague who may answer for the unit")
    cure = Label("改选接收人，或先安排岗位", "choose another colleague, or have the post granted first")


class NothingInHand(Refusal):
    """Who has nothing in hand hands nothing over."""

    code = "casework.nothing_in_hand"
    status = 409
    what = _NOT_HANDED
    why = Label("“{giver}”在您的单位没有在办事项", "“{giver}” has nothing in hand in your unit")
    cure = Label("核对用户名", "check the username")
