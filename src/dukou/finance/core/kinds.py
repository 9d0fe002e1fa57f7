"""The closed lists of the room: grounds and purposes, how a loan is secured and repaid, where an application or a listing stands."""

from __future__ import annotations

from dukou.kit.core.labels import LabelledEnum


class Ground(LabelledEnum):
    """By what an item of a portrait may be held and told."""

    PUBLIC = "public", "公开信息", "public information"
    STATUTORY = "statutory", "依法履职取得", "gathered by law"
    CONSENT = "consent", "企业授权", "by the firm's consent"


class ToBank(LabelledEnum):
    """What a bank is told of an item."""

    BAND = "band", "区间", "a band"
    WORD = "word", "结果", "the result"
    NEVER = "never", "不提供", "nothing"


class Purpose(LabelledEnum):
    """What a consent is for (征信业务管理办法: lawful, named, no more than needed)."""

    BEFORE = "before", "贷前审查", "before a loan"
    DURING = "during", "贷中监测", "during a loan"
    AFTER = "after", "贷后管理", "after it was drawn"
    RECOMMENDATION = "recommendation", "名单推荐", "recommendation to the bank"


class Guarantee(LabelledEnum):
    """How a loan is secured."""

    CREDIT = "credit", "纯信用", "credit alone"
    GUARANTEE = "guarantee", "担保", "guaranteed"
    PLEDGE = "pledge", "质押", "pledge"
    MORTGAGE = "mortgage", "抵押", "mortgage"


class Repayment(LabelledEnum):
    """How a loan is repaid, interest monthly in each."""

    BULLET = "bullet", "按月付息、到期还本", "interest monthly, principal at the end"
    EQUAL = "equal", "等额本息", "equal instalments"
    EQUAL_PRINCIPAL = "equal_principal", "等额本金", "equal principal"


class ApplicationState(LabelledEnum):
    """Where an application to a bank stands."""

    SENT = "sent", "待银行答复", "waits for the bank"
    OFFERED = "offered", "银行已报价", "the bank made an offer"
    REFUSED = "refused", "银行已拒绝", "refused by the bank"
    ACCEPTED = "accepted", "企业已接受", "accepted by the firm"
    GRANTED = "granted", "已授信", "line granted"
    DECLINED = "declined", "企业未接受", "declined by the firm"
    TAKEN_BACK = "taken_back", "企业撤回", "taken back by the firm"

    @property
    def is_open(self) -> bool:
        """Whether something is still to come."""
        return self in (ApplicationState.SENT, ApplicationState.OFFERED, ApplicationState.ACCEPTED)


class LoanEntryKind(LabelledEnum):
    """A line of a loan's ledger. A granted line (授信) is its own row and no entry: what is drawn (融资) is counted here alone."""

    DRAWN = "drawn", "放款", "drawn"
    REPAID = "repaid", "还本", "principal repaid"
    INTEREST = "interest", "付息", "interest paid"
    RENEWED = "renewed", "续贷", "renewed"
    OVERDUE = "overdue", "逾期", "overdue"
    CLEARED = "cleared", "逾期结清", "arrears cleared"
    REVERSED = "reversed", "冲正", "taken back"


class ListStanding(LabelledEnum):
    """Where a firm stands on the white list (金发〔2024〕32号: application list, recommended list, bank)."""

    APPLIED = "applied", "申报清单", "on the application list"
    RECOMMENDED = "recommended", "推荐清单", "on the recommended list"
    OUT = "out", "未进入或已移出", "not taken, or taken off"
