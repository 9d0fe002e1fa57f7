"""The few closed lists of the room."""

from __future__ import annotations

from dukou.kit.core.labels import LabelledEnum


class PolicyLevel(LabelledEnum):
    """Who made a policy."""

    NATION = "nation", "国家", "nation"
    CITY = "city", "市级", "city"
    DISTRICT = "district", "区级", "district"


class TextSeen(LabelledEnum):
    """What its writer had before him when he wrote a policy down."""

    ORIGINAL = "original", "原件", "the original"
    COPY = "copy", "转载件", "a copy"
    EXAMPLE = "example", "示例（并无此文件）", "an example (no such document)"
    NONE = "none", "仅知名称", "only its name"


class Channel(LabelledEnum):
    """How a benefit reaches a firm."""

    DIRECT = "direct", "免申即享", "without application"
    QUICK = "quick", "快申快享", "short application"
    APPLY = "apply", "申报", "full application"


class BenefitKind(LabelledEnum):
    """What sort of benefit a measure gives."""

    FIXED = "fixed", "定额", "fixed amount"
    PERCENT = "percent", "按比例", "percentage"
    SCALE = "scale", "分档累进", "graduated scale"
    VALUE = "value", "按规则算出", "amount reckoned by the rule book"
    SERVICE = "service", "非资金", "other than money"


class StackRule(LabelledEnum):
    """How measures of one group stand together for one firm."""

    HIGHEST = "highest", "就高不重复", "only the highest"
    ONCE = "once", "只享受一次", "only once"
    SUM_CAP = "sum_cap", "合计封顶", "capped sum"


class Stage(LabelledEnum):
    """Where a claim stands."""

    FILED = "filed", "已提出", "filed"
    DECIDED = "decided", "已初审，待复核", "decided, to be confirmed"
    GRANTED = "granted", "已同意，待兑付", "granted, to be paid"
    PAYING = "paying", "已报付款，待复核", "payment to be confirmed"
    PAID = "paid", "已兑付", "paid"
    REFUSED = "refused", "不予兑付", "turned down"
    WITHDRAWN = "withdrawn", "已撤回", "withdrawn"

    @property
    def is_over(self) -> bool:
        """Whether nothing more happens to the claim, so that another may be filed."""
        return self in (Stage.PAID, Stage.REFUSED, Stage.WITHDRAWN)

    @property
    def waits_for_another(self) -> bool:
        """Whether a second person has to confirm it."""
        return self in (Stage.DECIDED, Stage.PAYING)


class ClaimOrigin(LabelledEnum):
    """Who began a claim."""

    FIRM = "firm", "企业申报", "filed by the firm"
    OFFICE = "office", "部门主动办理", "proposed by the office"


class Opening(LabelledEnum):
    """Whether a measure can be claimed on a day."""

    OPEN = "open", "受理中", "open"
    AHEAD = "ahead", "尚未开始受理", "not open yet"
    CLOSED = "closed", "已截止", "closed"


class Shortfall(LabelledEnum):
    """Why a firm has not got what it is entitled to (应享未享)."""

    NOT_TOLD = "not_told", "未告知企业", "the firm was not told"
    NOT_FILED = "not_filed", "已告知，企业未申报", "told, not filed"
    PAPER_MISSING = "paper_missing", "材料不齐", "papers are missing"
    IN_HAND = "in_hand", "办理中", "in hand"
    WINDOW_CLOSED = "window_closed", "不在受理期", "outside the window"
    TURNED_DOWN = "turned_down", "已决定不予兑付", "turned down"
    BUDGET_USED_UP = "budget_used_up", "资金已用完", "the budget is used up"
    BARRED = "barred", "受同类措施限制", "barred by a group"


class Move(LabelledEnum):
    """What a new version of the conditions does to one firm."""

    STAYS = "stays", "仍符合", "stays in"
    DROPS_OUT = "drops_out", "将退出", "drops out"
    COMES_IN = "comes_in", "将进入", "comes in"
    BECOMES_UNKNOWN = "becomes_unknown", "变为待补信息", "becomes unknown"
    IS_SETTLED = "is_settled", "由待补信息变为不符合", "unknown before, now no"
    STAYS_OUT = "stays_out", "仍不符合", "stays out"
    STAYS_UNKNOWN = "stays_unknown", "仍待补信息", "stays unknown"


class Verdict(LabelledEnum):
    """How the fair-competition review of a policy ended, by what its rule book answers; open while answers are wanting."""

    PASSED = "passed", "通过", "passed"
    EXCEPTED = "excepted", "适用例外规定", "passed under an exception"
    FAILED = "failed", "未通过", "not passed"
    OPEN = "open", "待补信息", "information wanting"
