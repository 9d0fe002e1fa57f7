"""Decision tables: a list of inputs, then rows of cells; what a cell asks is written without the input's name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from dukou.kit.core.labels import Label
from dukou.kit.core.places import Place
from dukou.kit.core.refusals import Malformed
from dukou.kit.packfiles.nodes import Located
from dukou.rules.core.books import Cell, HitPolicy, Line, Row, Table
from dukou.rules.core.expressions import Every, Expression, Test
from dukou.rules.core.grammar import parse_test
from dukou.rules.core.quantities import measure
from dukou.rules.core.reading.fields import Faults, Fields, exact_number, label_of, near
from dukou.rules.core.reading.lines import value_of
from dukou.rules.core.tokens import Misread

_KEYS = ("name", "hit", "inputs", "domains", "outputs", "unit", "rows")
ANYTHING = ("-", "－", "—", "")
_RANGE = re.compile(r"(?P<least>.+?)\.\.(?P<below>.+)", re.DOTALL)
_SIGNS = ("<", ">", "=", "!", "≥", "≤", "≠", "＜", "＞", "＝", "in ", "not in ", "begins ")
_PART = re.compile(r'(?:"[^"]*"|(?! and [<>=!≥≤≠＜＞＝inb]).)+', re.DOTALL)  # what stands between “and” and “and”; not within quotes
_NUMBER = re.compile(r"[-－−]?\d.*", re.DOTALL)
GAP = 2  # characters between a cell's input and its text, so that a sign of ours never moves what stands in the file
_TRUTHS = {"yes": "{input}", "no": "not {input}", "是": "{input}", "否": "not {input}"}


def table(name: str, located: Located, faults: Faults) -> Table | None:
    """The table under a name."""
    fields = Fields(located, _KEYS, faults, name)
    if not fields.is_mapping:
        return None
    inputs = [_Input(str(item.plain), value_of(item, faults), item.text_place) for item in fields.items("inputs", is_needed=True)]
    outputs = {str(word): label_of(item, str(word), faults) for word, item in fields.pairs("outputs")}
    rows = [_row(item, inputs, faults, list(outputs)) for item in fields.items("rows", is_needed=True)]
    _check_unit(fields, faults, has_words=bool(outputs))
    return Table(
        name=name,
        label=fields.label("name", is_needed=True) or Label(name, name),
        policy=fields.choice("hit", HitPolicy, HitPolicy.UNIQUE),
        inputs=tuple(each.form for each in inputs if each.form is not None),
        rows=tuple(row for row in rows if row is not None),
        domains=_domains(fields, [each.text for each in inputs], faults),
        outputs={word: label for word, label in outputs.items() if label},
        unit=fields.text("unit"),
        place=fields.place,
        lines=tuple(Line(each.place) for each in inputs),
    )


def _check_unit(fields: Fields, faults: Faults, *, has_words: bool) -> None:
    unit = fields.text("unit")
    if not unit:
        return
    if has_words:
        what, cure = Label("结果是词，就没有单位", "words have no unit"), Label("去掉 unit 或 outputs", "remove unit or outputs")
        faults.note(fields.place_of("unit"), what, cure)
        return
    try:
        measure(unit)
    except Malformed as fault:
        faults.note(fields.place_of("unit"), fault.what, fault.cure)


def cell(text: str, of: str) -> Test | None:
    """What a cell asks of the input written `of`; None asks nothing.

    `-` · `>= 20` · `>= 20 and < 300` · `20..300` (from 20, below 300) · `工业` · `in [工业, 建筑业]` · `begins [06..46]` · `yes` · `no`.
    Places, also those of a Misread, count `of` and a gap of two characters before the text.
    """
    told = text.strip()
    if told in ANYTHING:
        return None
    if told in _TRUTHS:
        return parse_test(_TRUTHS[told].format(input=of))
    span = _RANGE.fullmatch(told)
    if span and not told.startswith((*_SIGNS, '"')):
        below = f"{of} <{' ' * span.start('below')}{span['below']}"
        return Every((parse_test(f"{of}>={span['least']}"), parse_test(below)))
    if not told.startswith(_SIGNS):
        is_written = told.startswith('"') or _NUMBER.fullmatch(told)
        return parse_test(f"{of} ={told}" if is_written else f'{of}="{told}"')
    tests = [parse_test(f"{of}{' ' * (GAP + part.start())}{part[0]}") for part in _parts(told)]
    return tests[0] if len(tests) == 1 else Every(tuple(tests))


def _parts(told: str) -> list[re.Match[str]]:
    """What is asked, one by one: `>= 20 and < 300` asks two things."""
    found, at = [], 0
    while part := _PART.match(told, at):
        found.append(part)
        at = part.end() + len(" and ")
    return found


@dataclass(frozen=True, slots=True)
class _Input:
    """What a column of cells is asked of."""

    text: str
    form: Expression | None
    place: Place


def _row(item: Located, inputs: list[_Input], faults: Faults, outputs: list[str]) -> Row | None:
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
    made = tuple(_cell(each, of, faults) for each, of in zip(cells, inputs, strict=True))
    return Row(made, _output(output, outputs, faults), clause, is_unverified, item.place)


def _cell(located: Located, of: _Input, faults: Faults) -> Cell:
    text = str(located.plain) if located.plain is not None else "-"
    line = Line(located.text_place, len(of.text) + GAP, located.text_place)
    if of.form is None:  # the input's own fault is noted already
        return Cell(text, None, located.place, line)
    try:
        return Cell(text, cell(text, of.text), located.place, line)
    except Misread as misread:
        faults.note(line.at(max(misread.at, line.before)), misread.what, misread.cure)
        return Cell(text, None, located.place, line)


def _output(located: Located, outputs: list[str], faults: Faults) -> str | Fraction:
    text = str(located.plain)
    if outputs and text not in outputs:
        faults.note(located.place, Label(f"outputs 里没有“{text}”", f"“{text}” is not among the outputs"), near(text, outputs))
    if outputs:
        return text
    number = exact_number(text)
    if number is None:
        what = Label(f"结果“{text}”不是数", f"the output “{text}” is not a number")
        faults.note(located.place, what, Label("写数，或在 outputs 里写出这个词", "write a number, or name the word in outputs"))
    return number or Fraction(0)


def _domains(fields: Fields, inputs: list[str], faults: Faults) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    for of, item in fields.pairs("domains"):
        if of in inputs and isinstance(item.plain, list):
            found[inputs.index(of)] = tuple(str(word) for word in item.plain)
        else:
            what = Label(f"domains 里的“{of}”不是一个输入的词表", f"“{of}” in domains is no list of words of an input")
            faults.note(item.place, what, Label(f"可用：{'、'.join(inputs)}", f"use one of: {', '.join(inputs)}"))
    return found
