"""The closed lists of the room: what sort of unit, how it is tied to another, where it stands in its life."""

from __future__ import annotations

from dukou.kit.core.labels import LabelledEnum


class UnitKind(LabelledEnum):
    """What sort of unit a register entry is. A group is its whole consolidated family; its local unit is another entry."""

    COMPANY = "company", "企业法人", "company"
    GROUP = "group", "集团（合并口径）", "group (consolidated)"
    BRANCH = "branch", "分支机构", "branch"
    SELF_EMPLOYED = "self_employed", "个体工商户", "self-employed"
    COOPERATIVE = "cooperative", "农民专业合作社", "farmers' cooperative"
    OTHER = "other", "其他单位", "other unit"


class NameKind(LabelledEnum):
    """How a firm is called by a name."""

    CURRENT = "current", "现名", "current name"
    FORMER = "former", "曾用名", "former name"
    SHORT = "short", "简称", "short name"
    FOREIGN = "foreign", "外文名", "foreign name"


class Status(LabelledEnum):
    """Where a firm stands in its life, as last recorded."""

    UNSTATED = "unstated", "未注明", "not stated"
    ACTIVE = "active", "存续", "active"
    SUSPENDED = "suspended", "停业歇业", "suspended"
    MOVED_OUT = "moved_out", "迁出", "moved out"
    REVOKED = "revoked", "吊销", "licence revoked"
    DEREGISTERED = "deregistered", "注销", "deregistered"

    @property
    def is_over(self) -> bool:
        """Whether the firm is no longer one of the district's."""
        return self in (Status.MOVED_OUT, Status.REVOKED, Status.DEREGISTERED)


class LifeEventKind(LabelledEnum):
    """What happens in a firm's life. Its founding is a date of its own."""

    MOVED_IN = "moved_in", "迁入", "moved in"
    MOVED_OUT = "moved_out", "迁出", "moved out"
    SUSPENDED = "suspended", "停业歇业", "suspended"
    RESUMED = "resumed", "恢复经营", "resumed"
    REVOKED = "revoked", "吊销", "licence revoked"
    DEREGISTERED = "deregistered", "注销", "deregistered"

    @property
    def leaves(self) -> Status:
        """The status in which the firm is afterwards."""
        return {
            LifeEventKind.MOVED_IN: Status.ACTIVE,
            LifeEventKind.RESUMED: Status.ACTIVE,
            LifeEventKind.MOVED_OUT: Status.MOVED_OUT,
            LifeEventKind.SUSPENDED: Status.SUSPENDED,
            LifeEventKind.REVOKED: Status.REVOKED,
            LifeEventKind.DEREGISTERED: Status.DEREGISTERED,
        }[self]


class LinkKind(LabelledEnum):
    """How one unit belongs to another. Figures never flow along a link: a parent's revenue is not its local unit's."""

    SUBSIDIARY = "subsidiary", "子公司", "subsidiary"
    BRANCH = "branch", "分支机构", "branch"
    LOCAL_UNIT = "local_unit", "集团在本地的单位", "local unit of a group"


class SiteUse(LabelledEnum):
    """What a site is used for."""

    REGISTERED = "registered", "注册地", "registered seat"
    PRODUCTION = "production", "生产场地", "production"
    OFFICE = "office", "办公场地", "office"
    WAREHOUSE = "warehouse", "仓储", "warehouse"
    OTHER = "other", "其他", "other"


class PartKind(LabelledEnum):
    """The part that a firm plays in a cluster or segment."""

    CHAIN_LEADER = "chain_leader", "链主企业", "chain leader"
    KEY_FIRM = "key_firm", "重点企业", "key enterprise"
    SUPPLIER = "supplier", "配套企业", "supplier"


class DeliveryState(LabelledEnum):
    """What became of a list that was handed in."""

    READING = "reading", "正在核对", "being read"
    PREVIEWED = "previewed", "已预览，未导入", "previewed, not imported"
    REFUSED = "refused", "有错误，未导入", "has faults, not imported"
    TAKING_IN = "taking_in", "正在导入", "being imported"
    IMPORTED = "imported", "已导入", "imported"
    DISCARDED = "discarded", "已放弃", "discarded"


class Fate(LabelledEnum):
    """What a row of a list does to the register."""

    ADDED = "added", "新增", "added"
    CHANGED = "changed", "变更", "changed"
    UNCHANGED = "unchanged", "未变", "unchanged"
    REPEATED = "repeated", "重复，只取一次", "repeated, taken once"
    REFUSED = "refused", "拒绝", "refused"
    PASSED_OVER = "passed_over", "不是企业，跳过", "no firm, passed over"


class DoubleState(LabelledEnum):
    """What people decided on two entries that may be one firm."""

    WAITING = "waiting", "待判断", "waiting"
    MERGED = "merged", "已合并", "merged"
    APART = "apart", "不是同一家", "not the same"
