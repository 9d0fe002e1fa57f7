"""Where a need stands, told from what became of its applications; and for whom a page of an application is made."""

from __future__ import annotations

from collections.abc import Collection

from dukou.finance.core.kinds import ApplicationState
from dukou.kit.core.labels import LabelledEnum


class NeedStanding(LabelledEnum):
    """Where a need stands."""

    UNSENT = "unsent", "还没有申请", "sent to no bank yet"
    WAITING = "waiting", "银行办理中", "with banks"
    OFFERED = "offered", "已有报价", "a bank made an offer"
    ACCEPTED = "accepted", "已接受报价，待授信", "an offer is accepted"
    GRANTED = "granted", "已获授信", "a line was granted"
    FAILED = "failed", "申请均未办成", "no application came to anything"
    CLOSED = "closed", "需求已关闭", "the need is closed"


class ReaderSide(LabelledEnum):
    """Whose eyes read an application: the firm all of it, the bank what was sent to it and what it answered, the office how it stands."""

    FIRM = "firm", "申请企业", "the firm that applies"
    BANK = "bank", "受理银行", "the bank that answers"
    OFFICE = "office", "金融服务部门", "the office"


_ORDER = (
    (ApplicationState.GRANTED, NeedStanding.GRANTED),
    (ApplicationState.ACCEPTED, NeedStanding.ACCEPTED),
    (ApplicationState.OFFERED, NeedStanding.OFFERED),
    (ApplicationState.SENT, NeedStanding.WAITING),
)


def standing_of(states: Collection[ApplicationState], *, is_closed: bool) -> NeedStanding:
    """Where a need with such applications stands: what came furthest counts."""
    if is_closed:
        return NeedStanding.CLOSED
    return next((standing for state, standing in _ORDER if state in states), NeedStanding.FAILED if states else NeedStanding.UNSENT)
