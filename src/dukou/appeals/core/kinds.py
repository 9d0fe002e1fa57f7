"""The closed lists of what an appeal can be: how it came, what triage made of it, how it was answered, how that was taken."""

from __future__ import annotations

from dukou.kit.core.labels import LabelledEnum


class Channel(LabelledEnum):
    """How an appeal came in; it stays with it, whoever has it in hand later."""

    WEB = "web", "网页自填", "on the web"
    PHONE_DESK = "phone_desk", "热线代填", "by phone, filed by the desk"
    SERVICE_OFFICER = "service_officer", "服务专员代填", "filed by a service officer"
    VISIT_LIST = "visit_list", "走访清单", "list of a visit"
    MEETING = "meeting", "会议交办", "from a meeting"
    API = "api", "系统接入", "by another system"

    @property
    def is_on_behalf(self) -> bool:
        """Whether somebody else files it for the firm, so that both have to be named."""
        return self not in (Channel.WEB, Channel.API)


class RefusalGround(LabelledEnum):
    """The closed list of grounds on which an appeal is not accepted. Nothing else is one."""

    COURT = "court", "已进入诉讼或仲裁", "before a court or an arbitrator"
    PETITION = "petition", "信访事项", "a petition (xinfang)"
    REVIEW = "review", "行政复议审理中", "under administrative review"
    CLOSED_BEFORE = "closed_before", "同一事项已办结且无新情况", "the same matter was closed before and nothing is new"
    OUTSIDE_DUTY = "outside_duty", "不属于本区职责", "outside the district's duty"
    NOT_BUSINESS = "not_business", "与生产经营无关", "not about the enterprise's business"
    LACKING = "lacking", "补正后仍缺少办理所需内容", "still lacks what is needed to act on, after it was asked for"
    DISCIPLINE = "discipline", "应移送纪检监察机关", "for the discipline bodies"
    JUDICIAL = "judicial", "应移送司法、公安机关", "for the judicial bodies or the police"

    @property
    def is_transfer(self) -> bool:
        """Whether it is handed on to another body, which leaves a receipt, rather than turned away."""
        return self in (RefusalGround.DISCIPLINE, RefusalGround.JUDICIAL)


class AppealState(LabelledEnum):
    """Where an appeal stands. Late, disputed, sent back or opened again are asked of its events, never stored."""

    FILED = "filed", "待受理", "waits for triage"
    ACCEPTED = "accepted", "待派单", "waits for dispatch"
    DISPATCHED = "dispatched", "办理中", "in hand"
    ON_PLAN = "on_plan", "列入计划", "on plan"
    REPLIED = "replied", "已答复，待回访", "replied, waits for the call-back"
    CLOSED = "closed", "已办结", "closed"


class VerdictKind(LabelledEnum):
    """What a reply says came of the matter. The four are never added up as “solved”."""

    SOLVED = "solved", "解决", "solved"
    PARTLY = "partly", "部分解决", "solved in part"
    EXPLAINED = "explained", "政策不允许，已解释", "explained: policy does not allow it"
    ON_PLAN = "on_plan", "列入计划", "on plan"


class Outcome(LabelledEnum):
    """What stands of the replies to an appeal: its last verdict, or that none stands, for it came back and is in hand again."""

    SOLVED = "solved", "解决", "solved"
    PARTLY = "partly", "部分解决", "solved in part"
    EXPLAINED = "explained", "政策不允许，已解释", "explained: policy does not allow it"
    ON_PLAN = "on_plan", "列入计划", "on plan"
    AGAIN = "again", "退回、重开，还没有再答复", "came back, in hand again"


class Ending(LabelledEnum):
    """How an appeal ended: by its last verdict, or before any."""

    SOLVED = "solved", "解决", "solved"
    PARTLY = "partly", "部分解决", "solved in part"
    EXPLAINED = "explained", "政策不允许，已解释", "explained: policy does not allow it"
    NOT_ACCEPTED = "not_accepted", "不予受理", "not accepted"
    ANSWERED_AT_ONCE = "answered_at_once", "当场答复", "answered at once"
    MERGED = "merged", "并入已有诉求", "merged into another appeal"
    WITHDRAWN = "withdrawn", "企业撤回", "withdrawn by the enterprise"
    TRANSFERRED = "transferred", "移送其他机关", "transferred to another body"

    @property
    def verdict(self) -> VerdictKind | None:
        """The verdict it stands for; None where it ended without one."""
        return VerdictKind.of(self.value) if self in (Ending.SOLVED, Ending.PARTLY, Ending.EXPLAINED) else None

    @property
    def may_reopen(self) -> bool:
        """Whether the enterprise may open it again. What was turned away or withdrawn is filed anew; what was merged lives on elsewhere."""
        return self.verdict is not None or self is Ending.ANSWERED_AT_ONCE


class Satisfaction(LabelledEnum):
    """The five grades of 好差评. No answer is no grade: it is counted as silence, never as one of these."""

    VERY_SATISFIED = "very_satisfied", "非常满意", "very satisfied"
    SATISFIED = "satisfied", "满意", "satisfied"
    FAIRLY_SATISFIED = "fairly_satisfied", "基本满意", "fairly satisfied"
    DISSATISFIED = "dissatisfied", "不满意", "dissatisfied"
    VERY_DISSATISFIED = "very_dissatisfied", "非常不满意", "very dissatisfied"

    @property
    def is_satisfied(self) -> bool:
        """Whether it counts as satisfied: the upper three do; the lower two are poor reviews, which are followed up."""
        return self not in (Satisfaction.DISSATISFIED, Satisfaction.VERY_DISSATISFIED)


class AppealAct(LabelledEnum):
    """What can be done to an appeal that moves it on. `stages` tells when."""

    ACCEPT = "accept", "受理", "accepted"
    REFUSE = "refuse", "不予受理", "not accepted"
    ANSWER = "answer", "当场答复", "answered at once"
    MERGE = "merge", "并入已有诉求", "merged into another appeal"
    DISPATCH = "dispatch", "派单", "dispatched"
    RECALL = "recall", "收回派单", "dispatch called back"
    REPLY = "reply", "答复", "replied"
    PLAN = "plan", "列入计划", "on plan"
    CONFIRM = "confirm", "回访确认", "confirmed by call-back"
    LAPSE = "lapse", "回访未回应，办结", "closed without an answer to the call-back"
    SEND_BACK = "send_back", "不满意退回", "sent back as unsatisfied"
    WITHDRAW = "withdraw", "企业撤回", "withdrawn by the enterprise"
    TRANSFER = "transfer", "移送其他机关", "transferred to another body"
    REOPEN = "reopen", "重新打开", "opened again"
