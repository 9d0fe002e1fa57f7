"""Scores: items with bands of points. `of` with `from` and `above` is short for a comparison in each band."""

from __future__ import annotations

from fractions import Fraction

from dukou.kit.core.labels import Label
from dukou.kit.packfiles.nodes import Located
from dukou.rules.core.books import Band, Item, Line, Score
from dukou.rules.core.expressions import Comparison, ComparisonSign, Expression
from dukou.rules.core.reading.fields import Faults, Fields
from dukou.rules.core.reading.lines import test_of, value_of

_BOUNDS: dict[str, ComparisonSign] = {"from": ">=", "above": ">", "to": "<=", "below": "<"}


def score(name: str, located: Located, faults: Faults) -> Score | None:
    """The score under a name."""
    fields = Fields(located, ("name", "cap", "items"), faults, name)
    if not fields.is_mapping:
        return None
    items = [_item(each, faults) for each in fields.items("items", is_needed=True)]
    label = fields.label("name", is_needed=True) or Label(name, name)
    return Score(name, label, tuple(each for each in items if each), fields.number("cap"), fields.place)


def _item(located: Located, faults: Faults) -> Item | None:
    fields = Fields(located, ("clause", "text", "of", "bands", "otherwise", "unverified"), faults, "item")
    text = fields.label("text", is_needed=True)
    if not fields.is_mapping or text is None:
        return None
    of = fields.child("of")
    form = value_of(of, faults) if of else None
    if of and form is None:
        return None
    bands = [_band(each, of, form, faults) for each in fields.items("bands", is_needed=True)]
    return Item(
        clause=fields.text("clause", is_needed=True),
        text=text,
        bands=tuple(each for each in bands if each),
        otherwise=fields.number("otherwise") or Fraction(0),
        is_unverified=fields.flag("unverified"),
        place=fields.place,
    )


def _band(located: Located, of: Located | None, form: Expression | None, faults: Faults) -> Band | None:
    fields = Fields(located, (*_BOUNDS, "when", "points", "text"), faults, "band")
    points = fields.number("points", is_needed=True)
    told = [key for key in (*_BOUNDS, "when") if fields.has(key)]
    if len(told) != 1 or (told[0] != "when" and form is None):
        what = Label(
            "一档要写 from、above、to、below（配 of）或 when 其中之一", "a band takes one of from, above, to, below (with of) or when"
        )
        faults.note(fields.place, what, Label("写成 {from: 5%, points: 20}", "write it like {from: 5%, points: 20}"))
        return None
    child = fields.located.children[told[0]]
    line, test = Line(child.text_place), test_of(child, faults) if told[0] == "when" else None
    if of and form and told[0] != "when":
        line = Line(child.text_place, len(str(of.plain)), of.text_place)
        bound = value_of(child, faults, before=line.before)
        test = Comparison(_BOUNDS[told[0]], form, bound) if bound else None
    return Band(test, points, fields.label("text"), fields.place, line) if test is not None and points is not None else None
