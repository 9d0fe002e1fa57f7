"""Rows of a list that are about no firm: headings that come again, totals, titles, rows of numbers, and what stands at the foot."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from dukou.enterprises.core.cells import is_blank, text_of
from dukou.enterprises.core.columns import Columns, Field
from dukou.enterprises.core.remarks import RemarkKind

_TOTAL = re.compile(
    r"(?:合计|总计|小计|共计|累计|总数|总和|平均|total|subtotal|grandtotal|sum)(?:[:(（].*)?|"
    r"其中(?::.*|(?!.*(?:公司|厂|店|社|部|行|中心)$).{0,8})",
    re.IGNORECASE,
)
_FOOTER = re.compile(
    r"(?:单位负责人|负责人|统计负责人|填表人|填报人|制表人?|审核人?|复核人?|经办人|联系人|联系电话|报出日期|填表日期|填报日期|制表日期|"
    r"填报单位|报送单位|数据来源|资料来源|说明|备注|附注|注\d?)[:(（].*|注\d*[:.、].*|notes?:.*|sources?:.*",
    re.IGNORECASE,
)
_FOOTNOTE_SIGNS = "①②③④⑤⑥⑦⑧⑨"
_CAPTION = re.compile(r"续表.*|（?续）?|[（(]?[一二三四五六七八九十]+[)）]?[、.].*|第\d+页.*|page\d+.*", re.IGNORECASE)
_COLUMN_NUMBER = re.compile(r"[甲乙丙丁戊己]|\d{1,2}")


class Lines:
    """Tells rows of firms from the others, by the columns of one list."""

    def __init__(self, columns: Columns) -> None:
        self._used = tuple(columns.meanings)
        name, code = columns.column_of(Field.NAME), columns.column_of(Field.CODE)
        assert name is not None  # a list without names is refused before
        width = max(map(len, columns.lines))
        self._name, self._code = name, code
        self._headings = [{text_of(line[column]) for line in columns.lines if column < len(line)} for column in range(width)]

    def is_empty(self, cells: Sequence[object]) -> bool:
        """Whether no used column holds anything; a number in a column of numbers makes no row."""
        return not any(column < len(cells) and cells[column] not in (None, "") and text_of(cells[column]) for column in self._used)

    def passed_over(self, cells: Sequence[object]) -> RemarkKind | None:
        """What the row is where it is about no firm. One with a code of its own is always about a firm."""
        name = text_of(cells[self._name]) if self._name < len(cells) else ""
        if (not name or name in self._headings[self._name]) and self._is_heading(cells):
            return RemarkKind.HEADING_AGAIN
        code = text_of(cells[self._code]) if self._code is not None and self._code < len(cells) else ""
        if code != name and not is_blank(code):
            return RemarkKind.CAPTION if _are_numbers(cells, name) else None
        return self._without_code(cells, name)

    def _is_heading(self, cells: Sequence[object]) -> bool:
        """Whether every filled cell says what stands in the headings of its column; they come again merged or unmerged."""
        filled = [(column, text) for column, cell in enumerate(cells) if (text := text_of(cell))]
        return len(filled) > 1 and all(column < len(self._headings) and text in self._headings[column] for column, text in filled)

    def _without_code(self, cells: Sequence[object], name: str) -> RemarkKind | None:
        filled = [text for cell in cells if (text := text_of(cell))]
        first = _plain(name or filled[0])
        if _TOTAL.fullmatch(first) or (filled and _TOTAL.fullmatch(_plain(filled[0]))):
            return RemarkKind.TOTAL
        if _FOOTER.fullmatch(first) or _FOOTER.fullmatch(_plain(filled[0])) or filled[0][0] in _FOOTNOTE_SIGNS:
            return RemarkKind.FOOTER
        is_merged = len(filled) > 2 and len(set(filled)) == 1
        is_title = len(filled) == 1 and bool(_CAPTION.fullmatch(first))
        return RemarkKind.CAPTION if is_merged or is_title or _are_numbers(cells, name) else None


def _are_numbers(cells: Sequence[object], name: str) -> bool:
    """Whether it is the row 甲 乙 1 2 3 below the headings."""
    return len(name) < 3 and bool(_COLUMN_NUMBER.fullmatch(name)) and all(_COLUMN_NUMBER.fullmatch(text_of(cell)) for cell in cells if cell)


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
