"""The fields of an entry in words, and stored values as people read them."""

from __future__ import annotations

from collections.abc import Mapping

from dukou.enterprises.core.codes import CodeFault
from dukou.enterprises.core.kinds import Status, UnitKind
from dukou.kit.core.labels import Label, joined
from dukou.kit.pages.tables import Text

SYNTHETIC = Label("合成数据", "synthetic")
FIELDS: Mapping[str, Label] = {
    "name": Label("名称", "Name"),
    "code_written": Label("代码", "Code"),
    "unit_kind": Label("类型", "Kind of unit"),
    "industry": Label("行业代码", "Industry code"),
    "industry_edition": Label("行业分类版本", "Edition of the classification"),
    "division": Label("行政区划代码", "Division code"),
    "address": Label("地址", "Address"),
    "capital_written": Label("注册资本", "Registered capital"),
    "founded_on": Label("成立日期", "Founded on"),
    "status": Label("状态", "Status"),
    "status_on": Label("状态起始日", "Status since"),
    "short_name": Label("简称", "Short name"),
    "former_name": Label("曾用名", "Former name"),
}
_CODED: Mapping[str, type[UnitKind] | type[Status]] = {"unit_kind": UnitKind, "status": Status}


def field_label(field: str) -> Text:
    """The field in words."""
    return FIELDS.get(field, field)


def shown_value(field: str, value: str) -> Text:
    """A stored value as people read it; “—” where there is none."""
    if not value:
        return "—"
    return _CODED[field].of(value).label if field in _CODED else value


def code_doubts(faults: str) -> Text:
    """What is amiss with a code, in words that begin with a warning; empty where nothing is. `faults`: as they are stored."""
    if not faults:
        return ""
    said = joined([CodeFault.of(each).label for each in faults.split(",")], zh="，", en=", ")
    return Label(f"存疑：{said.zh}", f"in doubt: {said.en}")


def coded(code: str, name: str) -> str:
    """A code with its name."""
    return f"{code} {name}".strip()
