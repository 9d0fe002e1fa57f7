"""The columns of a list of records, as 双公示 (permits and penalties made public) heads them, and as offices shorten that.

Several heads may name the same thing; a list uses one of them. What a record says may stand in several columns and is read together.
"""

from __future__ import annotations

from collections.abc import Mapping

from dukou.kit.core.labels import Label

_HEADS: Mapping[str, tuple[Label, ...]] = {
    "firm": (Label("行政相对人名称", "firm"), Label("企业名称", "enterprise")),
    "code": (Label("统一社会信用代码", "credit code"), Label("行政相对人代码_1（统一社会信用代码）", "code of the firm")),
    "number": (
        Label("文书号", "number"),
        Label("行政处罚决定书文号", "number of the penalty"),
        Label("行政许可决定文书号", "number of the permit"),
    ),
    "sort": (Label("记录种类", "sort"),),
    "severity": (Label("失信程度", "severity"),),
    "decided_on": (Label("决定日期", "decided on"), Label("处罚决定日期", "penalty of"), Label("许可决定日期", "permit of")),
    "text": (
        Label("违法事实", "facts"),
        Label("处罚内容", "penalty"),
        Label("许可内容", "permit"),
        Label("内容", "text"),
    ),
    "basis": (Label("依据", "basis"), Label("处罚依据", "basis of the penalty")),
    "amount": (Label("罚款金额（元）", "fine（元）"), Label("罚款金额（万元）", "fine（万元）"), Label("罚款金额", "fine")),
    "published_on": (Label("公示起", "published on"), Label("公示起始日期", "published from")),
    "published_until": (Label("公示止", "published until"), Label("公示截止期", "end of publication")),
}
TOGETHER = frozenset({"text"})  # whose columns are read together
NEEDED = ("number", "sort", "decided_on", "text")
COLUMNS: dict[str, Label] = {f"{key}.{place}": label for key, labels in _HEADS.items() for place, label in enumerate(labels)}
UNITS = {"amount.0": "元", "amount.1": "万元", "amount.2": ""}  # of a bare number under each head


def key_of(column: str) -> str:
    """What a column tells; empty for one that is none of ours."""
    return column.partition(".")[0] if column in COLUMNS else ""


def named(key: str) -> Label:
    """The usual head."""
    return _HEADS[key][0]
