"""Conditions, vetoes and exceptions: one item of a list is one sentence of the document."""

from __future__ import annotations

from dataclasses import replace

from dukou.kit.core.labels import Label
from dukou.kit.packfiles.nodes import Located
from dukou.rules.core.books import Condition, Joint, Line
from dukou.rules.core.expressions import Every, Some, Test, shifted
from dukou.rules.core.reading.fields import Faults, Fields, near
from dukou.rules.core.reading.lines import test_of

_JOINTS = {"all": Joint.ALL, "any": Joint.ANY, "none": Joint.NOT, "of": Joint.AT_LEAST}
_KEYS = ("clause", "text", "test", "each_of_years", "any_of_years", *_JOINTS, "at_least", "hint", "unverified")
_DEEPEST = 8
_MOST_YEARS = 10


def conditions(items: list[Located], path: str, faults: Faults, *, needs_text: bool = True, depth: int = 0) -> tuple[Condition, ...]:
    """The conditions of a list, numbered below `path`."""
    found = [condition(item, f"{path}.{number}", faults, needs_text=needs_text, depth=depth) for number, item in enumerate(items, 1)]
    return tuple(each for each in found if each is not None)


def condition(
    item: Located, path: str, faults: Faults, *, needs_text: bool = True, depth: int = 0, more: tuple[str, ...] = ()
) -> Condition | None:
    """One condition. It has to have a text, except beneath a joint that has one."""
    fields = Fields(item, (*_KEYS, *more), faults, "condition")
    if not fields.is_mapping:
        return None
    if depth > _DEEPEST:
        faults.note(item.place, Label("条件套得太深", "conditions go too deep"), _DEEP_CURE)
        return None
    text = fields.label("text", is_needed=needs_text)
    joint = _joint(fields, faults)
    if joint is None:
        return None
    made = Condition(
        path=path,
        joint=joint,
        clause=fields.text("clause", is_needed=needs_text),
        text=text,
        hint=fields.label("hint"),
        is_unverified=fields.flag("unverified"),
        place=fields.place,
    )
    if joint is Joint.TEST:
        return replace(made, test=_over_years(fields, faults), line=Line(fields.located.children["test"].text_place))
    key = next(key for key, each in _JOINTS.items() if each is joint)
    items = fields.items(key, is_needed=True)
    parts = conditions(items, path, faults, needs_text=text is None, depth=depth + 1)
    count = fields.whole("at_least", 1, max(1, len(items))) if joint is Joint.AT_LEAST else 0
    if not items:
        faults.note(fields.place_of(key), Label("至少要有一条", "there has to be at least one"), Label("写出条件", "write the conditions"))
    return replace(made, parts=parts, count=count)


def with_exceptions(book: tuple[Condition, ...], items: list[Located], faults: Faults) -> tuple[Condition, ...]:
    """The conditions with each exception laid beside the clause that it names; a clause that is not there is a fault."""
    for number, item in enumerate(items, 1):
        exception = condition(item, f"exceptions.{number}", faults, more=("to",))
        fields = Fields(item, (*_KEYS, "to"), Faults())
        clause = fields.text("to")
        clauses = [each.clause for top in book for each in top.walk() if each.clause]
        if clauses.count(clause) != 1:
            what = Label(
                f"例外要对着一条条款，“{clause}”不是其中之一或不止一条", f"an exception is to one clause; “{clause}” is none or several"
            )
            faults.note(fields.place_of("to"), what, near("", list(dict.fromkeys(clauses))))
        elif exception is not None:
            book = tuple(_excepted(each, clause, exception) for each in book)
    return book


def _excepted(condition: Condition, clause: str, exception: Condition) -> Condition:
    parts = tuple(_excepted(part, clause, exception) for part in condition.parts)
    exceptions = (*condition.exceptions, exception) if condition.clause == clause else condition.exceptions
    return replace(condition, parts=parts, exceptions=exceptions)


def _joint(fields: Fields, faults: Faults) -> Joint | None:
    told = [key for key in ("test", *_JOINTS) if fields.has(key)]
    if len(told) != 1:
        what = Label(f"一条条件只能有一种写法，现在有 {len(told)} 种", f"a condition is written in one way; here are {len(told)}")
        cure = Label("写 test、all、any、none 或 at_least 加 of，其中之一", "write one of test, all, any, none, or at_least with of")
        faults.note(fields.place, what, cure)
        return None
    if fields.has("at_least") != (told[0] == "of"):
        faults.note(fields.place, Label("at_least 和 of 要一起写", "at_least and of go together"), Label("补上另一个", "add the other"))
        return None
    return _JOINTS.get(told[0], Joint.TEST)


def _over_years(fields: Fields, faults: Faults) -> Test | None:
    """The test, or for `each_of_years: 2` the same of the last closed year and of the year before."""
    located = fields.child("test")
    test = test_of(located, faults) if located else None
    for key, joined in (("each_of_years", Every), ("any_of_years", Some)):
        if fields.has(key) and test is not None:
            years = fields.whole(key, 2, _MOST_YEARS)
            test = joined(tuple(shifted(test, back) for back in range(years)))  # type: ignore[misc]  # a test keeps its sort
    return test


_DEEP_CURE = Label("拆成另一部规则，用 books 引用", "make another rule book of it and name it in books")
