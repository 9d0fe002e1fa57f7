"""What is said about a list while it is read: which row, which column, what is odd there and what was done about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dukou.kit.core.labels import Label, LabelledEnum, joined


class Weight(LabelledEnum):
    """What a remark means for its row. Only the first keeps the whole list out."""

    REFUSED = "refused", "拒绝", "refused"
    WARNED = "warned", "提示", "warning"
    NOTED = "noted", "说明", "note"
    PASSED_OVER = "passed_over", "跳过", "passed over"


class RemarkKind(LabelledEnum):
    """What there is to remark in a list."""

    NAME_MISSING = "name_missing", "没有名称", "no name"
    NAME_TOO_LONG = "name_too_long", "名称过长", "name too long"
    CODE_REFUSED = "code_refused", "代码不能用", "unusable code"
    CODE_OF_SEVERAL = "code_of_several", "名录里不止一家用这个代码", "code of several entries of the register"

    CODE_DOUBTED = "code_doubted", "代码存疑", "doubtful code"
    OLD_LICENCE = "old_licence", "旧注册号", "old licence number"
    INVISIBLE = "invisible", "有看不见的字符", "invisible characters"
    UNREADABLE = "unreadable", "读不出", "unreadable"
    TOO_LONG = "too_long", "内容过长", "too long"
    IN_THE_FUTURE = "in_the_future", "日期在将来", "a day in the future"
    CAPITAL_UNCLEAR = "capital_unclear", "注册资本读不出金额", "capital without a readable amount"
    MORE_CELLS = "more_cells", "比表头多出格子", "more cells than the heading"
    REPEATED = "repeated", "同一家企业又出现", "the same firm again"
    SAME_CODE = "same_code", "与他行代码相同、名称不同", "another row's code, another name"
    SAME_NAME = "same_name", "与他行名称相同、代码不同", "another row's name, another code"
    MATCHED_BY_NAME = "matched_by_name", "按名称对上", "matched by name"
    MATCHED_BY_LIKENESS = "matched_by_likeness", "按相近名称对上", "matched by likeness"
    RENAMED = "renamed", "更名", "renamed"
    EARLIER_NAME = "earlier_name", "用的是曾用名", "goes by a former name"
    CODE_ADDED = "code_added", "补上或换成新代码", "code added or renewed"
    FIGURE_OLDER = "figure_older", "数据比已有的旧", "figure older than the one that stands"

    NO_CODE = "no_code", "没有代码", "no code"
    NOT_STATED = "not_stated", "未填报", "not stated"
    CURRENCY_OPEN = "currency_open", "没有币种", "no currency"
    UNCHECKED = "unchecked", "分类表里查不到，照录", "not in the table, kept as written"
    ROUNDED = "rounded", "取整到最小单位", "rounded to the smallest unit"
    UNUSED_COLUMN = "unused_column", "没有用的列", "unused column"
    SHEET = "sheet", "文件", "file"

    HEADING_AGAIN = "heading_again", "表头重复", "heading again"
    TOTAL = "total", "合计行", "total"
    FOOTER = "footer", "表尾", "footer"
    CAPTION = "caption", "标题或栏号行", "title or row of numbers"

    @property
    def weight(self) -> Weight:
        """What it means for the row."""
        return _WEIGHTS.get(self, Weight.WARNED)


_WEIGHTS = {
    **dict.fromkeys(
        (RemarkKind.NAME_MISSING, RemarkKind.NAME_TOO_LONG, RemarkKind.CODE_REFUSED, RemarkKind.CODE_OF_SEVERAL), Weight.REFUSED
    ),
    **dict.fromkeys((RemarkKind.NO_CODE, RemarkKind.NOT_STATED, RemarkKind.CURRENCY_OPEN, RemarkKind.UNCHECKED), Weight.NOTED),
    **dict.fromkeys((RemarkKind.ROUNDED, RemarkKind.UNUSED_COLUMN, RemarkKind.SHEET), Weight.NOTED),
    **dict.fromkeys((RemarkKind.HEADING_AGAIN, RemarkKind.TOTAL, RemarkKind.FOOTER, RemarkKind.CAPTION), Weight.PASSED_OVER),
}


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark. Row and column count from 1 as spreadsheet programs do; `heading` is what the column is called in the list."""

    kind: RemarkKind
    label: Label
    row: int | None = None
    column: int | None = None
    heading: str = ""

    @property
    def said(self) -> Label:
        """The remark with the column it is about: 成立日期：“2023-02-31”不是日期，没有取用."""
        return Label(f"{self.heading}：{self.label.zh}", f"{self.heading}: {self.label.en}") if self.heading else self.label


def note_of(remarks: Iterable[Remark]) -> Label | None:
    """All remarks of one row as one text, the gravest first: 拒绝：…；提示：…. None where there are none."""
    ranked = sorted(remarks, key=lambda each: _RANKS[each.kind.weight])
    parts = [Label("{w}：{s}", "{w}: {s}").filled(w=each.kind.weight.label, s=each.said) for each in ranked]
    return joined(parts) if parts else None


def first_refused(remarks: Iterable[Remark]) -> Label:
    """The first of the remarks that keeps the list out, with its row."""
    first = next(each for each in remarks if each.kind.weight is Weight.REFUSED)
    return Label(f"第 {first.row} 行：{first.said.zh}", f"row {first.row}: {first.said.en}")


_RANKS = {weight: rank for rank, weight in enumerate(Weight)}
