"""The few closed lists of the room."""

from __future__ import annotations

from dukou.kit.core.labels import LabelledEnum


class OrganisationKind(LabelledEnum):
    """What sort of body an organisation is."""

    DEPARTMENT = "department", "政府部门", "department"
    PARK = "park", "园区", "park"
    UTILITY = "utility", "公用事业单位", "utility"
    BANK = "bank", "银行", "bank"
    ENTERPRISE = "enterprise", "企业", "enterprise"
    LEADERS_OFFICE = "leaders_office", "区领导办公室", "leaders' office"


class EnrolmentGround(LabelledEnum):
    """On whose word a person comes to act for a firm."""

    OFFICE = "office", "由服务部门邀请", "invited by the office"
    LEGAL_REPRESENTATIVE = "legal_representative", "由法定代表人邀请", "invited by the legal representative"


class ApprovalState(LabelledEnum):
    """Where a request for approval stands."""

    WAITING = "waiting", "待复核", "waiting"
    GRANTED = "granted", "同意", "granted"
    REFUSED = "refused", "不同意", "refused"


class AttemptOutcome(LabelledEnum):
    """How an attempt to sign in ended. It is written as failed before the password is looked at."""

    FAILED = "failed", "失败", "failed"
    SUCCEEDED = "succeeded", "成功", "succeeded"
