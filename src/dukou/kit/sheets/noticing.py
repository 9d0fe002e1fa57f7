"""What is said about a workbook that a person would not see: one remark for each kind, with the first places."""

from __future__ import annotations

from collections.abc import Sequence

from dukou.kit.core.labels import Label
from dukou.kit.sheets.merging import MergedRange
from dukou.kit.sheets.sheet import Remark
from dukou.kit.sheets.worksheets import Layout, column_number

_NAMED = 10  # places that are named; of the rest only the number is told


def remarks_on(layout: Layout, merged: Sequence[MergedRange], hidden: Sequence[str], filled: Sequence[str]) -> tuple[Remark, ...]:
    """Hidden and further sheets left unread, hidden rows that were read, merged ranges filled, formulas without a value."""
    found = []
    if hidden:
        found.append(Remark(_said("隐藏的工作表没有读：{those}", "hidden sheets were not read: {those}", hidden)))
    if filled[1:]:
        label = _said("只读了“{read}”，没有读：{those}", "only “{read}” was read, not: {those}", filled[1:], read=filled[0])
        found.append(Remark(label))
    if rows := layout.hidden_rows:
        found.append(Remark(_said("隐藏的行也读了：第 {those} 行", "hidden rows were read too: {those}", rows), row=rows[0]))
    if merged:
        first = merged[0]
        label = _said("合并单元格已用左上角的值填满：{those}", "merged cells were filled with their top left value: {those}", merged)
        found.append(Remark(label, first.first_row, first.first_column))
    if formulas := layout.uncalculated:
        letters = formulas[0].rstrip("0123456789")
        label = _said("公式没有算出结果，按空白读：{those}", "formulas were never calculated and are read as empty: {those}", formulas)
        found.append(Remark(label, int(formulas[0][len(letters) :]), column_number(letters)))
    return tuple(found)


def _said(zh: str, en: str, places: Sequence[object], **more: object) -> Label:
    """The sentence with its places: the first few by name, and how many there are when some are not named."""
    named = [str(each) for each in places[:_NAMED]]
    those = Label("、".join(named), ", ".join(named))
    if len(places) > _NAMED:
        those = Label(f"{those.zh} 等 {len(places)} 处", f"{those.en} … ({len(places)} in all)")
    return Label(zh, en).filled(those=those, **more)
