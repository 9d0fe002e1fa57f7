"""The closed lists of the room: what is recorded about a firm, how grave it is, how risky a grade is, how often it is given."""

from __future__ import annotations

from dukou.kit.core.labels import LabelledEnum


class RecordKind(LabelledEnum):
    """What is recorded about a firm. `双公示` names the first two."""

    PERMIT = "permit", "行政许可", "administrative permit"
    PENALTY = "penalty", "行政处罚", "administrative penalty"
    FINDING = "finding", "检查发现问题", "finding of a check"
    BREACH = "breach", "失信行为", "breach of trust"
    PROMISE_BROKEN = "promise_broken", "违背承诺", "promise broken"
    LISTING = "listing", "列入名单", "entered in a list"
    PROMISE_KEPT = "promise_kept", "履行承诺", "promise kept"
    HONOUR = "honour", "荣誉", "honour"

    @property
    def is_adverse(self) -> bool:
        """Whether it speaks against the firm: only such a record has a severity and can be repaired."""
        return self in ADVERSE


ADVERSE = frozenset({RecordKind.PENALTY, RecordKind.FINDING, RecordKind.BREACH, RecordKind.PROMISE_BROKEN, RecordKind.LISTING})


class Severity(LabelledEnum):
    """How grave a breach of trust is, by which its shortest and longest time of publication go (信用修复管理办法)."""

    MINOR = "minor", "轻微失信", "minor breach"
    GENERAL = "general", "一般失信", "general breach"
    SEVERE = "severe", "严重失信", "severe breach"

    @property
    def weight(self) -> int:
        """Its place, from the lightest."""
        return list(Severity).index(self)


class StepKind(LabelledEnum):
    """What was told about a record after it was made. Nothing of it is ever taken back; a later step answers an earlier one."""

    DISPUTED = "disputed", "提出异议", "disputed"
    UPHELD = "upheld", "异议不成立", "upheld"
    CORRECTED = "corrected", "更正", "corrected"
    WITHDRAWN = "withdrawn", "撤销", "withdrawn"
    DUTY_DONE = "duty_done", "义务履行完毕", "duty done"
    REPAIRED = "repaired", "信用修复", "repaired"

    @property
    def is_end(self) -> bool:
        """Whether the record is neither shown nor used from its day on."""
        return self in (StepKind.CORRECTED, StepKind.WITHDRAWN, StepKind.REPAIRED)


class Level(LabelledEnum):
    """How risky the firms of a grade are held to be, whatever the field calls its grades. Supervision goes by it."""

    LOW = "low", "低风险", "low risk"
    ORDINARY = "ordinary", "一般风险", "ordinary risk"
    HIGHER = "higher", "较高风险", "higher risk"
    HIGH = "high", "高风险", "high risk"

    @property
    def height(self) -> int:
        """Its place, from the lowest."""
        return list(Level).index(self)


class Cycle(LabelledEnum):
    """How often a field is graded; at once: whenever a record of it changes."""

    AT_ONCE = "at_once", "即时", "at once"
    MONTHLY = "monthly", "每月", "monthly"
    QUARTERLY = "quarterly", "每季度", "quarterly"
    YEARLY = "yearly", "每年", "yearly"

    @property
    def months(self) -> int:
        """Months between two gradings; nought at once."""
        return {Cycle.AT_ONCE: 0, Cycle.MONTHLY: 1, Cycle.QUARTERLY: 3, Cycle.YEARLY: 12}[self]


class Standing(LabelledEnum):
    """How far a scheme was taken from its published source."""

    SOURCED = "sourced", "按公开来源", "from its published source"
    PARTLY = "partly", "部分有来源", "partly sourced"
    EXAMPLE = "example", "示例", "example"


class Channel(LabelledEnum):
    """How a firm of a grade is served."""

    GREEN = "green", "绿色通道", "green channel"
    ORDINARY = "ordinary", "普通通道", "ordinary channel"
    STRICT = "strict", "严格审核", "strict review"
