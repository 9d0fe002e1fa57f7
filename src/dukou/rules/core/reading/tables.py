"""Decision tables: a list of inputs, then rows of cells; what a cell asks is written without the input's name."""

from __future__ import annotations

import re
from fractions import Fraction

from dukou.kit.core.labels import Label
from dukou.kit.packfiles.nodes import Located
from dukou.rules.core.books import Cell, HitPolicy, Row, Table
from dukou.rules.core.expressions import Every, Expression, Test
from dukou.rules.core.grammar import parse_test
from dukou.rules.core.reading.fields import Faults, Fields, label_of
from dukou.rules.core.reading.lines import misread_at, value_of
from dukou.rules.core.tokens import Misread

_KEYS = ("name", "hit", "inputs", "domains", "outputs", "unit", "rows")
ANYTHING = ("-", "－", "—", "")
_RANGE = re.compile(r"(?P<least>.+)\.\.(?P<below>.+)")
_SIGNS = ("<", ">", "=", "!", "≥", "≤", "≠", "＜", "＞", "＝", "in ", "not in ", "begins ")
_TRUTHS = {"yes": "{input}", "no": "not {input}", "是": "{input}", "否": "not {input}"}


def table(name: str, located: Located, faults: Faults) -> Table | None:
    """The table under a name."""
    fields = Fields(located, _KEYS, faults, name)
    if not fields.is_mapping:
        return None
    inputs = [(str(item.plain), value_of(item, faults)) for item in fields.items("inputs", is_needed=True)]
    outputs = {str(word): label_of(item, str(word), faults) for word, item in fields.pairs("outputs")}
    unit = fields.text("unit")
    rows = [_row(item, inputs, faults, is_number=not outputs) for item in fields.items("rows", is_needed=True)]
    if bool(outputs) and bool(unit):
        faults.note(
            fields.place_of("unit"),
            Label("结果是词，就没有单位", "words have no unit"),
            Label("去掉 unit 或 outputs", "remove unit or outputs"),
        )
    return Table(
        name=name,
        label=fields.label("name", is_needed=True) or Label(name, name),
        policy=fields.choice("hit", HitPolicy, HitPolicy.UNIQUE),
        inputs=tuple(form for _, form in inputs if form is not None),
        rows=tuple(row for row in rows if row is not None),
        domains=_domains(fields, [text for text, _ in inputs], faults),
        outputs={word: label for word, label in outputs.items() if label},
        unit=unit,
        place=fields.place,
    )


def cell(text: str, of: str) -> Test | None:
    """What a cell asks of the input written `of`; None asks nothing.

    `-` · `>= 20` · `>= 20 and < 300` · `20..300` (from 20, below 300) · `工业` · `in [工业, 建筑业]` · `begins [06..46]` · `yes` · `no`.
    Raises Misread with places counted in the whole of `of` and text.
    """
    told = text.strip()
    if told in ANYTHING:
        return None
    if told in _TRUTHS:
        return parse_test(_TRUTHS[told].format(input=of))
    span = _RANGE.fullmatch(told)
    if span and not told.startswith(_SIGNS):
        parts = (parse_test(f"{of} >= {span['least']}"), parse_test(f"{of} < {span['below']}"))
        return Every(parts)
    if not told.startswith(_SIGNS):
        return parse_test(f'{of} = "{told}"' if not told[0].isdigit() else f"{of} = {told}")
    tests = [parse_test(f"{of} {part.strip()}") for part in told.split(" and ")]
    return tests[0] if len(tests) == 1 else Every(tuple(tests))


def _row(item: Located, inputs: list[tuple[str, Expression | None]], faults: Faults, *, is_number: bool) -> Row | None:
    """`[cell, …, output]`, or `{when: [cells], gives: output, clause: …, unverified: …}`."""
    if isinstance(item.plain, list):
        *cells, output = item.children.values() or [item]
        clause, is_unverified = "", False
    else:
        fields = Fields(item, ("when", "gives", "clause", "unverified"), faults, "row")
        cells, given = fields.items("when", is_needed=True), fields.child("gives", is_needed=True)
        if given is None:
            return None
        output, clause, is_unverified = given, fields.text("clause"), fields.flag("unverified")
    if len(cells) != len(inputs):
        what = Label(
            f"这一行有 {len(cells)} 格，应有 {len(inputs)} 格和一个结果",
            f"this row has {len(cells)} cells; {len(inputs)} and an output are wanted",
        )
        faults.note(item.place, what, Label("不问的写 -", "write - where nothing is asked"))
        return None
    made = tuple(_cell(each, of, faults) for each, (of, _) in zip(cells, inputs, strict=True))
    return Row(made, _output(output, faults, is_number=is_number), clause, is_unverified, item.place)


def _cell(located: Located, of: str, faults: Faults) -> Cell:
    text = str(located.plain) if located.plain is not None else "-"
    try:
        return Cell(text, cell(text, of), located.place)
    except Misread as misread:
        misread_at(located.text_place, misread, faults, before=len(of) + 1)
        return Cell(text, None, located.place)


def _output(located: Located, faults: Faults, *, is_number: bool) -> str | Fraction:
    text = str(located.plain)
    if not is_number:
        return text
    try:
        return Fraction(text)
    except ValueError:
        what = Label(f"结果“{text}”不是数", f"the output “{text}” is not a number")
        faults.note(located.place, what, Label("写数，或在 outputs 里写出这个词", "write a number, or name the word in outputs"))
        return Fraction(0)


def _domains(fields: Fields, inputs: list[str], faults: Faults) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    for of, item in fields.pairs("domains"):
        if of in inputs and isinstance(item.plain, list):
            found[inputs.index(of)] = tuple(str(word) for word in item.plain)
        else:
            what = Label(f"domains 里的“{of}”不是一个输入的词表", f"“{of}” in domains is no list of words of an input")
            faults.note(item.place, what, Label(f"可用：{'、'.join(inputs)}", f"use one of: {', '.join(inputs)}"))
    return found
