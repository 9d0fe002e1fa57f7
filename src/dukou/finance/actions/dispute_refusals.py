"""Why a dispute of a fact does not go on."""

from __future__ import annotations

from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal

_NOT_ASKED = Label("没有提交", "this was not filed")
_NOT_DONE = Label("没有办理", "this was not done")


class NothingToDispute(Refusal):
    """What is disputed is an item of the portrait."""

    code = "finance.nothing_to_dispute"
    status = 404
    what = _NOT_ASKED
    why = Label("画像里没有“{item}”", "the portrait has no “{item}”")
    cure = Label("从画像页选择项目", "choose the item on the page of the portrait")


class FactUnderDispute(Refusal):
    """One dispute of an item at a time."""

    code = "finance.fact_under_dispute"
    status = 409
    what = _NOT_ASKED
    why = Label("这一项的第 {number} 号异议还在核实", "dispute {number} of this item is still open")
    cure = Label("等它办完，或先撤回它", "wait for its ruling, or take it back first")


class FactDisputeWords(Refusal):
    """A dispute and its ruling say why."""

    code = "finance.fact_dispute_words"
    what = _NOT_DONE
    why = Label("没有写{noun}", "{noun} is wanting")
    cure = Label("写上{noun}", "write {noun}")


class FactDisputeSettled(Refusal):
    """What was ruled on is not ruled on again."""

    code = "finance.fact_dispute_settled"
    status = 409
    what = _NOT_DONE
    why = Label("这件异议现在是“{standing}”", "this dispute stands at “{standing}”")
    cure = Label("刷新页面看最新情况", "reload the page to see where it stands")


class NotOnesOwnDispute(Refusal):
    """Nobody rules on the dispute of a firm that he acts for."""

    code = "finance.not_ones_own_dispute"
    status = 403
    what = _NOT_DONE
    why = Label("您是这家企业的经办人或异议的提出人", "you act for this firm, or asked this yourself")
    cure = Label("请另一位同事办理", "let a colleague rule on it")


class NotTheirDispute(Refusal):
    """Only the firm takes its dispute back."""

    code = "finance.not_their_dispute"
    status = 403
    what = _NOT_DONE
    why = Label("只有企业自己的经办人可以撤回", "only the firm's own agent takes it back")
    cure = Label("由企业的经办人办理", "let the firm's agent do it")
