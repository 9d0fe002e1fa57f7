"""How two versions of a rule book differ: sentence by sentence in words and in what they ask, definition by definition, case by case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dukou.kit.core.labels import Label, LabelledEnum, same
from dukou.rules.core.books import Book, Condition, Definition, Derived, Item, Joint, Table
from dukou.rules.core.writing import written


class ChangeKind(LabelledEnum):
    """What differs."""

    ADDED = "added", "新增", "added"
    REMOVED = "removed", "删去", "removed"
    WORDS = "words", "文字改动", "other words"
    RULE = "rule", "条件改动", "another condition"
    CASE = "case", "案例结论改变", "a case answers otherwise"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference; `before` or `after` is empty where the other version has nothing there. `says`: what a golden case is about."""

    kind: ChangeKind
    clause: str
    before: Label | None
    after: Label | None
    says: Label | None = None

    @property
    def where(self) -> Label:
        """The clause, or what the case is about, for readers."""
        return self.says or same(self.clause or "—")

    def as_dict(self) -> dict[str, Any]:
        """As JSON doors speak it."""
        told = {name: label.as_dict() if label else None for name, label in (("before", self.before), ("after", self.after))}
        return {"what": self.kind.value, "clause": self.clause, **told}


def changes(old: Book, new: Book) -> list[Change]:
    """The differences in the order of the new book, what was removed last. Sentences are matched by clause, then by place."""
    return [*_sentences(old, new), *_definitions(old, new)]


def asks(condition: Condition) -> str:
    """What a condition asks, as one line in normal form."""
    own = written(condition.test) if condition.test is not None else _joined(condition)
    if condition.exceptions:
        own = f"({own}) unless ({' or '.join(asks(each) for each in condition.exceptions)})"
    return own


def definition_text(definition: Definition) -> str:
    """What a definition says, as text in normal form."""
    if isinstance(definition, Derived):
        return written(definition.form)
    if isinstance(definition, Table):
        rows = "; ".join(f"{' | '.join(cell.text for cell in row.cells)} → {row.output}" for row in definition.rows)
        return f"{definition.policy.value}: {rows}"
    return "; ".join(_item(item) for item in definition.items) + (f"; ≤ {definition.cap}" if definition.cap is not None else "")


def _item(item: Item) -> str:
    bands = ", ".join(f"{written(band.when)} → {band.points}" for band in item.bands)
    return f"{item.clause}: {bands}, else {item.otherwise}"


def _joined(condition: Condition) -> str:
    words = {Joint.ALL: "all", Joint.ANY: "any", Joint.NOT: "none"}
    joint = words.get(condition.joint, f"at least {condition.count}")
    return f"{joint} of [{'; '.join(asks(part) for part in condition.parts)}]"


def _sentences(old: Book, new: Book) -> Iterator[Change]:
    before, after = _by_clause(old), _by_clause(new)
    for key, condition in after.items():
        was = before.get(key)
        if was is None:
            yield Change(ChangeKind.ADDED, condition.clause, None, _said(condition))
        elif asks(was) != asks(condition):
            yield Change(ChangeKind.RULE, condition.clause, _said(was), _said(condition))
        elif was.text != condition.text:
            yield Change(ChangeKind.WORDS, condition.clause, was.text, condition.text)
    for key, condition in before.items():
        if key not in after:
            yield Change(ChangeKind.REMOVED, condition.clause, _said(condition), None)


def _by_clause(book: Book) -> dict[tuple[str, int], Condition]:
    found: dict[tuple[str, int], Condition] = {}
    for condition in (*book.requires, *book.vetoes):
        number = 0
        while (condition.clause, number) in found:
            number += 1
        found[(condition.clause, number)] = condition
    return found


def _said(condition: Condition) -> Label:
    asked = asks(condition)
    text = condition.text
    return Label(f"{text.zh}（{asked}）", f"{text.en} ({asked})") if text else Label(asked, asked)


def _definitions(old: Book, new: Book) -> Iterator[Change]:
    for name in dict.fromkeys([*new.definitions, *old.definitions]):
        was, now = old.definitions.get(name), new.definitions.get(name)
        before = Label(definition_text(was), definition_text(was)) if was else None
        after = Label(definition_text(now), definition_text(now)) if now else None
        if before != after:
            kind = ChangeKind.ADDED if was is None else ChangeKind.REMOVED if now is None else ChangeKind.RULE
            yield Change(kind, name, before, after)
