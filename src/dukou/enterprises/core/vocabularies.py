"""Words for closed lists as registers and offices write them: statuses and kinds of units."""

from __future__ import annotations

import re
import unicodedata

from dukou.enterprises.core.kinds import Status, UnitKind
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Malformed

_STATUSES = {
    **dict.fromkeys(
        ("存续", "在营", "开业", "在册", "在业", "正常", "正常经营", "经营", "营业", "在营企业", "在产", "投产", "registered"),
        Status.ACTIVE,
    ),
    **dict.fromkeys(("停业", "歇业", "停产", "停工", "停业歇业", "暂停", "半停产"), Status.SUSPENDED),
    **dict.fromkeys(("迁出", "已迁出", "外迁", "迁移"), Status.MOVED_OUT),
    **dict.fromkeys(("吊销", "吊销未注销", "已吊销", "撤销", "责令关闭"), Status.REVOKED),
    **dict.fromkeys(("注销", "已注销", "吊销已注销", "吊销后注销", "closed", "dissolved"), Status.DEREGISTERED),
    **{word: status for status in Status for word in (status.value, status.label.zh, "".join(status.label.en.split()))},
}
_UNIT_KINDS = {word: kind for kind in UnitKind for word in (kind.value, kind.label.zh, "".join(kind.label.en.split()))} | {
    **dict.fromkeys(("企业", "法人企业", "法人单位", "法人", "内资企业", "外资企业"), UnitKind.COMPANY),
    **dict.fromkeys(("个体", "个体户", "个体经营"), UnitKind.SELF_EMPLOYED),
    **dict.fromkeys(("合作社", "专业合作社"), UnitKind.COOPERATIVE),
    **dict.fromkeys(("集团", "企业集团"), UnitKind.GROUP),
    **dict.fromkeys(("分公司", "产业活动单位", "非法人企业"), UnitKind.BRANCH),
    **dict.fromkeys(("合伙企业", "个人独资企业", "事业单位", "社会团体", "民办非企业单位", "机关"), UnitKind.OTHER),
}
# registration types (登记注册类型) are some 25 kinds of long strings (field/standards.md 4): told by a word in them, in this order
_WORDS_WITHIN = (
    ("分公司", UnitKind.BRANCH),
    ("分支", UnitKind.BRANCH),
    ("个体", UnitKind.SELF_EMPLOYED),
    ("合作社", UnitKind.COOPERATIVE),
    ("合伙", UnitKind.OTHER),
    ("独资企业", UnitKind.OTHER),
    ("公司", UnitKind.COMPANY),
    ("股份", UnitKind.COMPANY),
    ("全民所有制", UnitKind.COMPANY),
    ("集体所有制", UnitKind.COMPANY),
)
_BRACKETED = re.compile(r"\(.*\)$")


def read_status(text: str) -> Status:
    """The status that a register writes: 存续（在营、开业、在册） · 吊销，未注销 · active; else Malformed."""
    plain = _folded(text)
    for each in (plain, _BRACKETED.sub("", plain)):
        found = _STATUSES.get("".join(filter(str.isalnum, each)))
        if found is not None:
            return found
    words = "、".join(status.label.zh for status in Status if status is not Status.UNSTATED)
    raise Malformed(Label(f"“{text[:40]}”不是登记状态", f"“{text[:40]}” is no status"), Label(f"用 {words}", f"use one of {words}"))


def read_unit_kind(text: str) -> UnitKind:
    """The kind of unit that a list writes, by its word or a registration type such as 有限责任公司（自然人独资）; else Malformed."""
    plain = _folded(text)
    found = _UNIT_KINDS.get(plain) or _UNIT_KINDS.get(_BRACKETED.sub("", plain))
    found = found or next((kind for word, kind in _WORDS_WITHIN if word in plain), None)
    if found is None:
        words = "、".join(kind.label.zh for kind in UnitKind)
        raise Malformed(
            Label(f"“{text[:40]}”不是单位类型", f"“{text[:40]}” is no kind of unit"), Label(f"用 {words}", f"use one of {words}")
        )
    return found


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
