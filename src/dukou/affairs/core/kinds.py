"""The closed lists of what affairs, fields, materials and applications can be."""

from __future__ import annotations

from dukou.kit.core.labels import LabelledEnum


class FieldKind(LabelledEnum):
    """What is written into a field."""

    LINE = "line", "一行文字", "a line of words"
    TEXT = "text", "一段文字", "words"
    NUMBER = "number", "数", "number"
    DATE = "date", "日期", "date"
    CHOICE = "choice", "单选", "one of a list"
    CHOICES = "choices", "多选", "some of a list"
    TRUTH = "truth", "是否", "yes or no"
    PHONE = "phone", "电话", "telephone number"
    CREDIT_CODE = "credit_code", "统一社会信用代码", "unified social credit code"
    ID_NUMBER = "id_number", "身份证件号码", "number of an identity document"


class Provenance(LabelledEnum):
    """Where an answer comes from."""

    KNOWN = "known", "名录已有", "known to the register"
    FETCHED = "fetched", "部门提供", "fetched from an office"
    TYPED = "typed", "申请人填写", "typed by the applicant"
    PROMISED = "promised", "申请人承诺", "promised by the applicant"


class Giving(LabelledEnum):
    """By what a matter becomes a part of an application."""

    ALWAYS = "always", "必办", "always"
    CHOSEN = "chosen", "可选", "where it is chosen"
    WHEN = "when", "按填写内容带出", "where the answers ask for it"


class Way(LabelledEnum):
    """How a material comes."""

    HELD = "held", "部门已有，不用交", "held by an office, not to be handed in"
    UPLOAD = "upload", "上传或交窗口", "uploaded or handed in"
    PROMISE = "promise", "告知承诺代替", "a promise in its place"


class Became(LabelledEnum):
    """What a material that was wanted by a separate matter has become."""

    ONCE = "once", "合并为一份", "handed in once"
    FORM = "form", "并入表单", "a part of the form"
    HELD = "held", "由部门共享", "held by an office"
    PROMISE = "promise", "改为告知承诺", "a promise"


class Join(LabelledEnum):
    """What several units do together."""

    SURVEY = "survey", "联合踏勘", "joint survey"
    ANSWER = "answer", "一次答复", "one answer"
    ACCEPTANCE = "acceptance", "联合验收", "joint acceptance"


class AffairState(LabelledEnum):
    """Where an application stands."""

    FILED = "filed", "待受理", "to be taken in"
    NOTICED = "noticed", "待补正", "to be supplemented"
    IN_HAND = "in_hand", "办理中", "in hand"
    ANSWERED = "answered", "已答复，待确认", "answered, to be agreed to"
    WORKS = "works", "实施中", "being carried out"
    CLOSED = "closed", "已办结", "closed"


class AffairAct(LabelledEnum):
    """What moves an application from one state to another."""

    NOTIFY = "notify", "一次性告知", "one-time notice"
    SUPPLEMENT = "supplement", "补正", "supplemented"
    ACCEPT = "accept", "受理", "accepted"
    DEEM = "deem", "逾期未告知，视为受理", "deemed accepted"
    REFUSE = "refuse", "不予受理", "not accepted"
    ANSWER = "answer", "一次答复", "answered"
    AGREE = "agree", "确认方案", "agreed to"
    FINISH = "finish", "办结", "finished"
    WITHDRAW = "withdraw", "撤回", "taken back"


class AffairEnding(LabelledEnum):
    """How an application ended."""

    DONE = "done", "办成", "done"
    NOT_ACCEPTED = "not_accepted", "不予受理", "not accepted"
    WITHDRAWN = "withdrawn", "撤回", "taken back"
    UNANSWERED = "unanswered", "逾期未补正", "not supplemented in time"
    REFUSED = "refused", "不能办理", "not possible"


class FilingChannel(LabelledEnum):
    """By which way an application came."""

    ONLINE = "online", "网上", "online"
    COUNTER = "counter", "窗口", "at the counter"
    API = "api", "接口", "by API"


class OutgoingKind(LabelledEnum):
    """What a unit is handed."""

    SUBMISSION = "submission", "申请", "application"
    SUPPLEMENT = "supplement", "补充材料", "supplement"
    CHANGE = "change", "变更", "change"
    WITHDRAWAL = "withdrawal", "撤回", "withdrawal"
    SURVEY = "survey", "踏勘通知", "notice of a survey"
    AGREED = "agreed", "方案已确认", "plan agreed to"
    ACCEPTANCE = "acceptance", "验收通知", "notice of an acceptance"


class OutgoingState(LabelledEnum):
    """Where that stands."""

    WAITING = "waiting", "待送达", "to be handed over"
    TAKEN = "taken", "已送达", "taken"
    DEAD = "dead", "多次送达失败", "not taken after many attempts"
    VOID = "void", "不再送达", "no longer to be handed over"


class ReceiverKind(LabelledEnum):
    """How a unit takes what it is handed."""

    DESK = "desk", "在本系统办理", "at its desk here"
    HTTP = "http", "系统对接", "by its own system"
    MAIL = "mail", "电子邮件", "by mail"
    DEMO = "demo", "演示接收方", "a demonstration"
    FAILING = "failing", "故障演示", "a demonstration that fails"


class DeliveryEvent(LabelledEnum):
    """What a unit's system tells of its part by web-hook."""

    ACKNOWLEDGED = "acknowledged", "已接件", "acknowledged"
    STAGE = "stage", "进入环节", "a stage entered"
    ANSWER = "answer", "单位答复", "answered by the unit"
    RESULT = "result", "出具结果", "a result given"
    ENDED = "ended", "本部分办结", "part ended"


class Half(LabelledEnum):
    """Half a day."""

    MORNING = "morning", "上午", "morning"
    AFTERNOON = "afternoon", "下午", "afternoon"


class JointDayState(LabelledEnum):
    """Where a joint survey or acceptance stands."""

    ARRANGED = "arranged", "已约定", "arranged"
    HELD = "held", "已进行", "held"
    CANCELLED = "cancelled", "已取消", "cancelled"


class Showing(LabelledEnum):
    """Whether a unit came."""

    EXPECTED = "expected", "待到场", "expected"
    CAME = "came", "到场", "came"
    ABSENT = "absent", "未到场，视为同意", "absent, deemed to agree"


class ObjectionState(LabelledEnum):
    """What became of a unit's objection to being deemed to agree."""

    NONE = "none", "未提出", "none made"
    MADE = "made", "待裁定", "to be ruled on"
    UPHELD = "upheld", "成立，另行给出意见", "upheld: it may still say what it says"
    DISMISSED = "dismissed", "不成立", "dismissed"
