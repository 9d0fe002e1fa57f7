"""The words of a replay."""

from __future__ import annotations

from dukou.kit.core.labels import LabelledEnum


class Milestone(LabelledEnum):
    """The three days of a project that a story tells, in the order in which they come."""

    CONTACT = "contact", "首次接洽", "first contact"
    CONTRACT = "contract", "签约", "contract"
    PRODUCTION = "production", "投产", "production"


class Rung(LabelledEnum):
    """The ladder of money, from what was signed to what it brought. Sums of different rungs are never added."""

    CONTRACT = "contract", "签约额", "contract sum"
    REGISTERED = "registered_capital", "注册资本", "registered capital"
    IN_PLACE = "funds_in_place", "到位资金", "funds in place"
    FIXED_ASSETS = "fixed_assets", "固定资产投资", "investment in fixed assets"
    OUTPUT = "output", "项目产值", "project output"
    TAX = "tax", "项目税收", "project tax"


class ReplayFinding(LabelledEnum):
    """What the figures of a story do not settle."""

    UNEXPLAINED_MONTHS = "unexplained_months", "月数未交代", "unexplained months"
    MONTHS_EXCEEDED = "months_exceeded", "所述月数超出", "more months told than there are"
    COARSE_DATE = "coarse_date", "日期不到月", "date coarser than a month"
    PLAN_UNKNOWN = "plan_unknown", "原定日期不明", "planned date unknown"
    NOT_AHEAD = "not_ahead", "并未提前", "not ahead of plan"
    EVIDENCE_NOT_TOLD = "evidence_not_told", "凭据未交代", "evidence not told"
    WHOLE_NOT_TOLD = "whole_not_told", "是否全数未交代", "whole not told"
    OWNER_UNKNOWN = "owner_unknown", "牵头单位不明", "owner unknown"
