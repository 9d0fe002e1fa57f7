"""The stories of the demo: each files one made-up appeal and brings it to a stage."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from dukou.accounts.core.demo import OFFICE
from dukou.appeals.actions import appeals, call_backs, dispatch, exchanges, extensions, objections, replies, triage
from dukou.appeals.core.kinds import Channel, RefusalGround, Satisfaction, VerdictKind
from dukou.appeals.models import Appeal
from dukou.casework.queries.legs import legs_of

if TYPE_CHECKING:
    from dukou.appeals.actions.seeds import Stage


def filed(stage: Stage, place: int, ago: int, title: str, text: str, topic: str, channel: Channel = Channel.PHONE_DESK) -> int:
    """File an appeal of one of the firms so many working days ago; its number."""
    contact = appeals.Contact("演示联系人", "023-00000000")
    told: dict[str, Any] = {"title": title, "text": f"（合成数据）{text}", "topic": topic, "contact": contact, "channel": channel}
    made: Appeal = appeals.whistle(by=stage.window, firm=stage.firms[place % len(stage.firms)], now=stage.day(ago), **told)
    return int(made.pk)


def sent(stage: Stage, number: int, ago: int, topic: str, *assisting: str, lead: str = "") -> None:
    """Accepted, the firm called, dispatched by the duty list or to `lead`, all on one day."""
    triage.accept(by=stage.window, number=number, now=stage.day(ago, 1))
    triage.contact(by=stage.window, number=number, words="已电话联系，告知承办单位", now=stage.day(ago, 1))
    dispatch.send(
        by=stage.window, number=number, lead=lead or stage.unit(topic), assisting=assisting, task="请按期答复", now=stage.day(ago, 1)
    )


def replied(stage: Stage, number: int, ago: int, verdict: VerdictKind, text: str, **more: Any) -> None:
    """The lead replies, so many working days ago."""
    replies.reply(by=stage.units, number=number, verdict=verdict, text=text, now=stage.day(ago, 2), **more)


def called(stage: Stage, number: int, ago: int, satisfaction: Satisfaction | None, words: str = "") -> None:
    """Somebody without a part calls back; None: the firm gives no word."""
    call_backs.record(by=stage.officer, number=number, satisfaction=satisfaction, words=words, now=stage.day(ago, 3))


def _solved_by_three(stage: Stage) -> None:
    number = filed(stage, 0, 12, "新厂高压线路要迁改", "线路穿过在建厂房，影响封顶。", "power")
    sent(stage, number, 12, "power", stage.unit("building"), stage.unit("ecology"))
    for leg in list(legs_of(number))[1:]:
        replies.answer(by=stage.units, number=number, leg=leg.pk, text="无不同意见，已现场核对。", now=stage.day(10, 1))
    replied(stage, number, 8, VerdictKind.SOLVED, "线路已迁改，可以封顶。", done="完成迁改并送电")
    called(stage, number, 7, Satisfaction.VERY_SATISFIED, "比说好的早了一天")


def _sent_back_once(stage: Stage) -> None:
    number = filed(stage, 1, 13, "新进员工参保名单对不上", "两次申报都少人。", "labour")
    sent(stage, number, 13, "labour")
    replied(stage, number, 10, VerdictKind.SOLVED, "名单已更正。", done="补录 6 人")
    called(stage, number, 9, Satisfaction.DISSATISFIED, "还少 2 人")
    replied(stage, number, 6, VerdictKind.SOLVED, "其余 2 人已补录。", done="逐人核对")
    called(stage, number, 5, Satisfaction.SATISFIED)


def _late(stage: Stage) -> None:
    number = filed(stage, 2, 11, "扩产项目环评久未批复", "材料已交，没有答复。", "ecology")
    sent(stage, number, 11, "ecology")


def _on_plan(stage: Stage) -> None:
    number = filed(stage, 3, 9, "厂门口道路坑洼", "货车进出困难。", "traffic")
    sent(stage, number, 9, "traffic")
    replied(stage, number, 5, VerdictKind.ON_PLAN, "已列入修缮计划。", promised_on=stage.ahead(4))


def _explained(stage: Stage) -> None:
    number = filed(stage, 4, 7, "希望减免本年水费", "经营困难。", "water")
    sent(stage, number, 7, "water")
    replied(stage, number, 3, VerdictKind.EXPLAINED, "现行规定没有这类减免。", ground="（示例）水价管理办法")


def _asked(stage: Stage) -> None:
    number = filed(stage, 5, 5, "申请增容 800 kVA", "新线投产需要。", "power")
    sent(stage, number, 5, "power")
    exchanges.ask(by=stage.units, number=number, question="请补充用电负荷清单", now=stage.day(4, 1))


def _in_the_office(stage: Stage) -> None:
    number = filed(stage, 6, 4, "政策奖励还没有到账", "去年已审核通过。", "policy", Channel.SERVICE_OFFICER)
    sent(stage, number, 4, "policy", lead=OFFICE.key)
    extensions.ask(by=stage.units, number=number, value=2, reason="等上级拨付", now=stage.day(2, 1))


def _disputed(stage: Stage) -> None:
    number = filed(stage, 7, 1, "园区夜间噪声扰工", "隔壁施工到凌晨。", "ecology", Channel.MEETING)
    sent(stage, number, 1, "ecology")
    leg = legs_of(number)[0]
    other = stage.unit("building")
    told = {"reason": "夜间施工许可不归本单位", "basis": "（示例）职责清单", "proposed": other}
    objections.make(by=stage.units, number=number, leg=leg.pk, now=stage.day(0), **told)


def _waits_for_dispatch(stage: Stage) -> None:
    number = filed(stage, 8, 2, "想找本地电机配套厂", "现在从外省采购。", "market")
    triage.accept(by=stage.window, number=number, now=stage.day(2, 1))


def _waits_for_triage(stage: Stage) -> None:
    filed(stage, 9, 1, "宽带经常中断", "影响网上报税。", "telecom")


def _not_accepted(stage: Stage) -> None:
    number = filed(stage, 10, 8, "与供应商的货款纠纷", "对方拖欠货款。", "other")
    triage.refuse(by=stage.window, number=number, ground=RefusalGround.COURT, words="已向法院起诉，按判决办理。", now=stage.day(8, 1))


def _own(stage: Stage) -> None:
    """The demo firm's own, so that its desk has one to follow."""
    if not stage.own_firm:
        return
    told: dict[str, Any] = {"title": "希望增开夜班公交", "text": "（合成数据）夜班工人下班没有车。", "topic": "traffic"}
    number = appeals.whistle(by=stage.own, firm=stage.own_firm, now=stage.day(3), **told).pk
    sent(stage, number, 3, "traffic", OFFICE.key)


STORIES: tuple[Callable[[Stage], None], ...] = (
    _solved_by_three,
    _sent_back_once,
    _late,
    _on_plan,
    _explained,
    _asked,
    _in_the_office,
    _disputed,
    _waits_for_dispatch,
    _waits_for_triage,
    _not_accepted,
    _own,
)
