"""Which column of a list holds what, read off its headings; the words for them stand in the pack.

The headings are looked for in the first rows, for a list has a title and a line with the unit above them, and they may take up to three
rows (营业收入 above 2022年 and 2023年). A column of figures must say its unit and its period: nobody could tell 万元 from 亿元 later.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from dukou.enterprises.core.headings import Heading, Scale, read_heading, scales_above
from dukou.figures.core.units import UNITS
from dukou.kit.core.labels import Label, LabelledEnum
from dukou.kit.core.periods import Period
from dukou.kit.core.refusals import Refusal

HEADING_WITHIN = 20  # rows in which headings begin
HEADING_ROWS = 3  # rows that they take at most
Cells = Sequence[object]


class Field(LabelledEnum):
    """What a column tells of a firm, figures aside."""

    NAME = "name", "企业名称", "name"
    CODE = "code", "统一社会信用代码", "credit code"
    FORMER_NAME = "former_name", "曾用名", "former name"
    SHORT_NAME = "short_name", "简称", "short name"
    UNIT_KIND = "unit_kind", "类型", "kind of unit"
    INDUSTRY = "industry", "行业", "industry"
    INDUSTRY_NAME = "industry_name", "行业名称", "name of the industry"
    DIVISION = "division", "区划", "division"
    DIVISION_NAME = "division_name", "区划名称", "name of the division"
    ADDRESS = "address", "地址", "address"
    CAPITAL = "capital", "注册资本", "registered capital"
    FOUNDED_ON = "founded_on", "成立日期", "founded on"
    STATUS = "status", "登记状态", "status"
    STATUS_ON = "status_on", "状态日期", "status since"


@dataclass(frozen=True, slots=True)
class Measure:
    """An indicator as a column of figures needs it; `unit` is the code of any unit of its dimension."""

    key: str
    label: Label
    unit: str
    may_be_negative: bool = False


@dataclass(frozen=True, slots=True)
class FigureColumn:
    """A column of figures: what is measured, of which period, and in which unit its bare numbers are."""

    measure: Measure
    period: Period
    scale: Scale

    @property
    def label(self) -> Label:
        """What the column holds: 营收 2023年 万元."""
        return Label("{m} {p} {u}", "{m} {p} {u}").filled(m=self.measure.label, p=self.period.label, u=self.scale.unit.code)


Meaning = Field | FigureColumn


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words for columns: by stem (see `headings.stem_of`) a field or an indicator that holds figures."""

    fields: Mapping[str, Field] = field(default_factory=dict)
    measures: Mapping[str, Measure] = field(default_factory=dict)

    def words_for(self, wanted: Field) -> str:
        """The first words for a field, as a cure lists them."""
        words = [stem for stem, each in self.fields.items() if each is wanted][:6]
        return "、".join(words) or wanted.label.zh


@dataclass(frozen=True, slots=True)
class Columns:
    """The headings of a list. Rows from 1; columns from 0. `lines`: the cells of each row of headings, for they may come again."""

    first_row: int
    last_row: int
    meanings: Mapping[int, Meaning]
    headings: Mapping[int, str]
    lines: tuple[tuple[object, ...], ...]
    capital_unit: str = ""  # 万元, where the heading of the capital says so and its cells are bare numbers

    @property
    def unused(self) -> dict[int, str]:
        """The columns that nobody knows, with their headings."""
        return {column: said for column, said in self.headings.items() if column not in self.meanings}

    @property
    def figures(self) -> dict[int, FigureColumn]:
        """The columns of figures."""
        return {column: each for column, each in self.meanings.items() if isinstance(each, FigureColumn)}

    def column_of(self, wanted: Field) -> int | None:
        """Where a field stands; None where the list has it not."""
        return next((column for column, each in self.meanings.items() if each is wanted), None)


class NoNameColumn(Refusal):
    """Without names nobody knows whom the rows are about."""

    code = "enterprises.no_name_column"
    what = Label("没有读“{name}”", "“{name}” was not read")
    why = Label("前 {rows} 行里没有写企业名称的表头；读到的是：{read}", "no heading for names in the first {rows} rows; read was: {read}")
    cure = Label("给名称那一列加上表头，可用：{words}", "give the column of names a heading, such as: {words}")


class ColumnTwice(Refusal):
    """Of two columns that say the same nobody knows which holds."""

    code = "enterprises.column_twice"
    what = Label("没有读“{name}”", "“{name}” was not read")
    why = Label("“{first}”和“{second}”都是{meaning}", "“{first}” and “{second}” both hold: {meaning}")
    cure = Label("删去一列，或改掉它的表头", "remove one of them, or change its heading")


class UnitMissing(Refusal):
    """A bare number of money may be meant in 元, 万元 or 亿元."""

    code = "enterprises.unit_missing"
    what = Label("没有读“{name}”", "“{name}” was not read")
    why = Label("“{heading}”列没有合适的单位", "the column “{heading}” states no fitting unit")
    cure = Label(
        "在表头写明，如“{heading}（{unit}）”，或在表头上方写“单位：{unit}”", "write “{heading} ({unit})”, or a line “单位：{unit}” above"
    )


class PeriodMissing(Refusal):
    """A figure belongs to a period."""

    code = "enterprises.period_missing"
    what = Label("没有读“{name}”", "“{name}” was not read")
    why = Label("“{heading}”列没有写是哪一年的数", "the column “{heading}” does not say of which year it is")
    cure = Label("在表头写明，如“2023年{heading}”，或在导入时填年份", "write “{heading} 2023”, or state the year when importing")


def find_columns(rows: Sequence[tuple[int, Cells]], words: Vocabulary, year: Period | None, name: str) -> Columns:
    """The headings among the first rows of the list `name`: those that name the most known columns, the name of firms among them.

    `year`: the period of figures whose heading names none.
    """
    starts = [index for index, (number, _) in enumerate(rows) if number <= HEADING_WITHIN]
    tried = [
        (known, -index, -count)
        for index in starts
        for count in range(1, HEADING_ROWS + 1)
        if index + count <= len(rows) and (known := _known(_taken_apart(rows[index : index + count]), words))
    ]
    if not tried:
        raise NoNameColumn(name=name, rows=HEADING_WITHIN, read=_read_words(rows), words=words.words_for(Field.NAME))
    _, index, count = max(tried)
    taken = rows[-index : -index - count]
    return _columns(taken, rows[:-index], words, year, name)


def _columns(
    taken: Sequence[tuple[int, Cells]], above: Sequence[tuple[int, Cells]], words: Vocabulary, year: Period | None, name: str
) -> Columns:
    headings = _taken_apart(taken)
    default = scales_above(str(cell) for _, cells in above for cell in cells if isinstance(cell, str))
    meanings: dict[int, Meaning] = {}
    for column, heading in headings.items():
        meaning = _meaning(heading, words, default, year, name)
        if meaning is None:
            continue
        twin = next((other for other, each in meanings.items() if _is_same(each, meaning)), None)
        if twin is not None:
            raise ColumnTwice(name=name, first=headings[twin].written, second=heading.written, meaning=meaning.label)
        meanings[column] = meaning
    said = {column: heading.written for column, heading in headings.items()}
    capital = next((headings[column].scale for column, each in meanings.items() if each is Field.CAPITAL), None)
    unit = capital.unit.code if capital and not capital.power else ""
    return Columns(taken[0][0], taken[-1][0], meanings, said, tuple(tuple(cells) for _, cells in taken), unit)


def _meaning(heading: Heading, words: Vocabulary, default: Sequence[Scale], year: Period | None, name: str) -> Meaning | None:
    if found := words.fields.get(heading.stem):
        return found
    measure = words.measures.get(heading.stem)
    if measure is None:
        return None
    own = UNITS[measure.unit]
    counted = [Scale(own)] if own.is_counted else []  # persons are counted one by one, so a bare number says it all
    offered = [heading.scale] if heading.scale else [*default, *counted]
    scale = next((each for each in offered if each.unit.dimension == own.dimension), None)
    if scale is None:
        raise UnitMissing(name=name, heading=heading.written, unit=measure.unit)
    period = heading.period or year
    if period is None:
        raise PeriodMissing(name=name, heading=heading.written)
    return FigureColumn(measure, period, scale)


def _is_same(one: Meaning, other: Meaning) -> bool:
    if isinstance(one, FigureColumn) and isinstance(other, FigureColumn):
        return (one.measure.key, one.period) == (other.measure.key, other.period)
    return one is other


def _known(headings: Mapping[int, Heading], words: Vocabulary) -> int:
    """How many columns are known; 0 without one for names. A column of figures counts the more the more it says of itself."""
    found = 0
    has_name = False
    for each in headings.values():
        has_name = has_name or words.fields.get(each.stem) is Field.NAME
        if each.stem in words.fields:
            found += 4
        elif each.stem in words.measures:
            found += 2 + (each.scale is not None) + (each.period is not None)
    return found if has_name else 0


def _taken_apart(rows: Sequence[tuple[int, Cells]]) -> dict[int, Heading]:
    return {column: read_heading(text) for column, text in enumerate(_joined([cells for _, cells in rows])) if text}


def _joined(lines: Sequence[Cells]) -> list[str]:
    """The headings of each column from top to bottom; a heading that spans several columns is told once, in the first of them."""
    width = max(map(len, lines), default=0)
    texts = [[_text(cells[column]) if column < len(cells) else "" for column in range(width)] for cells in lines]
    for upper, lower in pairwise(texts):
        for column in range(1, width):
            if not upper[column] and lower[column] and lower[column - 1]:
                upper[column] = upper[column - 1]
    return ["".join(dict.fromkeys(line[column] for line in texts)) for column in range(width)]


def _text(cell: object) -> str:
    return "" if cell is None else " ".join(str(cell).split())


def _read_words(rows: Sequence[tuple[int, Cells]]) -> str:
    """The fullest of the first rows, as a refusal quotes it."""
    lines = [[text for cell in cells if (text := _text(cell))] for _, cells in rows]
    return "、".join(text[:20] for text in max(lines, key=len, default=[])[:12]) or "—"
